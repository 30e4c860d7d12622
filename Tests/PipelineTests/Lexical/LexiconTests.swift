import Testing

@testable import Pipeline

/// The rules of `Lexicon` by the letter, over an array of scalars.
private struct SlowLexicon {
  struct Word: Equatable {
    var start: Int
    var end: Int
    var kind: Lexicon.Kind
    var letterCase: Lexicon.LetterCase
    var script: UInt8
    /// Equal for words that must have equal hashes.
    var folded: [UInt32]
  }

  private typealias Cell = (scalar: UInt32, offset: Int, entry: UnicodeTable.Entry)

  static func words(of text: String) -> [Word] {
    var cells: [Cell] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      cells.append((scalar.value, offset, UnicodeTable.shared.entry(scalar.value)))
      offset += UTF8.width(scalar)
    }
    func end(_ index: Int) -> Int { index + 1 < cells.count ? cells[index + 1].offset : offset }
    func isClass(_ index: Int, _ wordClass: UnicodeTable.WordClass) -> Bool {
      index < cells.count && cells[index].entry.wordClass == wordClass
    }
    var words: [Word] = []
    var index = 0
    while index < cells.count {
      let first = cells[index]
      var members = [index]
      switch first.entry.wordClass {
      case .other, .mark, .format, .apostrophe:
        index += 1
        continue
      case .number:
        break
      case .digit:
        while isClass(members.last! + 1, .digit), cells[members.last! + 1].entry.script == first.entry.script {
          members.append(members.last! + 1)
        }
      case .unspaced:
        while isClass(members.last! + 1, .mark) { members.append(members.last! + 1) }
      case .letter:
        var next = index + 1
        while next < cells.count {
          if isClass(next, .letter) || isClass(next, .mark) {
            members.append(next)
          } else if isClass(next, .apostrophe) {
            let before = cells[..<next].last { $0.entry.wordClass == .letter }!
            guard members.last == next - 1, isClass(next + 1, .letter),
              cells[next + 1].entry.script == UnicodeTable.Script.cyrillic,
              before.entry.script == UnicodeTable.Script.cyrillic
            else { break }
            members.append(next)
          } else if !isClass(next, .format) {
            break
          }
          next += 1
        }
      }
      words.append(word(members.map { cells[$0] }, end: end(members.last!)))
      index = members.last! + 1
    }
    return words
  }

  private static func word(_ cells: [Cell], end: Int) -> Word {
    let letters = cells.filter { $0.entry.wordClass == .letter }
    let upper = letters.filter(\.entry.isUpper).count
    let lower = letters.filter(\.entry.isLower).count
    let letterCase: Lexicon.LetterCase
    if upper == 0 && lower == 0 {
      letterCase = .none
    } else if upper == 0 {
      letterCase = .lower
    } else if lower == 0 {
      letterCase = .upper
    } else {
      letterCase = upper == 1 && letters[0].entry.isUpper ? .title : .mixed
    }
    let kind: Lexicon.Kind
    switch cells[0].entry.wordClass {
    case .digit: kind = .digits
    case .unspaced: kind = .ideograph
    case .number: kind = .number
    default: kind = .letters
    }
    let folded = cells.compactMap { cell -> UInt32? in
      switch cell.entry.wordClass {
      case .digit: 0x30 + UInt32(cell.entry.digitValue(cell.scalar))
      case .apostrophe: 0x27
      case .number: cell.scalar
      default: Self.withoutOptional(cell.entry.folded(cell.scalar))
      }
    }
    return Word(
      start: cells[0].offset, end: end, kind: kind, letterCase: letterCase, script: cells[0].entry.script,
      folded: folded)
  }
}

