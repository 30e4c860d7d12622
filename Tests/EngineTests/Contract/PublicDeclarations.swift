/// The public declarations of Swift source, found by its punctuation alone: what stands in front of each brace or line end.
///
/// Takes no regular expression literals and no raw strings, which the library Pipeline does not have.
struct PublicDeclarations {
  /// Members as `Type: declaration`, types as declared; sorted.
  var lines: [String] { found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  private enum Scope {
    /// A type or extension whose members are looked at, with its path.
    case members(path: String, keyword: String)
    /// A body, or a type that outsiders do not see.
    case hidden
  }

  private var found: Set<String> = []
  private var scopes: [Scope] = []
  /// What has been read of the declaration that is being read.
  private var head = ""
  /// Open parentheses, brackets, and braces inside of these.
  private var depth = 0

  init(_ sources: [String]) {
    for source in sources { scan(Array(source)) }
  }

  private mutating func scan(_ text: [Character]) {
    var index = 0
    while index < text.count {
      let character = text[index]
      if text[index...].starts(with: "//") {
        while index < text.count, text[index] != "\n" { index += 1 }
        continue
      }
      if character == "\"" {
        let end = Self.endOfString(text, index)
        head += String(text[index..<end])
        index = end
        continue
      }
      switch character {
      case "{" where depth == 0:
        scopes.append(endDeclaration(hasBody: true))
      case "}" where depth == 0:
        endDeclaration(hasBody: false)
        _ = scopes.popLast()
      case ";" where depth == 0:
        endDeclaration(hasBody: false)
      case "\n" where depth == 0 && !goesOn(text, index):
        endDeclaration(hasBody: false)
      default:
        if "([{".contains(character) { depth += 1 } else if ")]}".contains(character) { depth -= 1 }
        head.append(character)
      }
      index += 1
    }
  }

  /// The position behind the string literal at `start`, with whatever is interpolated in it.
  private static func endOfString(_ text: [Character], _ start: Int) -> Int {
    let quote = text[start...].starts(with: "\"\"\"") ? 3 : 1
    var index = start + quote
    while index < text.count {
      if text[index...].starts(with: "\\(") {
        var depth = 1
        index += 2
        while index < text.count, depth > 0 {
          if text[index] == "\"" {
            index = endOfString(text, index)
            continue
          }
          if text[index] == "(" { depth += 1 } else if text[index] == ")" { depth -= 1 }
          index += 1
        }
      } else if text[index] == "\\" {
        index += 2
      } else if text[index...].starts(with: String(repeating: "\"", count: quote)) {
        return index + quote
      } else {
        index += 1
      }
    }
    return index
  }

  /// Whether the declaration before a line end is not over there.
  private func goesOn(_ text: [Character], _ lineEnd: Int) -> Bool {
    let words = head.split(whereSeparator: \.isWhitespace)
    guard let last = words.last else { return true }
    if words.allSatisfy({ $0.hasPrefix("@") }) || [",", ":", "=", "->"].contains(where: { last.hasSuffix($0) }) {
      return true
    }
    let next = text[lineEnd...].drop(while: \.isWhitespace)
    return next.starts(with: "where ") || next.starts(with: "->")
  }

  /// Notes the declaration in `head` where outsiders see it, and says what a brace behind it opens.
  @discardableResult
  private mutating func endDeclaration(hasBody: Bool) -> Scope {
    defer { head = "" }
    var words = head.split(whereSeparator: \.isWhitespace).map(String.init)
    words.removeAll { $0.hasPrefix("@inlin") || $0.hasPrefix("@usable") || $0.hasPrefix("@discardable") }
    let plain = words.lazy.map { String($0.prefix(while: \.isLetter)) }
    guard isInSight, let keyword = plain.first(where: Self.keywords.contains) else { return .hidden }
    let isPublic = words.contains("public")
    words.removeAll { $0 == "public" }
    let path = if case .members(let path, _)? = scopes.last { path + "." } else { "" }
    if Self.typeKeywords.contains(keyword) {
      guard isPublic || keyword == "extension", let place = words.firstIndex(of: keyword), place + 1 < words.count
      else { return .hidden }
      let name = path + words[place + 1].prefix { $0.isLetter || $0.isNumber || $0 == "." }
      words[place + 1] = path + words[place + 1]
      let declaration = words.joined(separator: " ")
      if keyword != "extension" || declaration.contains(":") { found.insert(declaration) }
      return .members(path: name, keyword: keyword)
    }
    guard isPublic || isImplicitlyPublic(keyword) else { return .hidden }
    var declaration = words.joined(separator: " ").replacing("( ", with: "(").replacing(" )", with: ")")
    if keyword == "var" || keyword == "let" {
      // The value is no part of the contract, but whether there is a body is: it may not be settable.
      if let value = declaration.firstRange(of: " = ") {
        declaration.removeSubrange(value.lowerBound...)
      } else if hasBody {
        declaration += " { … }"
      }
    }
    found.insert(path.isEmpty ? declaration : "\(path.dropLast()): \(declaration)")
    return .hidden
  }

  private var isInSight: Bool { if case .hidden? = scopes.last { false } else { true } }

  /// Requirements of protocols and cases of enumerations are as public as what they stand in.
  private func isImplicitlyPublic(_ keyword: String) -> Bool {
    guard case .members(_, let owner)? = scopes.last else { return false }
    return owner == "protocol" || (owner == "enum" && keyword == "case")
  }

  private static let typeKeywords: Set<String> = ["struct", "enum", "class", "actor", "protocol", "extension"]
  private static let keywords = typeKeywords.union([
    "var", "let", "func", "init", "subscript", "case", "typealias", "associatedtype",
  ])
}
