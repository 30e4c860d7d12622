import ICU
import Testing

@Suite struct NormalizerTests {
  private func normalized(_ form: Normalizer, _ bytes: [UInt8]) throws -> (text: [UInt8], edits: [NormalizationEdit]) {
    var out: [UInt8] = [1, 2, 3]
    var edits: [NormalizationEdit] = []
    try withBytes(bytes) { try form.normalize($0, into: &out, edits: &edits) }
    return (out, edits)
  }

  /// Builds the target from source, edits and the inserted bytes.
  private func apply(_ edits: [NormalizationEdit], to source: [UInt8], taking target: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var position = 0
    for edit in edits {
      let start = Int(edit.sourceStart)
      guard start >= position, start + Int(edit.sourceLength) <= source.count else { return nil }
      result += source[position..<start]
      guard result.count == Int(edit.targetStart), result.count + Int(edit.targetLength) <= target.count else {
        return nil
      }
      result += target[result.count..<result.count + Int(edit.targetLength)]
      position = start + Int(edit.sourceLength)
    }
    return result + source[position...]
  }

  @Test func everyDecomposableScalarComposesBackUnlessExcluded() throws {
    var composed = 0
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      guard let decomposition = try UnicodeData.decomposition(of: scalar) else { continue }
      var decomposed = ""
      decomposed.unicodeScalars.append(contentsOf: decomposition)
      let own = Array(String(Character(scalar)).utf8)
      let (fromParts, _) = try normalized(.nfc, Array(decomposed.utf8))
      let (fromWhole, _) = try normalized(.nfc, own)
      #expect(fromParts == fromWhole, "U+\(String(value, radix: 16))")
      // What the quick check says and what normalization does are the same.
      let isNormalized = try withBytes(own) { try Normalizer.nfc.isNormalized($0) }
      #expect(isNormalized == (fromWhole == own), "U+\(String(value, radix: 16))")
      if fromParts == own { composed += 1 }
    }
    // All Hangul syllables and the bulk of the Latin, Greek and Indic letters.
    #expect(composed > 11_172 + 900)
  }

  @Test(arguments: Normalizer.allCases) func editsAppliedToTheSourceGiveTheTarget(form: Normalizer) throws {
    var generator = SeededGenerator(seed: 7)
    for round in 0..<400 {
      let source = interactingText(length: round % 60, using: &generator)
      let (target, edits) = try normalized(form, source)
      #expect(apply(edits, to: source, taking: target) == target)
      #expect(try withBytes(source) { try form.isNormalized($0) } == (source == target))
      #expect(try normalized(form, target).text == target)
    }
  }

  @Test func editsAreFine() throws {
    let (target, edits) = try normalized(.nfkc, Array("e\u{301} x \u{FB01} ①".utf8))
    #expect(string(target) == "é x fi 1")
    #expect(
      edits == [
        NormalizationEdit(sourceStart: 0, sourceLength: 3, targetStart: 0, targetLength: 2),
        NormalizationEdit(sourceStart: 6, sourceLength: 3, targetStart: 5, targetLength: 2),
        NormalizationEdit(sourceStart: 10, sourceLength: 3, targetStart: 8, targetLength: 1),
      ])
    #expect(string(try normalized(.nfkcCasefold, Array("Straße ﬁ\u{AD}x".utf8)).text) == "strasse fix")
  }

  @Test(arguments: Normalizer.allCases) func piecesCutAtBoundariesNormalizeAlone(form: Normalizer) throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let source = interactingText(length: 30, using: &generator)
      let scalars = Array(string(source).unicodeScalars)
      var pieces: [String] = [""]
      for scalar in scalars {
        if form.hasBoundaryBefore(scalar) { pieces.append("") }
        pieces[pieces.count - 1].unicodeScalars.append(scalar)
      }
      let joined = try pieces.flatMap { try normalized(form, Array($0.utf8)).text }
      #expect(joined == (try normalized(form, source).text))
    }
  }

  @Test func boundariesAreBeforeStartersOnly() {
    #expect(Normalizer.nfc.hasBoundaryBefore("a"))
    #expect(!Normalizer.nfc.hasBoundaryBefore("\u{301}"))
    #expect(!Normalizer.nfc.hasBoundaryBefore("\u{1161}"))
  }

  @Test(arguments: malformedSequences) func malformedBytesPassThrough(bad: [UInt8]) throws {
    for form in Normalizer.allCases {
      let source = Array("e\u{301}".utf8) + bad + Array("e\u{301}".utf8)
      let (target, edits) = try normalized(form, source)
      #expect(apply(edits, to: source, taking: target) == target)
      #expect(target == Array("é".utf8) + bad + Array("é".utf8))
      _ = try withBytes(bad) { try form.isNormalized($0) }
    }
  }

  @Test func endlessRowsOfMarksAreNormalizedInPieces() throws {
    let source = Array(("e" + String(repeating: "\u{301}\u{323}", count: 500_000) + "x e\u{301}").utf8)
    let (target, edits) = try normalized(.nfc, source)
    #expect(apply(edits, to: source, taking: target) == target)
    #expect(string(target.suffix(4)).utf8.elementsEqual("x é".utf8))
    #expect(try !withBytes(source) { try Normalizer.nfc.isNormalized($0) })
    #expect(target.count <= source.count && target.starts(with: "ẹ".utf8))
  }

  @Test func emptyTextIsNormalized() throws {
    #expect(try normalized(.nfc, []).text == [])
    #expect(try Normalizer.nfc.isNormalized(UnsafeBufferPointer(start: nil, count: 0)))
  }
}
