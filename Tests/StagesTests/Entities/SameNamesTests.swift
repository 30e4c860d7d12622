import Pipeline
import Testing

@testable import Stages

/// Names of a text for tests, as if a model had found them: `{PER:Mary Brown} left.`
struct MarkedNames {
  var text: [UInt8] = []
  var names: [DocumentName] = []

  init(_ marked: String) {
    var rest = marked.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "{"), let colon = rest.firstIndex(of: UInt8(ascii: ":")),
        let close = rest.firstIndex(of: UInt8(ascii: "}"))
      else {
        text.append(byte)
        continue
      }
      let type = String(decoding: rest[..<colon], as: UTF8.self)
      let start = text.count
      text += rest[rest.index(after: colon)..<close]
      names.append(DocumentName(NameCandidate(ByteRange(start, text.count), .model, names.count), type: type))
      rest = rest[rest.index(after: close)...]
    }
  }

  private static func endings(_ language: Language) -> NameEndings {
    NameEndingsCache(CountryFixture.sources).endings(of: language)
  }

  private func withWords<R>(
    _ body: (UnsafeBufferPointer<Lexicon.Word>, UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    text.withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { body($0, bytes) }
    }
  }

  /// The numbers `same`, in the order of the names.
  func same(_ language: Language) -> [Int] {
    var names = names
    withWords { words, bytes in
      let acronyms = NameAcronyms(words, bytes).add(to: &names)
      NameGroups.number(&names, acronyms: acronyms, words, bytes, Self.endings(language))
    }
    return names.map(\.same)
  }

  /// All names behind the pass that makes them consistent.
  func consistent(_ language: Language) -> [String] {
    var names = names
    withWords { words, bytes in
      _ = NameAcronyms(words, bytes).add(to: &names)
      names = NameConsistency.apply(names, words, bytes, Self.endings(language))
    }
    return names.map { "\(String(decoding: text[$0.range.indices], as: UTF8.self)) \($0.type)" }
  }
}

/// Which mentions of a document share a number.
@Suite struct SameNamesTests {
  @Test(
    arguments: [
      ("en", "{PER:Ann Miller}, {PER:Miller}, {PER:Ann}, {PER:A. Miller}, {PER:Ann Jane Miller}", [0, 0, 0, 0, 0]),
      ("en", "{PER:Lee Min-ho}, {PER:Lee Min Ho}, {PER:Lee}", [0, 0, 0]),
      ("en", "{PER:Miller} came. {PER:Ann Miller} left.", [0, 0]),
      ("en", "{PER:Ursula van der Berg}, {PER:van der Berg}, {PER:Berg}", [0, 0, 0]),
      ("en", "{PER:President Ann Jane Miller}, {PER:Ann Jane Miller}", [0, 0]),
      ("en", "{PER:Oleh Petrenko}, {PER:Oleg Petrenko}, {PER:Petrenko}", [0, 1, 2]),
      ("en", "{PER:Ivan Karpovsky}, {PER:Ivan Karpovskyy}, {PER:Karpovskiy}", [0, 0, 0]),
      ("en", "{ORG:Global Water Office} ({ORG:GWO}), {ORG:GWO}", [0, 0, 0]),
      ("en", "{ORG:Global Water Office}, {ORG:GWO}", [0, 1]),
      ("en", "{ORG:Miller}, {PER:Ann Miller}, {LOC:Miller}", [0, 1, 2]),
      ("uk", "{PER:Олекса Вишенський}, {PER:Вишенського}, {PER:Олексі Вишенському}, {PER:Вишенська}", [0, 0, 0, 1]),
      ("ru", "{PER:Пётр Лунин}, {PER:Лунина}, {PER:Луниным}, {LOC:Заречье}, {LOC:Заречья}", [0, 0, 0, 1, 1]),
      ("pl", "{PER:Jan Kowalczyk}, {PER:Kowalczykowi}, {PER:Jana Kowalczyka}", [0, 0, 0]),
      ("uk", "{PER:Petro Vyshensky}, {PER:Петро Вишенський}, {PER:Вишенського}", [0, 0, 0]),
      ("ko", "{PER:박정우}는 {PER:박정우}, {PER:박정우}가", [0, 0, 0]),
      ("ko", "{PER:존 밀러}, {PER:밀러}", [0, 0]),
      ("zh", "{PER:汉斯·米勒}和{PER:米勒}", [0, 0]),
      ("ja", "{PER:木村健太}、{PER:木村}", [0, 0]),
    ] as [(Language, String, [Int])]) func `variants of a name share a number`(
      language: Language, text: String, expected: [Int])
  {
    #expect(MarkedNames(text).same(language) == expected)
  }

