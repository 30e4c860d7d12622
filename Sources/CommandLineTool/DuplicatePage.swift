import Bytes
import Engine
import Pipeline
import Stages

/// Shows a document and the one that stays for it side by side, with what they share and what changed.
struct DuplicatePage {
  /// A stretch of the two columns; either side may be empty.
  struct Row: Hashable {
    var kept: String
    var copy: String
    var isShared: Bool
  }

  private let record: JSONValue
  private let keptRecord: JSONValue?
  private let members: RunRecords.Members?

  /// - Parameters:
  ///   - kept: the record of the document that stays, where it is another one and in the outputs.
  ///   - members: the others of the cluster, where `record` is the one that stays.
  init(_ record: JSONValue, kept: JSONValue?, members: RunRecords.Members? = nil) {
    self.record = record
    keptRecord = kept
    self.members = members
  }

  func lines(colours: Bool, width: Int = 100) -> [String] {
    let duplicate = record["duplicate"]
    let kept = duplicate?["kept"]?.string ?? "?"
    let id = record["id"]?.string ?? "?"
    let role = duplicate?["role"]?.string ?? "?"
    var lines = ["\(Terminal.paint(id, .bold, on: colours)) is \(role == "kept" ? "kept" : "\(role) of \(kept)")"]
    func add(_ name: String, _ value: String?) {
      guard let value else { return }
      lines.append("  " + name + String(repeating: " ", count: 13 - name.count) + value)
    }
    add("kind", duplicate?["kind"]?.string)
    let isTranslation = duplicate?["kind"]?.string == Duplicate.Kind.translation.rawValue
    add(
      "similarity",
      duplicate?["similarity"]?.double.map {
        "\(Self.percent($0)) of all \(isTranslation ? "figures, by how rare they are," : "word pairs") are in both"
      })
    add(
      "containment",
      duplicate?["containment"]?.double.map {
        isTranslation
          ? "\(Self.percent($0)) of the figures of the one with fewer are in the other"
          : "\(Self.percent($0)) of the shorter text is in the longer"
      })
    add("cluster", duplicate?["cluster"]?.string)
    for figure in duplicate?["differs"]?.array ?? [] { add("figure", figure.string) }
    for feature in duplicate?["shares"]?.array ?? [] { add("shared", feature.string) }
    if let members { return lines + Self.lines(of: members) }
    guard role != "kept" else { return lines }
    guard id != kept else { return lines + ["  the index of 'against' has this very article"] }
    guard let keptRecord else {
      return lines + [
        "  \(kept) is not in the JSON Lines outputs of this run (an index or another output has it), so it can't be shown"
      ]
    }
    guard let keptText = keptRecord["text"]?.string, let text = record["text"]?.string else {
      return lines + ["  the text of both is not in the JSON Lines outputs of this run, so it can't be shown"]
    }
    let column = (width - 3) / 2
    lines.append("")
    lines += Self.columns("kept: \(kept)", "this: \(id)", column).map { Terminal.paint($0, .bold, on: colours) }
    let rows =
      isTranslation
      ? Self.paragraphs(keptText, text) : Self.rows(Array(keptText.utf8), Array(text.utf8))
    for row in rows {
      let painted = Self.columns(row.kept, row.copy, column)
      lines += row.isShared ? painted : painted.map { Terminal.paint($0, .yellow, on: colours) }
    }
    return lines
  }

  /// How many others are in a cluster, and the first of them.
  private static func lines(of members: RunRecords.Members) -> [String] {
    let all = members.counts.values.reduce(0, +)
    guard all > 0 else { return ["  no other document of its cluster is in the JSON Lines outputs of this run"] }
    let counts = members.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    var lines = ["  others       \(all): \(counts.joined(separator: ", "))"]
    let width = members.first.map(\.label.count).max() ?? 0
    for (id, label) in members.first {
      lines.append("    " + label + String(repeating: " ", count: width - label.count) + "  " + id)
    }
    if all > members.first.count { lines.append("    … and \(all - members.first.count) more") }
    return lines + ["  assay why 'ID#duplicate' with the id of one of them shows the two side by side"]
  }

