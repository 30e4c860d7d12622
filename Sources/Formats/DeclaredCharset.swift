/// The charset that the head of a file declares: `<?xml … encoding="…"?>`, `<meta charset="…">`, and
/// `<meta http-equiv="Content-Type" content="text/html; charset=…">`.
struct DeclaredCharset {
  /// How far from the start a declaration is looked for; browsers look as far.
  private static let headSize = 1024
  /// The head, ASCII in small letters.
  private let head: [UInt8]

  /// The name as the file spells it but for its case; nil where the file is no markup or declares nothing.
  static func label(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    isMarkup(bytes) ? DeclaredCharset(bytes).label : nil
  }

  /// Whether the first byte that is no white space opens a tag.
  static func isMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.prefix(headSize).first { $0 > 0x20 } == UInt8(ascii: "<")
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    head = bytes.prefix(Self.headSize).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  private var label: String? {
    if let start = position(of: "<?xml", in: 0..<head.count), let end = position(of: "?>", in: start..<head.count),
      let label = value(of: "encoding", in: start..<end)
    {
      return label
    }
    var from = 0
    while let start = position(of: "<meta", in: from..<head.count) {
      from = head[start...].firstIndex(of: UInt8(ascii: ">")) ?? head.count
      if let label = value(of: "charset", in: start..<from) { return label }
    }
    return nil
  }

  private func position(of text: String, in range: Range<Int>) -> Int? {
    range.first { head[$0..<range.upperBound].starts(with: text.utf8) }
  }

  /// What stands behind `name` and `=`, in quotes of any kind or none, up to what can't be in a charset's name.
  private func value(of name: String, in range: Range<Int>) -> String? {
    guard let start = position(of: name, in: range) else { return nil }
    var rest = head[(start + name.utf8.count)..<range.upperBound].drop { $0 <= 0x20 }
    guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
    rest = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    let value = rest.prefix { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || "-_.:".utf8.contains(byte)
    }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }
}
