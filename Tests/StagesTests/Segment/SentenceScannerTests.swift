import ICU
import Pipeline
import Testing

@testable import Stages

@Suite struct SentenceScannerTests {
  @Test("Generated text of all scripts is cut as ICU's root rules cut it")
  func generated() throws {
    var random = SplitMix(seed: 11)
    for _ in 0..<20_000 {
      let bytes = ScriptText.text(&random)
      // Root rules have no list of abbreviations.
      let expected = try bytes.withUnsafeBufferPointer { try TextBoundaries.sentences($0, locale: "und") }
      let isEqual = FastBreaks.sentences(bytes) == expected.map { Int($0) }
      #expect(isEqual, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  @Test("Marks without letters behind them take linear time")
  func longRuns() {
    for unit in [".", ". ", ".)", ".\u{300}", "?", "…", "。", "\n", "\r\n", ". (", "1.", "a.", "A.B"] {
      let bytes = Array(String(repeating: unit, count: 200_000).utf8)
      #expect(FastBreaks.sentences(bytes).last == bytes.count)
    }
    let marks = Array(
      ("A." + String(repeating: "\u{301}", count: 200_000) + "." + String(repeating: "(", count: 200_000)).utf8)
    #expect(FastBreaks.sentences(marks).last == marks.count)
  }

  @Test("The Greek question mark ends a sentence where the pack says so")
  func ownMarks() {
    let bytes = Array("Γιατί; Επειδή.".utf8)
    bytes.withUnsafeBufferPointer { buffer in
      #expect(SentenceScanner.sentences(buffer).count == 1)
      #expect(SentenceScanner.sentences(buffer, triggers: SentenceTriggers(marks: [";"])).count == 2)
    }
  }
}
