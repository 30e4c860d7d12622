import Pipeline

/// What spellings of one name have in common.
///
/// `sound` holds the consonants of a name in Latin letters, with those that spellings and languages mix up made equal: voiced
/// and voiceless ones (b p, d t, g k), all hissing ones (s z sh ch ts ж ч …), v w f, g h kh. Digits count as they are, vowels only in front, all
/// alike. So Зеленський, Zelensky, Zelenskyy, Selenskyj and Zełenski are `slnsk`. The idea is that of Soundex (Russell 1918)
/// and of Daitch and Mokotoff's (1985) for Slavic names; the classes are our own.
///
/// `spelling` is finer, for names in one script: all letters and digits, but without marks, doubling and the difference of y, i and j, so
/// that Zelensky, Zelenskyy and Zelenskiy are equal, but not Martin and Morton.
struct NameKey {
  private(set) var sound: [UInt8] = []
  private(set) var letters: [UInt8] = []

  /// Whether the sound is enough to take names in two scripts for the same.
  var isTelling: Bool { sound.count >= 4 }

  /// - Parameters:
  ///   - words: of the name, in the document.
  ///   - limit: where the name ends, if the last word goes on with what is none of it.
  init(
    _ words: some Sequence<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>, limit: UInt32 = .max,
    _ endings: NameEndings = NameEndings()
  ) {
    for word in words {
      let end = Int(min(word.end, limit))
      var latin: [UInt8] = []
      var position = Int(word.start)
      var isKnown = true
      while position < end, isKnown {
        let (scalar, length) = bytes.scalar(at: position)
        if !LatinLetters.append(scalar, to: &latin) { isKnown = false }
        position += length
      }
      if !isKnown { latin = LatinLetters.transformed(UnsafeBufferPointer(rebasing: bytes[Int(word.start)..<end])) }
      letters += latin
      addSound(end < Int(word.end) || !isKnown ? latin : Self.shortest(word, bytes, endings, latin))
    }
  }

  /// Of a text; for names that stand in a list.
  init(_ text: some StringProtocol) {
    let (letters, sound) = Array(text.utf8).withUnsafeBufferPointer { bytes in
      let key = NameKey(Lexicon(scanning: bytes).words, bytes)
      return (key.letters, key.sound)
    }
    self.letters = letters
    self.sound = sound
  }

  /// The letters of the first form that a word may come from which has the fewest consonants: endings add some.
  private static func shortest(
    _ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, _ endings: NameEndings, _ latin: [UInt8]
  ) -> [UInt8] {
    var best = latin
    var count = endings.isEmpty ? 0 : consonants(latin)
    endings.forEachFirstForm(of: word, bytes) { form in
      var letters: [UInt8] = []
      for scalar in form { _ = LatinLetters.append(scalar, to: &letters) }
      let other = consonants(letters)
      if other < count, other > 0 { (best, count) = (letters, other) }
    }
    return best
  }

  private static func consonants(_ letters: [UInt8]) -> Int {
    letters.reduce(0) { $0 + (isVowel($1) ? 0 : 1) }
  }

  /// All letters, marks and doubling aside; nil for a name too short to be told by it.
  var spelling: UInt64? { Self.spelling(letters) }

  static func spelling(_ letters: [UInt8]) -> UInt64? {
    guard letters.count >= 5 else { return nil }
    var hash = Lexicon.hashSeed
    var last: UInt8 = 0
    for letter in letters {
      let plain = letter == UInt8(ascii: "y") || letter == UInt8(ascii: "j") ? UInt8(ascii: "i") : letter
      if plain == last, !Self.isDigit(plain) { continue }
      last = plain
      hash = Lexicon.hash(hash, adding: UInt32(plain))
    }
    return Lexicon.finish(hash)
  }

  private static func isDigit(_ letter: UInt8) -> Bool { letter &- 0x30 < 10 }

  // MARK: Sound

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
      UInt8(ascii: "y"), UInt8(ascii: "j"):
      true
    default: false
    }
  }

  /// Adds the sound of one word; spellings of one sound by several letters are read as one.
  private mutating func addSound(_ word: [UInt8]) {
    var index = 0
    func letter(_ offset: Int) -> UInt8 { index + offset < word.count ? word[index + offset] : 0 }
    func isHiss(_ letter: UInt8) -> Bool {
      letter == UInt8(ascii: "s") || letter == UInt8(ascii: "z") || letter == LatinLetters.hiss
    }
    while index < word.count {
      let current = word[index]
      let next = letter(1)
      let hasH = next == UInt8(ascii: "h")
      switch current {
      case _ where Self.isVowel(current): if sound.isEmpty { sound.append(UInt8(ascii: "a")) }
      case UInt8(ascii: "b"), UInt8(ascii: "p"):
        add(current == UInt8(ascii: "p") && hasH ? "f" : "p")
        if current == UInt8(ascii: "p"), hasH { index += 1 }
      case UInt8(ascii: "d"), UInt8(ascii: "t"):
        // ts, tz, tch, dzh are one hissing sound.
        if isHiss(next) || (next == UInt8(ascii: "c") && letter(2) == UInt8(ascii: "h")) { break }
        add("t")
        if hasH { index += 1 }
      case UInt8(ascii: "f"), UInt8(ascii: "v"), UInt8(ascii: "w"): add("f")
      case UInt8(ascii: "s"), UInt8(ascii: "z"), LatinLetters.hiss:
        add("s")
        if hasH { index += 1 }
        if next == UInt8(ascii: "c"), letter(2) == UInt8(ascii: "h") { index += 2 }
      case UInt8(ascii: "c"):
        let softens = hasH || isHiss(next) || "eiy".utf8.contains(next)
        add(softens ? "s" : "k")
        if hasH { index += 1 }
      case UInt8(ascii: "h"):
        // Mute before a consonant and at the end behind a vowel: John, Sarah.
        let before = index > 0 ? word[index - 1] : 0
        let isMute = next == 0 ? before == UInt8(ascii: "a") : !Self.isVowel(next) && index > 0
        if !isMute { add("k") }
      case UInt8(ascii: "g"), UInt8(ascii: "k"), UInt8(ascii: "q"):
        add("k")
        if hasH { index += 1 }
      case UInt8(ascii: "x"):
        add("k")
        add("s")
      default: add(Unicode.Scalar(current))
      }
      index += 1
    }
  }

  /// Sounds that follow each other count once.
  private mutating func add(_ letter: Unicode.Scalar) {
    let letter = UInt8(ascii: letter)
    if sound.last != letter || Self.isDigit(letter) { sound.append(letter) }
  }
}
