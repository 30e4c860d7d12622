extension PatternTemplate {
  struct SyntaxError: Error {
    var message: String
    /// In Unicode scalars.
    var offset: Int
    /// A name of a part that there is not.
    var name: String?
  }

  /// Reads `weapon:{1}`: captured parts by name or, in their order, by number from 1; `{0}` is the whole match.
  init(_ text: String, groups: [String]) throws(SyntaxError) {
    pieces = []
    var plain = ""
    var name: String?
    var open = 0
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      switch (scalar, name) {
      case ("{", nil):
        name = ""
        open = offset
      case ("{", _): throw SyntaxError(message: "'{' inside '{'", offset: offset)
      case ("}", nil): throw SyntaxError(message: "'}' without '{'", offset: offset)
      case ("}", let found?):
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(.group(try Self.group(found, groups, at: open)))
        name = nil
      case (_, nil): plain.unicodeScalars.append(scalar)
      default: name?.unicodeScalars.append(scalar)
      }
    }
    if name != nil { throw SyntaxError(message: "'{' without '}'", offset: open) }
    if !plain.isEmpty { pieces.append(.text(plain)) }
  }

  private static func group(_ name: String, _ groups: [String], at offset: Int) throws(SyntaxError) -> Int {
    if let number = Int(name) {
      if number >= 0, number <= groups.count { return number - 1 }
      let count = groups.isEmpty ? "captures no part" : "captures only \(groups.count)"
      throw SyntaxError(message: "there is no part {\(name)}; the pattern \(count)", offset: offset)
    }
    guard let index = groups.firstIndex(of: name) else {
      throw SyntaxError(message: "no part of the pattern is captured as '\(name)'", offset: offset, name: name)
    }
    return index
  }

  /// The id; white space in captured parts becomes `_`. `text` gives the text of a part, nil where it has none.
  func filled(_ text: (Int) -> [UInt8]?) -> String {
    var out: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let plain): out += Array(plain.utf8)
      case .group(let index):
        var isInSpace = false
        for byte in text(index) ?? [] {
          let isSpace = byte <= 0x20
          if isSpace, isInSpace { continue }
          out.append(isSpace ? UInt8(ascii: "_") : byte)
          isInSpace = isSpace
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
