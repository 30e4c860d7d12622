import Engine

/// A record as one HTML page that needs no other file: its text with every annotation marked, and a table of them.
///
/// Each layer marks text in its own way (a tint, a line below, a frame), so that annotations that overlap stay readable. What
/// comes from the record is escaped; the page runs no script and loads nothing.
struct AnnotatedPage {
  private let record: JSONValue
  private let scalars: [Unicode.Scalar]
  private let spans: [Span]

  private struct Span {
    let layer: String
    let start: Int
    let end: Int
    let annotation: JSONValue
  }

  /// Layers that would mark everything.
  private static let unmarked: Set<String> = ["sentences", "tokens", "parts", "languages", "keys"]

  init(_ record: JSONValue) {
    self.record = record
    scalars = Array((record["text"]?.string ?? "").unicodeScalars)
    var spans: [Span] = []
    if case .object(let members) = record {
      for member in members where !Self.unmarked.contains(member.key) {
        for annotation in member.value.array ?? [] {
          guard let start = annotation["start"]?.int, let end = annotation["end"]?.int, start >= 0, start < end,
            end <= scalars.count
          else { continue }
          spans.append(Span(layer: member.key, start: start, end: end, annotation: annotation))
        }
      }
    }
    self.spans = spans.sorted { ($0.start, -$0.end, $0.layer) < ($1.start, -$1.end, $1.layer) }
  }

  /// The page, in UTF-8.
  var html: String {
    var page = "<!DOCTYPE html>\n<html lang=\"\(Self.escaped(record["language"]?.string ?? "und"))\">\n<head>\n"
    page += "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
    page += "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    page +=
      "<title>\(Self.escaped(record["id"]?.string ?? ""))</title>\n<style>\n\(Self.style)</style>\n</head>\n<body>\n"
    page += "<p class=\"about\">language \(Self.escaped(record["language"]?.string ?? "und"))"
    if let outcome = record["outcome"]?.string { page += ", \(Self.escaped(outcome))" }
    page += "; \(legend)</p>\n<article dir=\"auto\">"
    markText(&page)
    page += "</article>\n"
    addTable(&page)
    return page + "</body>\n</html>\n"
  }

  private var legend: String {
    Set(spans.map(\.layer)).sorted().map { "<span class=\"\(Self.style(of: $0))\">\(Self.escaped($0))</span>" }
      .joined(separator: " ")
  }

  /// The text in pieces between edges of annotations; each piece carries the marks of all that cover it.
  private func markText(_ page: inout String) {
    let edges = Set(spans.flatMap { [$0.start, $0.end] } + [0, scalars.count]).sorted()
    var next = 0
    var open: [Int] = []
    for (start, end) in zip(edges, edges.dropFirst()) {
      open.removeAll { spans[$0].end <= start }
      while next < spans.count, spans[next].start <= start {
        open.append(next)
        next += 1
      }
      let text = Self.escaped(scalars[start..<end])
      guard !open.isEmpty else {
        page += text
        continue
      }
      // An annotation's first piece is where its row in the table leads.
      for index in open where spans[index].start == start { page += "<a id=\"a\(index)\"></a>" }
      let styles = Set(open.map { Self.style(of: spans[$0].layer) }).sorted().joined(separator: " ")
      let title = open.map { spans[$0].layer + ": " + TryCommand.summary(spans[$0].annotation) }.joined(separator: "\n")
      page += "<span class=\"\(styles)\" title=\"\(Self.escaped(title))\">\(text)</span>"
    }
  }

  private func addTable(_ page: inout String) {
    guard !spans.isEmpty else { return }
    page += "<table>\n<tr><th>layer</th><th>text</th><th>what it says</th></tr>\n"
    for (index, span) in spans.enumerated() {
      page += "<tr><td>\(Self.escaped(span.layer))</td><td dir=\"auto\"><a href=\"#a\(index)\">"
      page +=
        "<span class=\"\(Self.style(of: span.layer))\">\(Self.escaped(scalars[span.start..<span.end]))</span></a></td>"
      page += "<td>\(Self.escaped(TryCommand.summary(span.annotation)))</td></tr>\n"
    }
    page += "</table>\n"
  }

  // MARK: Style and escaping

  private static func style(of layer: String) -> String {
    ["entities", "quantities", "dates", "marks"].contains(layer) ? layer : "other"
  }

  private static let style = """
    body { font: 16px/1.7 system-ui, sans-serif; max-width: 52em; margin: 2em auto; padding: 0 1em; color: #222; }
    article { white-space: pre-wrap; overflow-wrap: break-word; }
    .about { color: #666; }
    .entities { background: #d5eef5; }
    .quantities { border-bottom: 3px solid #d98f00; }
    .dates { text-decoration: underline wavy #b0439e; text-underline-offset: 5px; }
    .marks { color: #888; font-style: italic; }
    .other { outline: 1px dashed #4a8f4a; }
    table { border-collapse: collapse; margin-top: 2em; font-size: 14px; }
    th, td { text-align: start; vertical-align: top; padding: 2px 12px 2px 0; border-bottom: 1px solid #ddd; }
    td a { color: inherit; text-decoration: none; }

    """

  static func escaped(_ text: String) -> String { escaped(ArraySlice(Array(text.unicodeScalars))) }

  private static func escaped(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\n", "\t": result.append(scalar)
      // Control characters are no HTML; what turns the reading direction around would reach beyond its place.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