  @Test(
    arguments: [
      ("{PER:Ann Miller}, {PER:Bob Miller}, {PER:Miller}", [0, 1, 2]),
      ("{PER:Ann Miller}, {PER:Ann Brown}, {PER:Ann}", [0, 1, 2]),
      ("{PER:Martin Bach}, {PER:Paul Martin}, {PER:Martin}", [0, 1, 2]),
      ("{PER:Ann Miller}, {PER:Alice Miller}, {PER:A. Miller}", [0, 1, 2]),
    ] as [(String, [Int])]) func `a short form of two people joins neither`(text: String, expected: [Int]) {
    #expect(MarkedNames(text).same("en") == expected)
  }

  @Test func `names that lists know as different things are never joined`() {
    var marked = MarkedNames("{PER:Ann Miller} and {PER:Miller}")
    marked.names[0].thing = 1
    marked.names[1].thing = 2
    #expect(marked.same("en") == [0, 1])
  }

  @Test func `a short form learns the ref of the full name`() {
    let marked = MarkedNames("{PER:Ann Miller} and {PER:Miller}")
    var names = marked.names
    names[0].thing = 7
    names[0].ref = "x:7"
    marked.text.withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer {
        NameGroups.number(&names, $0, bytes, NameEndings())
      }
    }
    #expect(names[1].ref == "x:7")
    #expect(names.map(\.key) == ["anmlr", "anmlr"])
  }

  @Test func `a hundred thousand different names are grouped`() {
    var random = SplitMix(seed: 3)
    let letters = Array("bcdfghklmnprstvz")
    let marked = MarkedNames(
      (0..<100_000).map { _ in
        let name = String((0..<6).map { _ in letters[Int(random.next() % 16)] }).capitalized
        return "{PER:Ann \(name)}"
      }.joined(separator: ", "))
    #expect(Set(marked.same("en")).count > 90_000)
  }
}

/// What a name that was found says about the other words of its document.
@Suite struct NameConsistencyTests {
  @Test(
    arguments: [
      ("en", "He met {PER:Ann Miller}. Miller left.", ["Ann Miller PER", "Miller PER"]),
      ("en", "He met {PER:Ann Miller}. A miller left, Miller Street too.", ["Ann Miller PER"]),
      ("en", "In {LOC:Oakham} it rained. Oakham is wet, Oakham-made not.", ["Oakham LOC", "Oakham LOC"]),
      ("en", "In {LOC:Oak}, {LOC:Oak} and {ORG:Oak}", ["Oak LOC", "Oak LOC", "Oak LOC"]),
      ("en", "The {ORG:Global Water Office} (GWO) met. The GWO left.", ["Global Water Office ORG", "GWO ORG", "GWO ORG"]),
      ("en", "He saw {PER:Lee Min-ho}. Then {PER:Lee Min} Ho left.", ["Lee Min-ho PER", "Lee Min Ho PER"]),
      ("uk", "Вона бачила {PER:Олексу Вишенського}. Вишенський пішов.", ["Олексу Вишенського PER", "Вишенський PER"]),
      ("en", "He met {PER:Ann Miller}. Every miller came. Miller left.", ["Ann Miller PER"]),
      ("zh", "{PER:汉斯·米勒}来了。米勒说", ["汉斯·米勒 PER", "米勒 PER"]),
    ] as [(Language, String, [String])]) func `names found once are found elsewhere`(
      language: Language, text: String, expected: [String])
  {
    #expect(MarkedNames(text).consistent(language) == expected)
  }
}

/// Keys that spellings and scripts share.
@Suite struct NameKeyTests {
  private func key(_ name: String) -> String { String(decoding: NameKey(name).sound, as: UTF8.self) }

  @Test(arguments: [
    ["Zelensky", "Zelenskyy", "Zelenskiy", "Selenskyj", "Zełenski", "Зеленский", "Зеленський"],
    ["Kharkiv", "Харків"], ["Oleh Petrenko", "Oleg Petrenko", "Олег Петренко"],
    ["Chekhov", "Чехов"],
    ["Erdoğan", "Erdogan", "Эрдоган"], ["Shin Won-sik", "Shin Won Sik", "신원식"],
  ]) func `spellings of one name have one key`(names: [String]) {
    #expect(Set(names.map(key)).count == 1, "\(names.map(key))")
  }

  @Test func `different names have different keys`() {
    #expect(Set(["Putin", "Merkel", "Zelensky", "Shoigu", "Lavrov", "Kostin"].map(key)).count == 6)
  }

  @Test func `spellings in one script differ in more than marks where the names do`() {
    #expect(NameKey("Martin").spelling != NameKey("Morton").spelling)
    #expect(NameKey("Zelensky").spelling == NameKey("Zelenskyj").spelling)
    #expect(NameKey("Lee").spelling == nil)
  }
}
