import Engine

/// A record as one HTML page that needs no other file: its text with every annotation marked, and a table of them.
///
/// Each layer marks text in its own way (a tint by the type of a name, a line below, a frame), so that annotations that overlap
/// stay readable; where several of one layer do, a frame shows it. What comes from the record is escaped; the page runs no
/// script and loads nothing.
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

  /// The layers, and of entities the types, that the page shows, each in its own way.
  private var legend: String {
    Set(spans.map { Example(label: Self.label(of: $0), style: Self.style(of: $0)) })
      .sorted { ($0.style, $0.label) < ($1.style, $1.label) }
      .map { "<span class=\"\($0.style)\">\(Self.escaped($0.label))</span>" }.joined(separator: " ")
  }

  private struct Example: Hashable {
    let label: String
    let style: String
  }

  private static func label(of span: Span) -> String {
    span.layer == "entities" ? span.annotation["type"]?.string ?? span.layer : span.layer
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
      var styles = Set(open.map { Self.style(of: spans[$0]) }).sorted()
      if Set(open.map { spans[$0].layer }).count < open.count { styles.append("several") }
      let title = open.map { spans[$0].layer + ": " + TryCommand.summary(spans[$0].annotation) }.joined(separator: "\n")
      page += "<span class=\"\(styles.joined(separator: " "))\" title=\"\(Self.escaped(title))\">\(text)</span>"
    }
  }

  private func addTable(_ page: inout String) {
    guard !spans.isEmpty else { return }
    page += "<table>\n<tr><th>layer</th><th>text</th><th>what it says</th></tr>\n"
    for (index, span) in spans.enumerated() {
      page += "<tr><td>\(Self.escaped(span.layer))</td><td dir=\"auto\"><a href=\"#a\(index)\">"
      page +=
        "<span class=\"\(Self.style(of: span))\">\(Self.escaped(scalars[span.start..<span.end]))</span></a></td>"
      page += "<td>\(Self.escaped(TryCommand.summary(span.annotation)))</td></tr>\n"
    }
    page += "</table>\n"
  }

  // MARK: Style and escaping

  /// Names have a tint each for people, places and organizations, and one for all other types.
  private static func style(of span: Span) -> String {
    guard ["entities", "quantities", "dates", "marks"].contains(span.layer) else { return "other" }
    guard span.layer == "entities", let type = span.annotation["type"]?.string else { return span.layer }
    return ["PER", "LOC", "ORG"].contains(type) ? "entities \(type)" : span.layer
  }

  /// Every paragraph has the direction of its own text. In the dark the same hues are used, dimmed.
  private static let style = """
    :root { color-scheme: light dark; --page: #fff; --text: #222; --faint: #666; --rule: #ddd;
      --per: #d9efc9; --loc: #cfe6fa; --org: #f6dcf0; --name: #efe6bd; --figure: #c97f00; --date: #b0439e; --frame: #3c8a3c; }
    @media (prefers-color-scheme: dark) { :root { --page: #1b1c1e; --text: #ddd; --faint: #999; --rule: #444;
      --per: #33512a; --loc: #22465f; --org: #5a2f52; --name: #544a1e; --figure: #e0a030; --date: #d98acb; --frame: #7cc47c; } }
    body { font: 16px/1.7 system-ui, sans-serif; max-width: 52em; margin: 2em auto; padding: 0 1em; color: var(--text);
      background: var(--page); }
    article { white-space: pre-wrap; overflow-wrap: break-word; unicode-bidi: plaintext; text-align: start; }
    .about { color: var(--faint); }
    .about span { padding: 0 .3em; color: var(--text); }
    .entities { background: var(--name); border-radius: 3px; }
    .PER { background: var(--per); }
    .LOC { background: var(--loc); }
    .ORG { background: var(--org); }
    .quantities { border-bottom: 3px solid var(--figure); }
    .dates { text-decoration: underline wavy var(--date); text-underline-offset: 5px; }
    .marks { color: var(--faint); font-style: italic; }
    .other { outline: 1px dashed var(--frame); }
    .several { outline: 1px solid var(--faint); }
    table { border-collapse: collapse; margin-top: 2em; font-size: 14px; }
    th, td { text-align: start; vertical-align: top; padding: 2px 12px 2px 0; border-bottom: 1px solid var(--rule); }
    td a { color: inherit; text-decoration: none; }
    a:target + span { outline: 2px solid var(--figure); }

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
