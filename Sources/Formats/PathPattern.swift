import Pipeline

/// A pattern such as `{language}/{published}_{publisher}_*.txt` that reads metadata out of paths.
///
/// It is matched, component by component, against the last components of a path; with a slash in front, against all of
/// them. `{name}` captures and `*` passes over bytes within a component, `**` passes over any components. A capture takes
/// at least one byte and as few as let the rest match; `*` may take none. Everything else stands for itself, case and all.
struct PathPattern: Sendable {
  struct Capture: Hashable, Sendable {
    let name: String
    let value: [UInt8]
  }

  private enum Piece: Sendable {
    case literal([UInt8])
    case capture(String)
    case star
  }

  private enum Component: Sendable {
    case pieces([Piece])
    /// `**`
    case any
  }

  private let components: [Component]

  /// Throws `StageSetupError`, with `option`, for a pattern that can't be read.
  init(_ pattern: String, option: String = "pattern") throws {
    func fail(_ problem: String) -> StageSetupError {
      StageSetupError("the pattern '\(pattern)' \(problem)", option: option)
    }
    var text = Array(pattern.utf8)[...]
    var components: [Component] = []
    if text.first == UInt8(ascii: "/") { text = text.dropFirst() } else { components.append(.any) }
    guard !text.isEmpty else { throw fail("is empty") }
    var names: Set<String> = []
    for part in text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.isEmpty { throw fail("has an empty component: two slashes in a row, or one at the end") }
      if part.elementsEqual("**".utf8) {
        components.append(.any)
        continue
      }
      var pieces: [Piece] = []
      var rest = part
      while let byte = rest.first {
        switch byte {
        case UInt8(ascii: "*"):
          rest = rest.dropFirst()
          if rest.first == byte { throw fail("has ** inside a name; ** stands for whole folders: **/") }
          if case .capture(let name)? = pieces.last {
            throw fail("does not say where {\(name)} ends: put some text before the *")
          }
          pieces.append(.star)
        case UInt8(ascii: "{"):
          guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else { throw fail("has a { without its }") }
          let name = String(decoding: rest[(rest.startIndex + 1)..<close], as: UTF8.self)
          guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else {
            throw fail("has the name {\(name)}; names are letters, digits, - and _")
          }
          guard names.insert(name).inserted else { throw fail("has {\(name)} twice") }
          if case .capture(let other)? = pieces.last {
            throw fail("does not say where {\(other)} ends and {\(name)} begins: put some text between them")
          }
          if case .star? = pieces.last {
            throw fail("does not say where the * ends and {\(name)} begins: put some text between them")
          }
          pieces.append(.capture(name))
          rest = rest[(close + 1)...]
        case UInt8(ascii: "}"):
          throw fail("has a } without its {")
        default:
          let literal = rest.prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
          pieces.append(.literal(Array(literal)))
          rest = rest.dropFirst(literal.count)
        }
      }
      components.append(.pieces(pieces))
    }
    self.components = components
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x5F
  }

  /// What the captures hold, in the pattern's order; nil where the path does not match.
  func captures(of path: ByteString) -> [Capture]? {
    let parts = path.bytes.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    let matches = matchable(parts)
    guard matches[0][0] else { return nil }
    var captures: [Capture] = []
    var part = 0
    for (index, component) in components.enumerated() {
      switch component {
      case .any:
        // As few folders as let the rest match.
        while !matches[index + 1][part] { part += 1 }
      case .pieces(let pieces):
        _ = Self.match(pieces, parts[part], into: &captures)
        part += 1
      }
    }
    return captures
  }

  /// Whether the components from `[i]` on match the path's parts from `[j]` on.
  private func matchable(_ parts: [ArraySlice<UInt8>]) -> [[Bool]] {
    var table = Array(repeating: Array(repeating: false, count: parts.count + 1), count: components.count + 1)
    table[components.count][parts.count] = true
    var ignored: [Capture] = []
    for i in components.indices.reversed() {
      for j in (0...parts.count).reversed() {
        switch components[i] {
        case .any:
          table[i][j] = table[i + 1][j] || (j < parts.count && table[i][j + 1])
        case .pieces(let pieces):
          guard j < parts.count, table[i + 1][j + 1] else { continue }
          table[i][j] = Self.match(pieces, parts[j], into: &ignored)
        }
      }
    }
    return table
  }

  /// Matches one component. A wildcard ends at the first place where the literal behind it stands: a later one could not
  /// match more, since only the last literal is tied to the end.
  private static func match(_ pieces: [Piece], _ part: ArraySlice<UInt8>, into captures: inout [Capture]) -> Bool {
    var rest = part
    var index = 0
    while index < pieces.count {
      if case .literal(let literal) = pieces[index] {
        guard rest.starts(with: literal) else { return false }
        rest = rest.dropFirst(literal.count)
        index += 1
        continue
      }
      var name: String?
      if case .capture(let captured) = pieces[index] { name = captured }
      let least = name == nil ? 0 : 1
      guard rest.count >= least else { return false }
      var end = rest.endIndex
      if index + 1 < pieces.count, case .literal(let literal) = pieces[index + 1] {
        if index + 2 == pieces.count {
          guard rest.count >= least + literal.count, rest.suffix(literal.count).elementsEqual(literal) else {
            return false
          }
          end = rest.endIndex - literal.count
        } else {
          guard let found = firstRange(of: literal, in: rest, from: rest.startIndex + least) else { return false }
          end = found
        }
      }
      if let name { captures.append(Capture(name: name, value: Array(rest[rest.startIndex..<end]))) }
      rest = rest[end...]
      index += 1
    }
    return rest.isEmpty
  }

  private static func firstRange(of literal: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    var offset = start
    while offset + literal.count <= bytes.endIndex {
      if bytes[offset...].starts(with: literal) { return offset }
      offset += 1
    }
    return nil
  }
}
