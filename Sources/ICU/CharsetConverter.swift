import CICU

/// Why bytes could not be converted.
public enum CharsetError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownCharset(String)
  /// A malformed or unassigned sequence at this byte of the input.
  case malformed(charset: String, offset: Int)
  case failed(ICUError)

  public var description: String {
    switch self {
    case .unknownCharset(let name): "unknown charset '\(name)'"
    case .malformed(let charset, let offset): "byte \(offset) is not \(charset)"
    case .failed(let error): error.description
    }
  }
}

/// Converts text of a named charset to UTF-8 by ICU's tables and aliases.
///
/// Names mean what IANA and ICU say, not what browsers make of them: `iso-8859-1` has C1 controls where pages mean
/// windows-1252. A byte order mark of UTF-8 stays in the text as U+FEFF.
public struct CharsetConverter: Hashable, Sendable {
  /// The MIME or else IANA name ("windows-1251").
  public let charset: String

  /// Throws `CharsetError.unknownCharset` unless ICU knows the name or alias.
  public init(charset name: String) throws(CharsetError) {
    guard !name.utf8.contains(0), let known = try? firstColumn("charset", { assay_icu_charset_name(name) }).first else {
      throw .unknownCharset(name)
    }
    charset = known
  }

  /// Converts, or throws `CharsetError.malformed` at the first sequence that is not of the charset.
  public func convert(_ bytes: UnsafeBufferPointer<UInt8>) throws(CharsetError) -> [UInt8] {
    let result = try run(bytes, strict: true)
    guard result.malformed_offset < 0 else {
      throw .malformed(charset: charset, offset: Int(result.malformed_offset))
    }
    return copy(result)
  }

  /// What a conversion made of bytes that need not all be of the charset.
  public struct Converted: Hashable, Sendable {
    public let text: [UInt8]
    /// Malformed sequences, each of which became one U+FFFD.
    public let replacements: Int
    /// Bytes of these sequences.
    public let replacedBytes: Int
  }

  /// Converts with U+FFFD for each malformed sequence, and counts them.
  public func convertReplacing(_ bytes: UnsafeBufferPointer<UInt8>) throws(CharsetError) -> Converted {
    let result = try run(bytes, strict: false)
    return Converted(
      text: copy(result), replacements: result.replacements, replacedBytes: result.replaced_bytes)
  }

  /// The bytes behind bytes `range` of what `convertReplacing` makes of `bytes`. An edge inside what a character or a
  /// U+FFFD stands for moves outward. Made by converting again, a character at a time.
  public func source(
    of range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) throws(CharsetError) -> Range<Int> {
    let span = assay_icu_source_of(charset, bytes.baseAddress, bytes.count, range.lowerBound, range.upperBound)
    guard span.status <= 0 else {
      throw .failed(ICUError(operation: "conversion", subject: charset, code: span.status))
    }
    return Int(span.start)..<Int(span.end)
  }

  private func run(_ bytes: UnsafeBufferPointer<UInt8>, strict: Bool) throws(CharsetError) -> assay_icu_converted {
    let result = assay_icu_to_utf8(charset, bytes.baseAddress, bytes.count, strict ? 1 : 0)
    guard result.status <= 0 else {
      throw .failed(ICUError(operation: "conversion", subject: charset, code: result.status))
    }
    return result
  }

  private func copy(_ result: assay_icu_converted) -> [UInt8] {
    Array(UnsafeBufferPointer(start: result.bytes, count: result.length))
  }
}