  /// The paragraphs of a text and its translation beside each other, as many as both have; the rest in one row.
  static func paragraphs(_ kept: String, _ copy: String) -> [Row] {
    func paragraphs(_ text: String) -> [String] {
      text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        .filter { !$0.isEmpty }
    }
    let (kept, copy) = (paragraphs(kept), paragraphs(copy))
    if kept.count == copy.count { return zip(kept, copy).map { Row(kept: $0, copy: $1, isShared: true) } }
    return [Row(kept: kept.joined(separator: " "), copy: copy.joined(separator: " "), isShared: true)]
  }

  /// Both texts in the order of the second, in stretches that both have or only one.
  static func rows(_ kept: [UInt8], _ copy: [UInt8]) -> [Row] {
    var rows: [Row] = []
    var shown = 0
    var covered: [ByteRange] = []
    func text(_ bytes: [UInt8], _ start: Int, _ end: Int) -> String {
      guard start < end else { return "" }
      return String(decoding: bytes[start..<end], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
    func only(_ bytes: [UInt8], _ start: Int, _ end: Int, isKept: Bool) {
      let text = text(bytes, start, end)
      guard text.utf8.contains(where: { $0 > 0x40 || ($0 >= 0x30 && $0 <= 0x39) }) else { return }
      rows.append(isKept ? Row(kept: text, copy: "", isShared: false) : Row(kept: "", copy: text, isShared: false))
    }
    for passage in SharedPassages(kept, copy).passages {
      only(copy, shown, Int(passage.there.start), isKept: false)
      rows.append(
        Row(
          kept: text(kept, Int(passage.here.start), Int(passage.here.end)),
          copy: text(copy, Int(passage.there.start), Int(passage.there.end)), isShared: true))
      shown = max(shown, Int(passage.there.end))
      covered.append(passage.here)
    }
    only(copy, shown, copy.count, isKept: false)
    var end = 0
    for range in covered.sorted() {
      only(kept, end, Int(range.start), isKept: true)
      end = max(end, Int(range.end))
    }
    only(kept, end, kept.count, isKept: true)
    return rows
  }

  /// Two texts beside each other, each wrapped to `width` columns.
  static func columns(_ left: String, _ right: String, _ width: Int) -> [String] {
    let (left, right) = (wrapped(left, width), wrapped(right, width))
    return (0..<max(left.count, right.count)).map { index in
      let (text, columns) = index < left.count ? left[index] : ("", 0)
      let line = text + String(repeating: " ", count: width - columns) + " | "
      return index < right.count ? line + right[index].text : line
    }
  }

  private static func wrapped(_ text: String, _ width: Int) -> [(text: String, columns: Int)] {
    var lines: [(text: String, columns: Int)] = []
    var line = (text: "", columns: 0)
    for word in text.split(separator: " ") {
      if line.columns > 0, line.columns + 1 + columns(of: word) > width {
        lines.append(line)
        line = ("", 0)
      }
      if line.columns > 0 { line = (line.text + " ", line.columns + 1) }
      for character in word {
        let size = columns(of: String(character)[...])
        if line.columns + size > width {
          lines.append(line)
          line = ("", 0)
        }
        line = (line.text + String(character), line.columns + size)
      }
    }
    return line.columns > 0 ? lines + [line] : lines
  }

  /// Columns of a terminal: two for the wide scripts of East Asia, none for marks.
  private static func columns(of text: Substring) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      let isMark =
        (0x300...0x36F).contains(scalar.value) || scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
      let isWide =
        (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
        || (0xAC00...0xD7A3).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
        || (0xFF00...0xFF60).contains(scalar.value)
      return sum + (isMark ? 0 : isWide ? 2 : 1)
    }
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
