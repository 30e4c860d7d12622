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

  private static let shown: [(layer: String, colour: Terminal.Colour)] = [
    ("entities", .cyan), ("dates", .magenta), ("quantities", .yellow),
  ]

  private func show(_ record: JSONValue) {
    let colours = Terminal.outputColours
    let scalars = Array((record["text"]?.string ?? "").unicodeScalars)
    var colour: [Terminal.Colour?] = Array(repeating: nil, count: scalars.count)
    for (layer, paint) in Self.shown {
      for annotation in record[layer]?.array ?? [] {
        guard let start = annotation["start"]?.int, let end = annotation["end"]?.int else { continue }
        for index in max(0, start)..<min(scalars.count, max(start, end)) { colour[index] = paint }
      }
    }
    var out = ""
    var index = 0
    while index < scalars.count {
      var run = String.UnicodeScalarView()
      let current = colour[index]
      while index < scalars.count, colour[index] == current {
        run.append(scalars[index])
        index += 1
      }
      out += current.map { Terminal.paint(String(run), $0, on: colours) } ?? String(run)
    }
    if let outcome = record["outcome"]?.string, outcome != "kept" {
      Terminal.print("\(outcome): \(Self.reason(record))")
    }
    Terminal.print(out)
    Terminal.print("language: \(record["language"]?.string ?? "und")")
    for (layer, paint) in Self.shown {
      for annotation in record[layer]?.array ?? [] {
        let text = annotation["text"]?.string ?? ""
        Terminal.print("  " + Terminal.paint(text, paint, on: colours) + "  " + Self.summary(annotation))
      }
    }
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
