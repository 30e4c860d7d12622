/// One problem of a pipeline file, with its place.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Sendable { case error, warning }

  public let code: DiagnosticCode
  public let severity: Severity
  /// The file as the user named it.
  public let file: String
  public let span: SourceSpan
  /// One sentence without capital and full stop; says what is wrong and what was expected.
  public let message: String
  /// The nearest name that exists, where one is near.
  public let suggestion: String?
  /// Further facts, such as the names that exist.
  public let notes: [String]
  /// The line of the file that `span` lies in.
  public let sourceLine: String

  public init(
    _ code: DiagnosticCode, _ severity: Severity = .error, file: String, span: SourceSpan, message: String,
    suggestion: String? = nil, notes: [String] = [], sourceLine: String = ""
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.span = span
    self.message = message
    self.suggestion = suggestion
    self.notes = notes
    self.sourceLine = sourceLine
  }

  /// The first line of `rendered`: place, severity, code, message.
  public var headline: String { headline(Style(isColored: false)) }

  /// The problem as people read it: the headline, the line of the file with what is meant underlined, the notes.
  ///
  /// Control characters and bidirectional overrides of the file are shown as U+FFFD; long lines are cut around the place.
  public func rendered(colored: Bool = false) -> String {
    let style = Style(isColored: colored)
    var out = headline(style) + "\n"
    let number = span.line > 0 ? String(span.line) : ""
    let margin = String(repeating: " ", count: number.utf8.count)
    if span.line > 0, !sourceLine.isEmpty {
      let excerpt = SourceExcerpt(sourceLine, column: span.column, length: span.length)
      out += style.dim("\(number) |") + " \(excerpt.line)\n"
      out += style.dim("\(margin) |") + " \(excerpt.padding)" + style.severity(severity, excerpt.underline) + "\n"
    }
    for note in notes { out += style.dim("\(margin) =") + " \(note)\n" }
    return out
  }

  private func headline(_ style: Style) -> String {
    let place = span.line > 0 ? "\(file):\(span.line):\(span.column)" : file
    let hint = suggestion.map { "; did you mean '\($0.shown)'?" } ?? ""
    return style.bold("\(place): ") + style.severity(severity, "\(severity.rawValue)[\(code.rawValue)]")
      + style.bold(": \(message)\(hint)")
  }
}

/// ANSI colours, or none.
private struct Style {
  let isColored: Bool

  func bold(_ text: String) -> String { wrap("1", text) }
  func dim(_ text: String) -> String { wrap("2", text) }
  func severity(_ severity: Diagnostic.Severity, _ text: String) -> String {
    wrap(severity == .error ? "1;31" : "1;33", text)
  }

  private func wrap(_ code: String, _ text: String) -> String { isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

/// A line of the file cut to a readable width, with the columns of a span underlined below it.
struct SourceExcerpt {
  let line: String
  let padding: String
  let underline: String
  private static let width = 120

  init(_ source: String, column: Int, length: Int) {
    let scalars = source.unicodeScalars.map { $0.isSafeToShow ? $0 : "\u{FFFD}" }
    let start = min(max(column - 1, 0), scalars.count)
    let end = min(start + max(length, 1), max(scalars.count, start + 1))
    var first = 0
    var last = scalars.count
    if scalars.count > Self.width {
      first = max(0, min(start - Self.width / 3, scalars.count - Self.width))
      last = min(scalars.count, first + Self.width)
    }
    var line = first > 0 ? "…" : ""
    line.unicodeScalars.append(contentsOf: scalars[first..<last])
    if last < scalars.count { line += "…" }
    var padding = first > 0 ? " " : ""
    for scalar in scalars[first..<min(start, last)] {
      padding += scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.columns)
    }
    let marked = start < last ? scalars[start..<min(end, last)].reduce(0) { $0 + $1.columns } : 0
    self.line = line
    self.padding = padding
    underline = String(repeating: "^", count: max(1, marked))
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows this scalar and does nothing else with it.
  var isSafeToShow: Bool {
    switch value {
    case 0x09: true
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
    default: true
    }
  }

  /// Columns that a terminal gives this scalar; right for what pipeline files hold, not a full East Asian Width table.
  var columns: Int {
    switch value {
    case 0x0300...0x036F, 0x200B...0x200D, 0xFE00...0xFE0F, 0x20D0...0x20FF: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}

extension String {
  /// This text from a file as a message may show it: at most 60 scalars, on one line, nothing a terminal acts on.
  var shown: String {
    var out = ""
    var count = 0
    for scalar in unicodeScalars {
      if count == 60 { return out + "…" }
      out.unicodeScalars.append(scalar == "\n" || scalar == "\t" ? " " : scalar.isSafeToShow ? scalar : "\u{FFFD}")
      count += 1
    }
    return out
  }
}
