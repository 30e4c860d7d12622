import Bytes
import CSimdjson
import Glibc
import ICU
import Pipeline

/// How a record was decoded.
struct Decoding {
  /// Nil for UTF-8 without damage, which is read as it stands.
  fileprivate(set) var converter: CharsetConverter?
  /// Bytes of a byte order mark before the text.
  let markLength: Int
  /// Bytes that became U+FFFD.
  fileprivate(set) var replacedBytes = 0

  /// The charset's name, where it is not UTF-8.
  var charset: String? { converter == CharsetChoice.utf8 ? nil : converter?.charset }

  /// The bytes of the record behind bytes `range` of the text.
  func source(of range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) throws -> ByteRange {
    let encoded = UnsafeBufferPointer(rebasing: bytes[markLength...])
    let range = try converter?.source(of: range, in: encoded) ?? range
    return ByteRange(range.lowerBound + markLength, range.upperBound + markLength)
  }
}

extension Source {
  /// Takes over what decoding found out.
  mutating func decoded(_ decoding: Decoding) {
    charset = decoding.charset
    replacedBytes = UInt64(decoding.replacedBytes)
  }
}

/// Decodes the bytes of records; made from the options of a read format.
///
/// Valid UTF-8 is read as it is, whatever the options say: text of another charset is not valid UTF-8 by chance, but for
/// those that are written in bytes of ASCII.
struct TextDecoder: Sendable {
  static let options = [
    OptionSpec(
      "charset", .string, default: "auto",
      "the charset of what is not UTF-8, such as windows-1251; auto: what a record declares, else what it looks like"),
    OptionSpec(
      "max-replaced", .share, default: "1%",
      "a record with a larger share of bytes that are not of its charset fails; U+FFFD stands for fewer"),
  ]

  private let chosen: CharsetConverter?
  private let limit: Double

  init(_ options: Options) throws {
    let name = options.string("charset") ?? "auto"
    chosen = name == "auto" ? nil : CharsetName.converter(name)
    if name != "auto", chosen == nil {
      throw StageSetupError(
        "no charset is named '\(name)'; names are like windows-1251, Shift_JIS, auto", option: "charset")
    }
    limit = options.decimal("max-replaced") ?? 0.01
  }

  /// Calls `body` with the text as UTF-8. Throws `DocumentError` for what is no text, or too much damaged.
  ///
  /// `known` is the charset that an earlier decoding of the same bytes found.
  func withText<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, known: String?,
    _ body: (UnsafeBufferPointer<UInt8>, Decoding) throws -> Result
  ) throws -> Result {
    let mark = ByteOrderMark(of: bytes)
    let text = UnsafeBufferPointer(rebasing: bytes[(mark?.charset == "UTF-8" ? mark!.length : 0)...])
    if mark == nil || mark?.charset == "UTF-8", Self.invalidUTF8(in: text) == nil, !Self.needsLook(text) {
      try Self.check(text)
      return try body(text, Decoding(converter: nil, markLength: bytes.count - text.count))
    }
    return try withConverted(bytes, known: known, declared: DeclaredCharset.label) { text, decoding in
      try Self.check(text)
      return try body(text, decoding)
    }
  }

  /// Converts bytes that are not plain UTF-8; `declared` finds what the record says of its charset.
  func withConverted<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, known: String?, declared: (UnsafeBufferPointer<UInt8>) -> String?,
    _ body: (UnsafeBufferPointer<UInt8>, Decoding) throws -> Result
  ) throws -> Result {
    let choice =
      known.flatMap { CharsetChoice(known: $0, bytes) }
      ?? CharsetChoice(for: bytes, chosen: chosen, declared: declared)
    let encoded = UnsafeBufferPointer(rebasing: bytes[choice.markLength...])
    let converted = try choice.converter.convertReplacing(encoded)
    // What was read once is read again, whatever limit was set then.
    if known == nil, Double(converted.replacedBytes) > limit * Double(bytes.count) {
      throw Self.tooDamaged(encoded, choice, converted.replacedBytes)
    }
    var decoding = Decoding(markLength: choice.markLength)
    decoding.converter = choice.converter
    decoding.replacedBytes = converted.replacedBytes
    return try converted.text.withUnsafeBufferPointer { try body($0, decoding) }
  }

  private static func tooDamaged(
    _ encoded: UnsafeBufferPointer<UInt8>, _ choice: CharsetChoice, _ replacedBytes: Int
  ) -> DocumentError {
    let charset = choice.converter.charset
    var first = 0
    do throws(CharsetError) {
      _ = try choice.converter.convert(encoded)
    } catch {
      if case .malformed(_, let offset) = error { first = offset }
    }
    return DocumentError(
      "invalid \(charset)",
      "byte \(hex(encoded[first])) at offset \(first + choice.markLength) is not \(charset), and \(replacedBytes) of "
        + "\(encoded.count) bytes are not; name the charset with charset: …, or allow more with max-replaced: …")
  }

  // MARK: Bytes

  /// Throws unless `text`, valid UTF-8, says something and has no NUL.
  private static func check(_ text: UnsafeBufferPointer<UInt8>) throws {
    if let offset = TextScan.firstNUL(in: text) {
      throw DocumentError("NUL byte", "U+0000 at byte \(offset) of the text; the file is binary or damaged")
    }
    if TextScan.isBlank(text) {
      throw DocumentError(
        "empty text", text.isEmpty ? "the file has no bytes of text" : "nothing but white space in the file")
    }
  }

  /// Offset of the first byte that is not UTF-8.
  static func invalidUTF8(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    let offset = assay_validate_utf8(text.baseAddress, text.count)
    return offset < 0 ? nil : Int(offset)
  }

  /// Whether valid UTF-8 may be another charset all the same: UTF-16 has NULs, and ISO-2022 has escapes near its start.
  private static func needsLook(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return false }
    return TextScan.firstNUL(in: text) != nil || memchr(base, 0x1B, min(text.count, 4096)) != nil
  }

  static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0x0\(digits)" : "0x\(digits)"
  }
}
