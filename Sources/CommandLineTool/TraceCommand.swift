import ArgumentParser
import Bytes
import Engine
import Pipeline

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Run a pipeline on one document and show what each stage does to it.",
    discussion: """
      The document is a text, or a record of a file: its path and byte offset stand in every output record as 'source'. \
      Without either the text is read from standard input.
      """)

  @OptionGroup var given: TextOptions

  @Option(name: .shortAndLong, help: "A file with articles.")
  var file: String?

  @Option(help: "Where the record begins in the file, in bytes.")
  var offset: UInt64 = 0

  @Flag(help: "Print a JSON object a stage: its name, time and the record behind it.")
  var json = false

  func run() throws {
    let loaded = try LoadedPipeline(given.pipeline)
    let trace = try DocumentTrace(loaded.assembly)
    defer { Terminal.sayRaw(String(decoding: trace.standardError, as: UTF8.self)) }
    try trace.run(try document(loaded)) { step in
      if json {
        Terminal.write(Self.line(step))
      } else {
        StepDescription(step).lines.forEach(Terminal.print)
      }
    }
  }

  private func document(_ loaded: LoadedPipeline) throws -> Document {
    var document: Document
    if let file {
      guard given.text == nil else { throw CommandFailure(2, "assay: trace takes a text or --file, not both") }
      do {
        document = try loaded.assembly.document(at: FilePath(file), offset: offset)
      } catch let error as DocumentError {
        throw CommandFailure(2, "assay: the record at byte \(offset) of '\(file)' can't be read: \(error)")
      }
    } else {
      document = Document(
        id: "text", source: Source(path: "-"), body: Array(try (given.text ?? TryCommand.readInput()).utf8))
    }
    if let language = given.language {
      document.language = Language(language)
      document.languageIsDeclared = true
    }
    if let published = given.published { document.published = published }
    return document
  }

  private static func line(_ step: DocumentTrace.Step) -> [UInt8] {
    var out = JSONWriter()
    out.beginObject()
    out.key("stage")
    out.string(step.stage)
    out.key("milliseconds")
    out.double(Double(step.nanoseconds / 1000) / 1000)
    out.key("record")
    out.raw(Array(step.after.json.utf8))
    out.endObject()
    out.endLine()
    return out.bytes
  }
}
