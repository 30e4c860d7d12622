import Engine
import Pipeline

/// A step of a trace in lines for people: a head, and below it everything that is not as it was.
struct StepDescription {
  private let step: DocumentTrace.Step
  private let colours = Terminal.outputColours

  init(_ step: DocumentTrace.Step) { self.step = step }

  var lines: [String] {
    let milliseconds = "\(Double(step.nanoseconds / 10_000) / 100) ms"
    let head = Terminal.paint(step.stage, .bold, on: colours) + "  (\(step.spec.kind.rawValue), \(milliseconds))"
    switch step.outcome {
    case .skipped: return [head, "  passed by: its 'when' does not hold"]
    case .corpus: return [head, "  decides over all documents of a run; one says nothing"]
    case .withoutPack(let language): return [head, "  has no pack for \(language.tag)"] + changes
    case .looked:
      let changes = changes
      return [head] + (changes.isEmpty ? ["  no change"] : changes)
    }
  }

  private var changes: [String] { edits + fields + layers + outcome }

  private static let shownEdits = 20

  private var edits: [String] {
    let shown = step.edits.prefix(Self.shownEdits).map { edit in
      "  \(edit.offset): \(Self.quoted(edit.was)) -> \(Self.quoted(edit.now))"
    }
    let more = step.edits.count - shown.count
    return shown + (more > 0 ? ["  and \(more) more edits"] : [])
  }

  /// Facts about the document that are not layers: language, publisher, values and others.
  private var fields: [String] {
    let (before, after) = (members(step.before), members(step.after))
    var lines: [String] = []
    for member in after where !Self.isLayer(member) && !["text", "outcome", "dropped", "error"].contains(member.key) {
      let old = before.first { $0.key == member.key }?.value
      guard old != member.value else { continue }
      if case .object(let values) = member.value {
        for value in values where old?[value.key] != value.value {
          lines.append("  \(member.key).\(value.key): \(TryCommand.plain(value.value))")
        }
      } else {
        lines.append(
          "  \(member.key): \(old.map { TryCommand.plain($0) + " -> " } ?? "")\(TryCommand.plain(member.value))")
      }
    }
    return lines
  }

  private var layers: [String] {
    var lines: [String] = []
    for member in members(step.after) where Self.isLayer(member) {
      let old = step.before[member.key]?.array
      guard let items = member.value.array, old != items else { continue }
      let new = items.filter { !(old ?? []).contains($0) }
      let gone = (old ?? []).filter { !items.contains($0) }
      lines.append("  \(member.key): \(items.count)" + (old.map { " (before: \($0.count))" } ?? ""))
      lines += new.map { "    + " + Self.annotation($0, colours) }
      lines += gone.map { "    - " + Self.annotation($0, colours) }
    }
    return lines
  }

  private var outcome: [String] {
    guard let outcome = step.after["outcome"]?.string, outcome != "kept" else { return [] }
    let reason = step.after["dropped"]?["reason"]?.string ?? step.after["error"].map(TryCommand.plain) ?? ""
    return ["  " + Terminal.paint(outcome, .red, on: colours) + (reason.isEmpty ? "" : ": \(reason)")]
  }

  private func members(_ value: JSONValue) -> [JSONValue.Member] {
    if case .object(let members) = value { members } else { [] }
  }

  /// Annotations have a place; other lists, such as the parts of the text, are no layers.
  private static func isLayer(_ member: JSONValue.Member) -> Bool {
    guard member.key != "parts", let items = member.value.array else { return false }
    return items.allSatisfy { $0["start"] != nil && $0["end"] != nil }
  }

  private static func annotation(_ value: JSONValue, _ colours: Bool) -> String {
    let place = "\(value["start"]?.int ?? 0):\(value["end"]?.int ?? 0)"
    let text = value["text"]?.string.map { " " + Terminal.paint(quoted($0), .yellow, on: colours) } ?? ""
    let rest = TryCommand.summary(value)
    return place + text + (rest.isEmpty ? "" : "  " + rest)
  }

  /// The text on one line, short, with characters that can't be seen written out.
  private static func quoted(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(60) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .nonspacingMark:
        shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      case .spaceSeparator where scalar != " ": shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return "\"" + shown + (text.unicodeScalars.count > 60 ? "…" : "") + "\""
  }
}
