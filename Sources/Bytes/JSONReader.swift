/// Reads JSON value by value without building a tree.
///
///     var json = JSONReader(bytes)
///     try json.object { json, key in
///       if key == "id" { id = try json.string() } else { try json.skip() }
///     }
///     try json.end()
///
/// Every value must be read or skipped, once. Strictly RFC 8259, nested at most 512 deep; errors are `SyntaxError`. Linear
/// time.
public struct JSONReader {
  public struct SyntaxError: Error, Equatable, CustomStringConvertible {
    /// Bytes before the place where something else was expected.
    public let offset: Int
    public let expected: String
    public var description: String { "\(expected) expected at byte \(offset) of the JSON" }
  }

  public enum Kind: Sendable { case object, array, string, number, bool, null, nothing }

  private static let maximumDepth = 512
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// Ill-formed UTF-8 in strings becomes U+FFFD; whoever minds looks before.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func failure(_ expected: String) -> SyntaxError { SyntaxError(offset: position, expected: expected) }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ wanted: UInt8) -> Bool {
    guard byte == wanted else { return false }
    position += 1
    return true
  }

  /// What kind of value comes next; `nothing` where none does.
  public mutating func next() -> Kind {
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number
    default: return .nothing
    }
  }

  /// Reads an object; `member` gets each key and must read or skip its value.
  public mutating func object(_ member: (inout JSONReader, String) throws -> Void) throws {
    try open(UInt8(ascii: "{"), "an object")
    if take(UInt8(ascii: "}")) { return close() }
    repeat {
      skipSpace()
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure("':'") }
      try member(&self, key)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("',' or '}'") }
    close()
  }

  /// Reads an array; `item` must read or skip each value.
  public mutating func array(_ item: (inout JSONReader) throws -> Void) throws {
    try open(UInt8(ascii: "["), "an array")
    if take(UInt8(ascii: "]")) { return close() }
    repeat {
      try item(&self)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("',' or ']'") }
    close()
  }

  private mutating func open(_ bracket: UInt8, _ what: String) throws {
    skipSpace()
    guard depth < Self.maximumDepth, take(bracket) else { throw failure(what) }
    depth += 1
    skipSpace()
  }

  private mutating func close() { depth -= 1 }

  public mutating func bool() throws -> Bool {
    skipSpace()
    if takeWord("true") { return true }
    if takeWord("false") { return false }
    throw failure("true or false")
  }

  /// Whether a null stands here; reads it where it does.
  public mutating func null() -> Bool {
    skipSpace()
    return takeWord("null")
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      guard bytes.count - position >= word.count, bytes[position..<position + word.count].elementsEqual(word) else {
        return false
      }
      position += word.count
      return true
    }
  }

  /// A whole number that 64 bits hold.
  public mutating func int() throws -> Int {
    skipSpace()
    let start = position
    let isNegative = take(UInt8(ascii: "-"))
    var value = 0
    var digits = 0
    while let byte, byte >= 0x30, byte <= 0x39 {
      let (product, over) = value.multipliedReportingOverflow(by: 10)
      let digit = Int(byte - 0x30)
      let (sum, over2) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      guard !over, !over2 else {
        position = start
        throw failure("a whole number of 64 bits")
      }
      value = sum
      digits += 1
      position += 1
    }
    if digits == 0 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position = start
      throw failure("a whole number")
    }
    return value
  }

  /// A number as it is written.
  public mutating func number() throws -> String {
    skipSpace()
    let start = position
    _ = take(UInt8(ascii: "-"))
    let isZero = byte == UInt8(ascii: "0")
    let whole = takeDigits()
    var isGood = whole > 0 && !(isZero && whole > 1)
    if take(UInt8(ascii: ".")) { isGood = takeDigits() > 0 && isGood }
    if let byte, byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      isGood = takeDigits() > 0 && isGood
    }
    guard isGood else {
      position = start
      throw failure("a number")
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func takeDigits() -> Int {
    let start = position
    while let byte, byte >= 0x30, byte <= 0x39 { position += 1 }
    return position - start
  }

  public mutating func string() throws -> String {
    skipSpace()
    guard take(UInt8(ascii: "\"")) else { throw failure("a string") }
    let start = position
    while let byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
    if byte == UInt8(ascii: "\"") {
      position += 1
      return String(decoding: bytes[start..<position - 1], as: UTF8.self)
    }
    var out = Array(bytes[start..<position])
    while let byte, byte >= 0x20 {
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { try escape(into: &out) } else { out.append(byte) }
    }
    throw failure("the end of a string")
  }

  private mutating func escape(into out: inout [UInt8]) throws {
    guard let byte else { throw failure("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "u"):
      var unit = try hex()
      if unit >= 0xD800, unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
        let low = try hex()
        guard low >= 0xDC00, low < 0xE000 else { throw failure("the second half of a surrogate pair") }
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw failure("a whole surrogate pair") }
      out.append(contentsOf: UTF8.encode(scalar)!)
    default: throw failure("an escape")
    }
  }

  private mutating func hex() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      switch byte {
      case .some(let byte) where byte >= 0x30 && byte <= 0x39: value = value << 4 | UInt32(byte - 0x30)
      case .some(let byte) where byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66:
        value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
      default: throw failure("four hexadecimal digits")
      }
      position += 1
    }
    return value
  }

  /// Reads a value of any kind and forgets it.
  public mutating func skip() throws { _ = try raw() }

  /// The bytes of a value of any kind.
  public mutating func raw() throws -> ArraySlice<UInt8> {
    let kind = next()
    let start = position
    switch kind {
    case .object: try object { json, _ in try json.skip() }
    case .array: try array { json in try json.skip() }
    case .string: _ = try string()
    case .number: _ = try number()
    case .bool: _ = try bool()
    case .null: guard null() else { throw failure("a value") }
    case .nothing: throw failure("a value")
    }
    return bytes[start..<position]
  }

  /// Makes sure that nothing but white space is left.
  public mutating func end() throws {
    skipSpace()
    if position < bytes.count { throw failure("the end") }
  }
}
