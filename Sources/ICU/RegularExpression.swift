import CICU

/// A compiled regular expression in ICU's syntax, for whole words.
///
/// Matching is bounded: a text that takes ICU more than 10,000 steps does not match, on any machine.
public final class RegularExpression: Sendable {
  /// Why an expression is none.
  public struct SyntaxError: Error, Hashable, Sendable {
    /// The place of the error in the expression, in Unicode scalars.
    public let offset: Int
    /// ICU's name of the error ("U_REGEX_MISMATCHED_PAREN").
    public let name: String
  }

  public let source: String
  /// ICU's pattern. Sound to share: it is not changed once it is compiled.
  nonisolated(unsafe) private let pattern: UnsafeMutableRawPointer

  public init(_ source: String) throws(SyntaxError) {
    self.source = source
    var pattern: UnsafeMutableRawPointer?
    var offset: Int32 = -1
    let bytes = Array(source.utf8)
    let status = bytes.withUnsafeBufferPointer { bytes in
      // An empty buffer may have no address, which C strings must have.
      withUnsafePointer(to: UInt8(0)) { nothing in
        assay_icu_pattern_open(bytes.baseAddress ?? nothing, bytes.count, &pattern, &offset)
      }
    }
    guard status <= 0, let pattern else {
      throw SyntaxError(offset: max(0, Int(offset)), name: String(cString: assay_icu_status_name(status)))
    }
    self.pattern = pattern
  }

  deinit { assay_icu_pattern_close(pattern) }

  /// Matches texts on one thread.
  public final class Matcher {
    private let expression: RegularExpression
    private let handle: UnsafeMutableRawPointer

    public init(_ expression: RegularExpression) throws(ICUError) {
      self.expression = expression
      var handle: UnsafeMutableRawPointer?
      let status = assay_icu_matcher_open(expression.pattern, &handle)
      guard status <= 0, let handle else {
        throw ICUError(operation: "regular expression", subject: expression.source, code: status)
      }
      self.handle = handle
    }

    deinit { assay_icu_matcher_close(handle) }

    /// Whether all of `text` matches.
    public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
      withUnsafePointer(to: UInt8(0)) { nothing in
        assay_icu_matches(handle, text.baseAddress ?? nothing, text.count) == 1
      }
    }
  }
}
