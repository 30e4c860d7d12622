import ArgumentParser
import Bytes
import Engine
import Glibc
import Pipeline

struct TryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try", abstract: "Run a pipeline on one text and show what it finds.",
    discussion: "Without a text it is read from standard input.")

  @OptionGroup var given: TextOptions

  @Flag(help: "Print the whole record as JSON.")
  var json = false

  @Flag(help: "Print a page of HTML with what was found marked in the text.")
  var html = false

  func validate() throws {
    if json && html { throw ValidationError("try prints --json or --html, not both") }
  }

  func run() throws {
    let loaded = try LoadedPipeline(given.pipeline)
    var document = PipelinePlan.TestDocument(text: try given.text ?? Self.readInput())
    document.language = given.language
    document.published = given.published
    try TemporaryFolder.use { folder in
      let runner = loaded.testRunner(in: folder)
      defer { Terminal.sayRaw(String(decoding: runner.pluginOutput(), as: UTF8.self)) }
      if json {
        _ = try runner.records(of: [document], through: nil)
        Terminal.write(try AssayTool.fileSystem.contents(of: folder / "run" / "records.jsonl"))
      } else if let record = try runner.records(of: [document], through: nil).first {
        if html { Terminal.write(Array(AnnotatedPage(record).html.utf8)) } else { show(record) }
      }
    }
  }

  static func readInput() throws -> String {
    let bytes = try AssayTool.fileSystem.contents(of: FilePath("/dev/stdin"), limit: 16_000_000)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(2, "assay: the text on standard input is not UTF-8")
    }
    return text
  }

  // MARK: Showing

  private static let shown = ["entities", "dates", "quantities"]

  private static func colour(_ layer: String, _ annotation: JSONValue) -> Terminal.Colour {
    switch (layer, annotation["type"]?.string) {
    case ("dates", _): .magenta
    case ("quantities", _): .yellow
    case (_, "PER"): .green
    case (_, "ORG"): .blue
    default: .cyan
    }
  }

  private func show(_ record: JSONValue) {
    let colours = Terminal.outputColours
    if let outcome = record["outcome"]?.string, outcome != "kept" {
      Terminal.print("\(outcome): \(Self.reason(record))")
    }
    Terminal.print(Self.painted(record, on: colours))
    Terminal.print("language: \(record["language"]?.string ?? "und")")
    for layer in Self.shown {
      for annotation in record[layer]?.array ?? [] {
        let text = Terminal.harmless(annotation["text"]?.string ?? "")
        let paint = Terminal.paint(text, Self.colour(layer, annotation), on: colours)
        Terminal.print("  " + paint + "  " + Terminal.harmless(Self.summary(annotation)))
      }
    }
  }

  /// The text with its annotations in colour; what two of them cover has the colour of the first and is underlined.
  static func painted(_ record: JSONValue, on colours: Bool) -> String {
    let text = record["text"]?.string ?? ""
    guard colours else { return Terminal.harmless(text) }
    let scalars = Array(text.unicodeScalars)
    var paint: [[Terminal.Colour]] = Array(repeating: [], count: scalars.count)
    for layer in shown {
      for annotation in record[layer]?.array ?? [] {
        guard let start = annotation["start"]?.int, let end = annotation["end"]?.int else { continue }
        for index in max(0, start)..<min(scalars.count, max(start, end)) {
          paint[index] = paint[index].isEmpty ? [colour(layer, annotation)] : [paint[index][0], .underline]
        }
      }
    }
    var out = ""
    var index = 0
    while index < scalars.count {
      var run = String.UnicodeScalarView()
      let current = paint[index]
      while index < scalars.count, paint[index] == current {
        run.append(scalars[index])
        index += 1
      }
      out += Terminal.paint(Terminal.harmless(String(run)), current, on: !current.isEmpty)
    }
    return out
  }

  private static func reason(_ record: JSONValue) -> String {
    record["dropped"]?["reason"]?.string ?? record["error"]?["message"]?.string ?? ""
  }

  /// The fields of an annotation but its place and text.
  static func summary(_ annotation: JSONValue) -> String {
    guard case .object(let members) = annotation else { return "" }
    return members.filter { !["start", "end", "text", "stage"].contains($0.key) }.map { member in
      let value = member.value["text"] ?? member.value
      return "\(member.key) \(plain(value))"
    }.joined(separator: ", ")
  }

  static func plain(_ value: JSONValue) -> String {
    switch value {
    case .null: "–"
    case .bool(let value): "\(value)"
    case .number(let text), .string(let text): text
    case .array(let items): items.map(plain).joined(separator: "/")
    case .object(let members): members.map { "\($0.key) \(plain($0.value))" }.joined(separator: " ")
    }
  }
}
