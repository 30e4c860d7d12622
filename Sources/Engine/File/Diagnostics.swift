/// Collects the problems of one file. Keeps the first 100; a file with more has one cause.
final class Diagnostics {
  private(set) var all: [Diagnostic] = []
  private(set) var hasErrors = false
  let source: SourceText
  private static let limit = 100

  init(_ source: SourceText) { self.source = source }

  func error(
    _ code: DiagnosticCode, _ position: FilePosition, text: String? = nil, _ message: String,
    suggestion: String? = nil, notes: [String] = []
  ) {
    hasErrors = true
    add(code, .error, position, text, message, suggestion, notes)
  }

  func error(
    _ code: DiagnosticCode, _ node: FileNode, _ message: String, suggestion: String? = nil, notes: [String] = []
  ) {
    error(code, node.position, text: node.scalar, message, suggestion: suggestion, notes: notes)
  }

  func warning(
    _ code: DiagnosticCode, _ node: FileNode, _ message: String, suggestion: String? = nil, notes: [String] = []
  ) {
    add(code, .warning, node.position, node.scalar, message, suggestion, notes)
  }

  /// An unknown name: the nearest of `names`, or all of them.
  func unknown(_ code: DiagnosticCode, _ node: FileNode, _ message: String, among names: [String], kind: String) {
    let nearest = node.scalar.flatMap { NearestName.find($0, among: names) }
    let list = names.isEmpty ? "there are no \(kind)" : "\(kind): \(names.prefix(60).joined(separator: ", "))"
    error(code, node, message, suggestion: nearest, notes: [list])
  }

  /// Adds a ready diagnostic, as `attempt` of another collector gave it.
  func append(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error { hasErrors = true }
    if all.count < Self.limit { all.append(diagnostic) }
  }

  /// All problems by position.
  var sorted: [Diagnostic] {
    all.enumerated().sorted { a, b in
      // Problems of another file, such as a manifest, stand together and first.
      if a.element.file != b.element.file {
        return (a.element.file == source.name ? 1 : 0) < (b.element.file == source.name ? 1 : 0)
      }
      if a.element.span != b.element.span { return a.element.span < b.element.span }
      if a.element.code != b.element.code { return a.element.code.rawValue < b.element.code.rawValue }
      return a.offset < b.offset
    }.map(\.element)
  }

  private func add(
    _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ position: FilePosition, _ text: String?,
    _ message: String, _ suggestion: String?, _ notes: [String]
  ) {
    guard all.count < Self.limit else { return }
    var line = ""
    line.unicodeScalars.append(contentsOf: source.scalars(ofLine: position.line))
    all.append(
      Diagnostic(
        code, severity, file: source.name, span: source.span(at: position, text: text), message: message,
        suggestion: suggestion, notes: notes, sourceLine: line))
  }
}
