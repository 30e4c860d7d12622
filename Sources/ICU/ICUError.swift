import CICU

/// A call of ICU that failed: which one, for which locale, charset or other input, and ICU's own error name.
public struct ICUError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried ("word boundaries").
  public let operation: String
  /// What it was tried with: a locale, a charset; empty if nothing.
  public let subject: String
  /// ICU's numeric error code.
  public let code: Int32

  /// ICU's name of the error ("U_ILLEGAL_ARGUMENT_ERROR").
  public var name: String { String(cString: assay_icu_status_name(code)) }

  public var description: String {
    "ICU failed: \(operation)\(subject.isEmpty ? "" : " for '\(subject)'"): \(name)"
  }
}
