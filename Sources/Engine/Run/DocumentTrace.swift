import Bytes
import Pipeline
import Synchronization

/// What each stage of a pipeline does to one document.
package struct DocumentTrace {
  package struct Step {
    package enum Outcome {
      case looked
      /// The stage's `when` said no.
      case skipped
      /// The stage has no pack for the language.
      case withoutPack(Language)
      /// The stage decides over a whole corpus, and one document says nothing.
      case corpus
    }

    package let stage: String
    package let spec: StageSpec
    package let outcome: Outcome
    /// The output record before and behind the stage.
    package let before: JSONValue
    package let after: JSONValue
    /// What a text stage changed: the offset in scalars of the text before, what stood there, what stands there now.
    package let edits: [(offset: Int, was: String, now: String)]
    package let nanoseconds: UInt64
  }

  private let assembly: Assembly
  private let writer: any OutputFormat
  private let pluginOutput = Captured()

  private final class Captured: Sendable {
    let bytes = Mutex<[UInt8]>([])
  }

  package init(_ assembly: Assembly) throws {
    self.assembly = assembly
    writer = try assembly.makeRecordWriter()
  }

  /// What plugins wrote to standard error.
  package var standardError: [UInt8] { pluginOutput.bytes.withLock { $0 } }

  /// Runs the stages one by one and stops behind the one that drops or fails the document.
  package func run(_ document: Document, _ step: (Step) throws -> Void) throws {
    let stages = try assembly.makeStages()
    defer { stages.forEach { $0.stop() } }
    let log: @Sendable (String, Int, [UInt8]) -> Void = { [pluginOutput] _, _, bytes in
      pluginOutput.bytes.withLock { $0 += bytes }
    }
    try assembly.start(stages, log)
    var documents = [document]
    var before = try record(documents[0])
    for stage in stages where documents[0].outcome.isKept {
      let textBefore = documents[0].text
      let alignment = documents[0].alignment
      var counts = RunCounts()
      let start = ChildProcess.now()
      var outcome = Step.Outcome.looked
      if case .corpus = stage.body {
        outcome = .corpus
      } else {
        try ChainSegment([stage]).run(&documents, &counts, cpuTime: { 0 })
        let counted = counts.stages[stage.id] ?? .init()
        if counted.skipped > 0 { outcome = .skipped }
        if let language = counted.withoutPack.keys.first { outcome = .withoutPack(Language(language)) }
      }
      let time = ChildProcess.now() - start
      let after = try record(documents[0])
      let edits = documents[0].alignment == alignment ? [] : Self.edits(documents[0], since: alignment, in: textBefore)
      try step(
        Step(
          stage: stage.id, spec: stage.spec, outcome: outcome, before: before, after: after, edits: edits,
          nanoseconds: time))
      before = after
    }
  }

  private func record(_ document: Document) throws -> JSONValue {
    var bytes: [UInt8] = []
    try writer.render(document, into: &bytes)
    return try JSONValue(parsing: bytes)
  }

  /// The edits that this stage added to those before; both alignments start from the original.
  private static func edits(
    _ document: Document, since earlier: Alignment, in before: Text
  ) -> [(offset: Int, was: String, now: String)] {
    var seen = Set(earlier.edits.map { [$0.source.start, $0.source.end] + [UInt32($0.target.count)] })
    var result: [(offset: Int, was: String, now: String)] = []
    for edit in document.alignment.edits {
      // One that was there before has moved at most, if its length is the same.
      if seen.remove([edit.source.start, edit.source.end] + [UInt32(edit.target.count)]) != nil { continue }
      let range = earlier.target(of: edit.source)
      result.append(
        (
          offset: before.bytes[..<Int(range.start)].count { $0 & 0xC0 != 0x80 },
          was: String(decoding: before.bytes[range.indices], as: UTF8.self),
          now: String(decoding: document.text.bytes[edit.target.indices], as: UTF8.self)
        ))
    }
    return result
  }
}