extension SlowLexicon {
  /// The table of optional spellings, written out a second time.
  fileprivate static func withoutOptional(_ scalar: UInt32) -> UInt32? {
    let pairs: [(String, String)] = [
      ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ک", "ك"), ("ی", "ي"), ("\u{901}", "\u{902}"), ("\u{958}", "क"),
      ("\u{959}", "ख"),
      ("\u{95A}", "ग"), ("\u{95B}", "ज"), ("\u{95C}", "ड"), ("\u{95D}", "ढ"), ("\u{95E}", "फ"), ("\u{95F}", "य"),
    ]
    if let pair = pairs.first(where: { $0.0.unicodeScalars.first?.value == scalar }) {
      return pair.1.unicodeScalars.first?.value
    }
    let dropped = "\u{640}\u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{670}\u{93C}"
    return dropped.unicodeScalars.contains { $0.value == scalar } ? nil : scalar
  }
}

@Suite struct LexiconTests {
  @Test(arguments: [
    ("أكثر", "اكثر"), ("مِئَة", "مئة"), ("مليـــون", "مليون"), ("یک", "يك"), ("ज़्यादा", "ज्यादा"),
    ("\u{95E}ीसदी", "फीसदी"), ("फ\u{93C}ीसदी", "फीसदी"), ("पाँच", "पांच"),
  ])
  func spellingsOfOneWordHaveOneHash(_ a: String, _ b: String) {
    #expect(lexicon(a).map(\.hash) == lexicon(b).map(\.hash) && lexicon(a).count == 1)
  }

  @Test(arguments: [("سنة", "سنه"), ("على", "علي"), ("सड़क", "सरक")])
  func otherWordsKeepTheirHash(_ a: String, _ b: String) {
    #expect(lexicon(a)[0].hash != lexicon(b)[0].hash)
  }

