import Bytes
import Pipeline

/// What happened in a run, for people (text) and programs (JSON).
package struct Report: Sendable {
  package let name: String
  package let version: String
  /// Ids of the stages in order, `read` first.
  package let stageIDs: [String]
  package let summary: RunSummary
  package let outputFolder: FilePath

  package init(name: String, version: String, stageIDs: [String], summary: RunSummary, outputFolder: FilePath) {
    self.name = name
    self.version = version
    self.stageIDs = ["read"] + stageIDs
    self.summary = summary
    self.outputFolder = outputFolder
  }

  private var counts: RunCounts { summary.counts }

  // MARK: JSON

  /// The content of `report.json`: counts are the same for the same input; everything about time is under `timing`.
  package func json() -> [UInt8] {
    var out = JSONWriter()
    out.beginObject()
    out.key("assay")
    out.int(1)
    out.key("version")
    out.string(version)
    out.key("pipeline")
    out.string(name)
    out.key("documents")
    out.beginObject()
    for (key, value) in [
      ("read", counts.records), ("kept", counts.kept), ("dropped", counts.dropped), ("failed", counts.failed),
      ("duplicate_ids", summary.duplicateIDs),
    ] {
      out.key(key)
      out.int(value)
    }
    out.endObject()
    out.key("bytes")
    out.int(counts.bytes)
    out.key("stages")
    out.beginArray()
    for id in stageIDs {
      let stage = counts.stages[id] ?? .init()
      out.beginObject()
      out.key("id")
      out.string(id)
      out.key("read")
      out.int(stage.read)
      out.key("kept")
      out.int(stage.kept)
      if stage.skipped > 0 {
        out.key("skipped")
        out.int(stage.skipped)
      }
      Self.write("dropped", stage.dropped, &out)
      Self.write("failed", stage.failed, &out)
      Self.write("without_pack", stage.withoutPack, &out)
      FoundSection(stage.findings).write(to: &out)
      out.endObject()
    }
    out.endArray()
    Self.write("languages", counts.languages, &out)
    Self.write("publishers", counts.publishers, &out)
    Self.write("annotations", counts.annotations, &out)
    Self.write("duplicates", counts.duplicates, &out)
    Self.write("notes", counts.notes, &out)
    Self.write("passed_over", summary.passedOver, &out)
    out.key("files")
    out.beginArray()
    for file in summary.files {
      out.beginObject()
      out.key("path")
      out.string(file.path.display)
      out.key("documents")
      out.int(file.documents)
      out.key("bytes")
      out.int(file.bytes)
      out.endObject()
    }
    out.endArray()
    out.key("timing")
    out.beginObject()
    out.key("seconds")
    out.double(summary.seconds)
    out.key("cpu_seconds")
    out.double(summary.cpuSeconds)
    out.key("peak_memory")
    out.int(summary.peakMemory)
    out.key("cpu_nanoseconds_by_stage")
    out.beginObject()
    for (id, stage) in counts.stages.sorted(by: { $0.key < $1.key }) {
      out.key(id)
      out.int(stage.nanoseconds)
    }
    out.endObject()
    out.endObject()
    out.endObject()
    out.endLine()
    return out.bytes
  }

  private static func write(_ name: String, _ values: [String: Int], _ out: inout JSONWriter) {
    guard !values.isEmpty else { return }
    out.key(name)
    out.beginObject()
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      out.key(key)
      out.int(value)
    }
    out.endObject()
  }

  // MARK: Text

  /// Lines for standard error at the end of a run.
  package func lines() -> [String] {
    var lines: [String] = []
    let megabytes = Double(counts.bytes) / 1e6
    lines.append(
      "\(name): \(Self.number(counts.records)) documents read, \(Self.number(counts.kept)) kept, "
        + "\(Self.number(counts.dropped)) dropped, \(Self.number(counts.failed)) failed")
    if let records = summary.resumedFrom {
      lines.append("  went on with an interrupted run at document \(Self.number(records))")
    }
    lines.append(contentsOf: stageLines())
    lines.append(contentsOf: listLine("languages", counts.languages))
    lines.append(contentsOf: listLine("found", counts.annotations))
    lines.append(contentsOf: listLine("duplicates", counts.duplicates))
    for id in stageIDs { lines += FoundSection(counts.stages[id]?.findings ?? []).lines(of: id) }
    lines.append(contentsOf: packLines())
    if summary.duplicateIDs > 0 {
      lines.append("  \(summary.duplicateIDs) documents have the id of an earlier one; all are kept")
    }
    for pattern in summary.emptyPatterns { lines.append("  '\(pattern)' matched no file") }
    for (ending, count) in summary.passedOver.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(count) file(s) with the ending '\(ending)' passed over: no read format has it")
    }
    for (note, count) in counts.notes.sorted(by: { $0.key < $1.key }) { lines.append("  \(note): \(count)") }
    let perCore = summary.cpuSeconds > 0 ? megabytes / summary.cpuSeconds : 0
    lines.append(
      "  \(Self.decimal(megabytes)) MB in \(Self.decimal(summary.seconds)) s, "
        + "\(Self.decimal(perCore)) MB/s a core, \(summary.peakMemory >> 20) MB of memory")
    for file in summary.files {
      lines.append(
        "  \(file.path.display)  \(Self.number(file.documents)) documents, \(Self.number(Int(file.bytes))) bytes")
    }
    if let changes = summary.changes, !changes.isEmpty {
      lines.append("  replaces the results of an earlier run; what was different:")
      lines.append(contentsOf: changes.map { "    \($0)" })
    }
    return lines
  }

  private func stageLines() -> [String] {
    let width = stageIDs.map(\.count).max() ?? 0
    let total = max(1, counts.stages.values.reduce(0) { $0 + $1.nanoseconds })
    return stageIDs.map { id in
      let stage = counts.stages[id] ?? .init()
      let share = Int((Double(stage.nanoseconds) / Double(total) * 100).rounded())
      var line = "  " + id + String(repeating: " ", count: width - id.count)
      line += "  " + Self.padded("\(share)%", 4) + " of time" + Self.padded(Self.number(stage.kept), 10) + " done"
      if stage.skipped > 0 { line += ", \(Self.number(stage.skipped)) skipped by 'when'" }
      for (reason, count) in stage.dropped.sorted(by: { $0.key < $1.key }) {
        line += ", \(Self.number(count)) dropped (\(reason))"
      }
      for (kind, count) in stage.failed.sorted(by: { $0.key < $1.key }) {
        line += ", \(Self.number(count)) failed (\(kind))"
      }
      return line
    }
  }

  /// Which stages had no pack for which languages.
  private func packLines() -> [String] {
    stageIDs.compactMap { id in
      guard let languages = counts.stages[id]?.withoutPack, !languages.isEmpty else { return nil }
      let list = languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      return "  \(id) has no language pack for: " + list.joined(separator: ", ")
    }
  }

  private func listLine(_ title: String, _ values: [String: Int]) -> [String] {
    guard !values.isEmpty else { return [] }
    let sorted = values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(20).map { "\($0.key) \(Self.number($0.value))" }.joined(separator: ", ")
    return ["  \(title): \(shown)\(sorted.count > 20 ? ", …" : "")"]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// 1234567 as 1,234,567.
  package static func number(_ value: Int) -> String {
    var digits = Array(String(value))
    var index = digits.count - 3
    while index > (value < 0 ? 1 : 0) {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  /// With one place behind the point below 100, none above.
  package static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let scaled = Int((value * (value < 10 ? 100 : 10)).rounded())
    let unit = value < 10 ? 100 : 10
    if value >= 100 { return number(Int(value.rounded())) }
    let fraction = String(scaled % unit)
    return "\(scaled / unit)." + String(repeating: "0", count: (unit == 100 ? 2 : 1) - fraction.count) + fraction
  }
}
