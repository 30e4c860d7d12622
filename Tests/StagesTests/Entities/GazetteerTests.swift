import Pipeline
import Testing

@testable import Stages

@Suite struct GazetteerTests {
  static let vocabulary = ["Anna", "Bo", "de", "la", "Cruz", "Київ", "북한", "中", "国", "ไ", "USA", "x", "9", "Él"]
  static let gaps = [" ", " ", "-", "\u{A0}", "’", "'", ". ", "", ", ", "\n", "–"]

  static func text(_ count: Int, _ random: inout SplitMix) -> [UInt8] {
    (0..<count).flatMap { _ in
      Array((vocabulary.randomElement(using: &random)! + gaps.randomElement(using: &random)!).utf8)
    }
  }

  /// The obvious way: at each word try every name, word for word and gap for gap, and take the longest that agrees.
  static func slowSearch(_ names: [[UInt8]], _ bytes: [UInt8]) -> [ByteRange] {
    bytes.withUnsafeBufferPointer { bytes in
      let words = Lexicon(scanning: bytes).words
      var found: [ByteRange] = []
      var index = 0
      while index < words.count {
        var best = 0
        for name in names {
          let agrees = name.withUnsafeBufferPointer { name -> Int? in
            let wanted = Lexicon(scanning: name).words
            guard index + wanted.count <= words.count else { return nil }
            for offset in wanted.indices {
              let mine = words[index + offset]
              guard mine.hash == wanted[offset].hash else { return nil }
              guard offset > 0 else { continue }
              guard let gap = NameGap.code(bytes, from: Int(words[index + offset - 1].end), to: Int(mine.start)),
                gap == NameGap.code(name, from: Int(wanted[offset - 1].end), to: Int(wanted[offset].start)) ?? 0x20
              else { return nil }
            }
            let isWhole = words.withUnsafeBufferPointer { words in
              Mention(
                words: words, first: index, end: index + wanted.count, byteEnd: words[index + wanted.count - 1].end,
                bytes: bytes
              ).isWhole
            }
            return isWhole ? wanted.count : nil
          }
          best = max(best, agrees ?? 0)
        }
        if best > 0 { found.append(ByteRange(words[index].start, words[index + best - 1].end)) }
        index += max(best, 1)
      }
      return found
    }
  }

  @Test func `the trie finds what trying every name finds`() {
    var random = SplitMix(7)
    for _ in 0..<200 {
      var builder = GazetteerBuilder()
      var names: [[UInt8]] = []
      for _ in 0..<30 {
        var name = Self.text(Int.random(in: 1...4, using: &random), &random)
        while let last = name.last, last == 0x20 || last == 0x0A || last == 0x2E || last == 0x2C { name.removeLast() }
        names.append(name)
        let isAdded = builder.add(NameRecord(name: name, canonical: name, type: "T", rule: .any))
        #expect(isAdded)
      }
      let gazetteer = builder.finish()
      let bytes = Self.text(60, &random)
      let found = bytes.withUnsafeBufferPointer { buffer in
        EntitySearch([gazetteer], language: nil).search(Lexicon(scanning: buffer).words, buffer).map(\.match.range)
      }
      // A period behind a name belongs to it where the name has one; the slow way ends with the word.
      #expect(found.map(\.start) == Self.slowSearch(names, bytes).map(\.start))
      #expect(zip(found, Self.slowSearch(names, bytes)).allSatisfy { $0.end == $1.end || $0.end == $1.end + 1 })
    }
  }

  @Test func `names of every length are kept apart`() {
    var builder = GazetteerBuilder()
    for count in 1...70 {
      let name = (0..<count).map { "Word\($0)" }.joined(separator: " ")
      builder.add(NameRecord(name: Array(name.utf8), canonical: Array("\(count)".utf8), type: "T"))
    }
    let gazetteer = builder.finish()
    let text = Array((0..<66).map { "Word\($0)" }.joined(separator: " ").utf8)
    text.withUnsafeBufferPointer { bytes in
      let found = EntitySearch([gazetteer], language: nil).search(Lexicon(scanning: bytes).words, bytes)
      #expect(found.count == 1)
      #expect(gazetteer.string(gazetteer.entries[Int(found[0].match.entry)].name) == "66")
    }
  }

  @Test func `case rules`() throws {
    let list = "name\tcase\nApple\ttitle\nEXACTly\texact\nMarch\tinside\nloud\tany\neBay\ttitle\nNATO\ttitle\n"
    func found(_ text: String) throws -> [String] {
      try entities(text, "en", lists: ["l": list], countries: "off").map(\.text)
    }
    #expect(try found("Apple apple APPLE") == ["Apple", "APPLE"])
    #expect(try found("EXACTly Exactly EXACTLY") == ["EXACTly"])
    #expect(try found("March came. March. In March, MARCH") == ["March"])
    #expect(try found("LOUD Loud loud") == ["LOUD", "Loud", "loud"])
    #expect(try found("eBay EBAY ebay") == ["eBay", "EBAY", "ebay"])
    #expect(try found("NATO Nato nato") == ["NATO"])
  }

  @Test func `the beginning of a long name again and again is no match`() {
    var builder = GazetteerBuilder()
    let name = Array(repeating: "a", count: 40).joined(separator: " ") + " b"
    builder.add(NameRecord(name: Array(name.utf8), canonical: [0x61], type: "T", rule: .any))
    let bytes = (0..<20_000).flatMap { _ in Array("a ".utf8) }
    bytes.withUnsafeBufferPointer { bytes in
      #expect(EntitySearch([builder.finish()], language: nil).search(Lexicon(scanning: bytes).words, bytes).isEmpty)
    }
  }
}
