import ICU
import Testing

@Suite struct TextBoundariesTests {
  private func words(_ text: String, _ locale: String) throws -> [String] {
    let bytes = Array(text.utf8)
    let segments = try withBytes(bytes) { try TextBoundaries.words($0, locale: locale) }
    return (0..<segments.count).filter { segments[$0].kind != .none }.map { string(bytes[segments[$0].range]) }
  }

  private func sentences(_ text: String, _ locale: String) throws -> [String] {
    let bytes = Array(text.utf8)
    let offsets = try withBytes(bytes) { try TextBoundaries.sentences($0, locale: locale) }
    return zip(offsets, offsets.dropFirst()).map { string(bytes[Int($0)..<Int($1)]) }
  }

  /// Where a boundary may be: the edges of scalars and of maximal malformed parts.
  private func scalarEdges(_ bytes: [UInt8]) -> Set<UInt32> {
    var edges: Set<UInt32> = [0]
    var decoder = UTF8()
    var consumed = 0
    var iterator = bytes.makeIterator()
    var encoded = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): encoded = String(Character(scalar)).utf8.count
      case .error: return Set((0...UInt32(bytes.count)))
      case .emptyInput: return edges
      }
      consumed += encoded
      edges.insert(UInt32(consumed))
    }
  }

  @Test func segmentsCoverTheTextAtScalarEdges() throws {
    var generator = SeededGenerator(seed: 3)
    for round in 0..<300 {
      var bytes = interactingText(length: round % 80, using: &generator)
      if round % 3 == 0 {
        let bad = malformedSequences.randomElement(using: &generator)!
        bytes.insert(contentsOf: bad, at: Int.random(in: 0...bytes.count, using: &generator))
      }
      let segments = try withBytes(bytes) { try TextBoundaries.words($0, locale: "en") }
      let sentences = try withBytes(bytes) { try TextBoundaries.sentences($0, locale: "en") }
      let edges = scalarEdges(bytes)
      for offsets in [segments.offsets, sentences] {
        #expect(offsets.first == 0 && offsets.last == UInt32(bytes.count))
        #expect(zip(offsets, offsets.dropFirst()).allSatisfy { $0 < $1 })
        #expect(offsets.allSatisfy { edges.contains($0) })
      }
      #expect(segments.offsets.count == segments.kinds.count + 1)
    }
  }

  @Test func surrogatePairsKeepTheirBytes() throws {
    #expect(try words("a😀b 𝒜𝒷 кіт", "uk") == ["a", "b", "𝒜𝒷", "кіт"])
  }

  @Test func wordKindsAreTold() throws {
    let segments = try withBytes("ab 12 カナ 東京") { try TextBoundaries.words($0, locale: "ja") }
    let kinds = segments.kinds.filter { $0 != .none }
    #expect(kinds.first == .letter && kinds[1] == .number)
    #expect(kinds.contains(.kana) || kinds.contains(.ideograph))
    #expect(segments.kinds[1] == .none)
  }

  @Test func ukrainianApostrophesStayInside() throws {
    #expect(try words("П’ять об'єктів, будь-що.", "uk") == ["П’ять", "об'єктів", "будь", "що"])
  }

  @Test func chineseAndThaiAreSegmentedByDictionary() throws {
    #expect(try words("北京大学生前来应聘", "zh").count < 9)
    #expect(try words("ภาษาไทยง่าย", "th").count > 1)
  }

  @Test func sentencesEndAtFullStopsButNotAfterListedAbbreviations() throws {
    #expect(try sentences("Mr. Smith left. He ran!", "en") == ["Mr. Smith left. ", "He ran!"])
    #expect(try sentences("今天很好。明天呢？", "zh") == ["今天很好。", "明天呢？"])
  }

  @Test func emptyTextHasNoSegments() throws {
    let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    #expect(try TextBoundaries.words(nothing, locale: "en").count == 0)
    #expect(try TextBoundaries.sentences(nothing, locale: "en") == [0])
  }

  @Test func manyLocalesInTurnDoNotDisturbEachOther() throws {
    for round in 0..<200 {
      let locale = ["en", "uk", "th", "zh-Hant"][round % 4] + (round > 100 ? "-x-r\(round)" : "")
      #expect(try words("one two", locale) == ["one", "two"])
    }
  }

  @Test func malformedLocaleIsAnError() {
    #expect(throws: ICUError.self) { try words("a", "not a locale") }
    #expect(throws: ICUError.self) { try words("a", "") }
  }
}