  private func lexicon(_ text: String) -> [Lexicon.Word] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { Lexicon(scanning: $0).words }
  }

  private func words(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return lexicon(text).map { String(decoding: bytes[$0.range.indices], as: UTF8.self) }
  }

  /// The hash of folded scalars, from the public steps of its definition.
  private func hash(_ scalars: [UInt32]) -> UInt64 {
    Lexicon.finish(scalars.reduce(Lexicon.hashSeed) { Lexicon.hash($0, adding: $1) })
  }

  private func checkAgainstSlow(_ text: String) {
    let fast = lexicon(text)
    let slow = SlowLexicon.words(of: text)
    let isEqual =
      fast.count == slow.count
      && zip(fast, slow).allSatisfy { a, b in
        Int(a.start) == b.start && Int(a.end) == b.end && a.kind == b.kind && a.letterCase == b.letterCase
          && a.script == b.script && a.hash == hash(b.folded)
      }
    #expect(isEqual, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
  }

  @Test(arguments: [
    ("", []), ("...", []), ("Two words", ["Two", "words"]), ("don't", ["don", "t"]), ("152mm", ["152", "mm"]),
    ("п’ять Об'єднані зʼїзд", ["п’ять", "Об'єднані", "зʼїзд"]), ("'слово'", ["слово"]),
    ("слово’ слово", ["слово", "слово"]),
    ("1'000", ["1", "000"]), ("с''м", ["с", "м"]), ("об'x", ["об", "x"]),
    ("漢字かな", ["漢", "字", "か", "な"]), ("ラーメン", ["ラ", "ー", "メ", "ン"]), ("が", ["が"]),
    ("か\u{3099}", ["か\u{3099}"]), ("한국어 말", ["한국어", "말"]), ("ไทย", ["ไ", "ท", "ย"]), ("ที่", ["ที่"]),
    ("السلام عليكم", ["السلام", "عليكم"]), ("हिन्दी है", ["हिन्दी", "है"]), ("١٢٣ 123", ["١٢٣", "123"]),
    ("12३४", ["12", "३४"]), ("½ Ⅳ ①②", ["½", "Ⅳ", "①", "②"]), ("co\u{AD}operate", ["co\u{AD}operate"]),
    ("end\u{AD} next", ["end", "next"]), ("😀word😀", ["word"]), ("e\u{301}te\u{301}", ["e\u{301}te\u{301}"]),
    ("\u{301}a", ["a"]), ("a_b-c", ["a", "b", "c"]), ("日本2024年", ["日", "本", "2024", "年"]), ("〇", ["〇"]),
  ])
  func `cuts mixed text into words`(text: String, expected: [String]) {
    #expect(words(text).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test(arguments: [
    ("word", Lexicon.LetterCase.lower), ("Word", .title), ("WORD", .upper), ("W", .upper), ("wOrd", .mixed),
    ("WorD", .mixed), ("слово", .lower), ("Слово", .title), ("한국", .none), ("O\u{301}rd", .title), ("ǅep", .title),
    ("ß", .lower),
  ])
  func `tells the case of words`(text: String, expected: Lexicon.LetterCase) {
    #expect(lexicon(text).map(\.letterCase) == [expected])
  }

  @Test func `hashes are equal across case, soft hyphens, kinds of apostrophe and scripts of digits`() {
    for (a, b) in [
      ("WORD", "word"), ("Слово", "сЛОВО"), ("co\u{AD}op", "coop"), ("п'ять", "п’ять"), ("п'ять", "Пʼять"),
      ("١٢٣", "123"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ǄEP", "ǆep"),
    ] {
      let hash = Lexicon.hash(ofWord: a)
      #expect(hash != nil && hash == Lexicon.hash(ofWord: b), "\(a) \(b)")
    }
    #expect(Lexicon.hash(ofWord: "word") != Lexicon.hash(ofWord: "world"))
    #expect(Lexicon.hash(ofWord: "пять") != Lexicon.hash(ofWord: "п'ять"))
  }

  @Test func `what is not exactly one word has no hash`() {
    for text in ["", " word", "word ", "two words", "...", "152mm"] { #expect(Lexicon.hash(ofWord: text) == nil) }
  }

  @Test func `different words have different hashes`() {
    var seen: [UInt64: String] = [:]
    for a in "abcdefghijklmnopqrstuvwxyz" {
      for b in "abcdefghijklmnopqrstuvwxyz" {
        for c in "абвгдежз漢0" {
          let word = "\(a)\(b)\(c)"
          if let hash = lexicon(word).first?.hash, lexicon(word).count == 1 {
            #expect(seen.updateValue(word, forKey: hash) == nil)
          }
        }
      }
    }
    #expect(seen.count == 26 * 26 * 8)
  }

  @Test func `finds the first word behind an offset`() {
    let text = Array("one two  three".utf8)
    let lexicon = text.withUnsafeBufferPointer { Lexicon(scanning: $0) }
    for offset in 0...UInt32(text.count) {
      #expect(lexicon.firstWord(from: offset) == lexicon.words.firstIndex { $0.start >= offset } ?? lexicon.words.count)
    }
  }

  @Test(arguments: 0..<20) func `agrees with the rules by the letter on random scalars`(seed: Int) {
    var generator = Generator(seed)
    for _ in 0..<100 { checkAgainstSlow(generator.text(scalars: generator.below(40))) }
  }

  @Test(arguments: 0..<20) func `agrees with the rules by the letter where classes meet`(seed: Int) {
    var generator = Generator(seed &+ 100)
    let alphabet =
      Array("abZЯюєéßǅ한漢かไᄀ１٣३5½Ⅳ".unicodeScalars)
      + ["'", "\u{2019}", "\u{2BC}", "\u{AD}", "\u{200D}", "\u{301}", "\u{E0100}", "\u{30FC}", " ", "-", "\u{1F600}"]
    for _ in 0..<300 { checkAgainstSlow(generator.text(scalars: generator.below(14), from: alphabet)) }
  }

  @Test(arguments: 0..<10) func `spans ascend and lie on scalar boundaries`(seed: Int) {
    var generator = Generator(seed &+ 500)
    let text = generator.text(scalars: 400)
    let bytes = Array(text.utf8)
    var last: UInt32 = 0
    for word in lexicon(text) {
      #expect(word.start >= last && word.end > word.start && Int(word.end) <= bytes.count)
      #expect(String(validating: bytes[word.range.indices], as: UTF8.self) != nil)
      last = word.end
    }
  }
}
