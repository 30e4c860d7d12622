import Foundation
import Pipeline
import Testing

@testable import Stages

@Suite struct GazetteerTests {
  static let vocabulary = [
    "Anna", "Bo", "Bó", "de", "dé", "la", "Cruz", "Київ", "Пётр", "Петр", "북한", "中", "国", "ไ", "ア", "USA", "x", "9",
    "Él", "El",
    "São", "Sao", "SAO\u{303}", "Straße", "STRASSE", "Ελλάδα", "ΕΛΛΑΔΑ", "दिल्ली", "القاهرة", "שלום", "ქართული", "၁မြန်မာ",
  ]
  static let gaps = [" ", " ", "-", "\u{A0}", "’", "'", ". ", "", ", ", "\n", "–"]

  static func text(_ count: Int, _ random: inout SplitMix) -> [UInt8] {
    (0..<count).flatMap { _ in
      Array((vocabulary.randomElement(using: &random)! + gaps.randomElement(using: &random)!).utf8)
    }
  }

  /// A word as a reader takes it: without case, and with and without accents.
  struct PlainWord: Equatable {
    var accented: String
    var plain: String
    var letters: Int

    init(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) {
      let text = String(decoding: bytes[Int(word.start)..<Int(word.end)], as: UTF8.self)
      accented = text.lowercased().precomposedStringWithCanonicalMapping.replacingOccurrences(of: "ё", with: "е")
      // A word is of the script of its first letter.
      let isFolded = text.unicodeScalars.first!.value < 0x500
      plain =
        isFolded
        ? accented.folding(options: .diacriticInsensitive, locale: nil).replacingOccurrences(of: "ß", with: "ss")
        : accented
      letters = text.unicodeScalars.count
    }
  }

  /// Whether words of a text are those of a name, whose accents may be left out from four letters on, and be any from six.
  static func agree(_ mine: [PlainWord], _ wanted: [PlainWord]) -> Bool {
    guard mine.map(\.plain) == wanted.map(\.plain) else { return false }
    let letters = wanted.reduce(0) { $0 + $1.letters }
    if letters >= 6 || mine.map(\.accented) == wanted.map(\.accented) { return true }
    return letters >= 4 && mine.map(\.accented) == mine.map(\.plain)
  }

  /// The obvious way: at each word try every name, word for word and gap for gap, and take the longest that agrees.
  static func slowSearch(_ names: [[UInt8]], _ bytes: [UInt8]) -> [ByteRange] {
    bytes.withUnsafeBufferPointer { bytes in
      let words = Lexicon(scanning: bytes).words
      let plain = words.map { PlainWord($0, bytes) }
      let names = names.map { name in
        name.withUnsafeBufferPointer { name in
          let words = Lexicon(scanning: name).words
          let gaps = zip(words, words.dropFirst()).map {
            NameGap.code(name, from: Int($0.end), to: Int($1.start)) ?? 0x20
          }
          return (words: words.map { PlainWord($0, name) }, gaps: gaps)
        }
      }
      var found: [ByteRange] = []
      var index = 0
      while index < words.count {
        var best = 0
        for name in names where name.words.count > best && index + name.words.count <= words.count {
          let end = index + name.words.count
          let gaps = zip(words[index..<end], words[index..<end].dropFirst()).map {
            NameGap.code(bytes, from: Int($0.end), to: Int($1.start))
          }
          guard gaps == name.gaps, agree(Array(plain[index..<end]), name.words) else { continue }
          let isWhole = words.withUnsafeBufferPointer { words in
            Mention(words: words, first: index, end: end, byteEnd: words[end - 1].end, bytes: bytes).isWhole
          }
          if isWhole { best = name.words.count }
        }
        if best > 0 { found.append(ByteRange(words[index].start, words[index + best - 1].end)) }
        index += max(best, 1)
      }
      return found
    }
  }

  @Test func `the trie finds what trying every name finds`() {
    var random = SplitMix(7)
    var total = 0
    for _ in 0..<300 {
      var builder = GazetteerBuilder()
      var names: [[UInt8]] = []
      for _ in 0..<40 {
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
      let expected = Self.slowSearch(names, bytes)
      #expect(found.map(\.start) == expected.map(\.start), "\(String(decoding: bytes, as: UTF8.self))")
      #expect(zip(found, expected).allSatisfy { $0.end == $1.end || $0.end == $1.end + 1 })
      total += found.count
    }
    #expect(total > 3_000)
  }

  @Test func `accents are folded where the name is long enough`() throws {
    func found(_ text: String, _ list: String) throws -> [String] {
      try entities(text, "en", lists: ["l": list], countries: "off").map(\.text)
    }
    #expect(try found("Sao Paulo, São Paulo, SÃO PAULO, Sa\u{303}o Paulo", "São Paulo").count == 4)
    #expect(try found("Zürich Zurich Zu\u{308}rich", "Zurich").count == 3)
    #expect(try found("Jose José Josè", "José") == ["Jose", "José"])
    #expect(try found("Bose Böse böse", "Bose") == ["Bose"])
    #expect(try found("My Mỹ", "Mỹ") == ["Mỹ"])
    #expect(try found("Пётр Петр, Киiв Київ Киив", "Петр\nКиїв") == ["Пётр", "Петр", "Київ"])
    #expect(try found("ΕΛΛΑΔΑ Ελλάδα", "Ελλάδα").count == 2)
    #expect(try found("STRASSE Straße", "Straße").count == 2)
    // The name as it is written goes before the other one.
    let list = "name\tcanonical\nMunoz\tA\nMuñoz\tB"
    #expect(
      try entities("Munoz Muñoz", "es", lists: ["l": list], countries: "off") == [
        .init("Munoz", "A"), .init("Muñoz", "B"),
      ])
    #expect(try found("JOSE José", "name\tcase\nJosé\texact") == ["José"])
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
