/// How the syllables of a language's words show in its spelling.
///
/// A run of vowels is one syllable, except where two `strong` ones meet: Spanish "leer" has two, Russian vowels have one
/// each. It is an estimate: "being" counts as one. Formulas of reading ease average over hundreds of words.
struct SyllableRules: Sendable {
  /// An ending of up to four letters, packed as `SyllableCounter` packs the end of a word.
  struct Ending: Sendable {
    let letters: UInt64
    let mask: UInt64

    init(_ text: some StringProtocol) {
      let scalars = text.unicodeScalars
      precondition(
        scalars.count <= 4 && scalars.allSatisfy { $0.value <= 0xFFFF }, "an ending has at most four letters")
      letters = scalars.reduce(0) { $0 << 16 | UInt64($1.value) }
      mask = scalars.count == 4 ? .max : 1 << (16 * UInt64(scalars.count)) - 1
    }
  }

  /// Bit 0: a vowel; bit 1: a strong one. By scalar; Latin and Cyrillic lie below 0x500.
  private let classes: [UInt8]
  private let silent: [Ending]
  private let voiced: [Ending]

  /// `silent` endings take their vowel's syllable away, unless a `voiced` ending, which is longer, covers them. Lists of
  /// endings have blanks between; all letters are small.
  init(vowels: String, strong: String = "", silent: String = "", voiced: String = "") {
    var classes = [UInt8](repeating: 0, count: 0x500)
    for scalar in vowels.unicodeScalars { classes[Int(scalar.value)] |= 1 }
    for scalar in strong.unicodeScalars { classes[Int(scalar.value)] |= 2 }
    self.classes = classes
    self.silent = silent.split(separator: " ").map { Ending($0) }
    self.voiced = voiced.split(separator: " ").map { Ending($0) }
  }

  func isVowel(_ scalar: UInt32) -> Bool { scalar < 0x500 && classes[Int(scalar)] & 1 != 0 }

  func isStrong(_ scalar: UInt32) -> Bool { scalar < 0x500 && classes[Int(scalar)] & 2 != 0 }

  func isSilent(_ end: UInt64) -> Bool {
    silent.contains { end & $0.mask == $0.letters } && !voiced.contains { end & $0.mask == $0.letters }
  }
}

/// Counts the syllables of one word, letter by letter.
struct SyllableCounter {
  private let rules: SyllableRules
  private var groups = 0
  /// Letters in the run of vowels that came last.
  private var lastGroup = 0
  private var previousIsVowel = false
  private var previousIsStrong = false
  /// The last four letters, 16 bits each.
  private var end: UInt64 = 0

  init(_ rules: SyllableRules) { self.rules = rules }

  mutating func add(_ letter: UInt32) {
    end = end << 16 | UInt64(letter & 0xFFFF)
    let isVowel = rules.isVowel(letter)
    let isStrong = isVowel && rules.isStrong(letter)
    if isVowel {
      if !previousIsVowel || (previousIsStrong && isStrong) {
        groups += 1
        lastGroup = 0
      }
      lastGroup += 1
    }
    previousIsVowel = isVowel
    previousIsStrong = isStrong
  }

  /// A silent ending counts only where its vowel stands alone and is not the only one: not in "tree" nor "the".
  var count: Int { groups > 1 && lastGroup == 1 && rules.isSilent(end) ? groups - 1 : groups }
}
