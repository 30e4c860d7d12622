import ICU
import Pipeline

/// How much a text looks as if it had been decoded with the wrong charset.
struct TextPlausibility {
  private var scalars = 0
  /// Scalars outside ASCII that stand where the writing of no language has them.
  private var faults = 0
  private var capitals = 0
  private var smallLetters = 0

  /// Judges what `converter` makes of `sample`.
  init(_ converter: CharsetConverter, _ sample: UnsafeBufferPointer<UInt8>) {
    let text = (try? converter.convertReplacing(sample).text) ?? []
    let table = UnicodeTable.shared
    var before = Character(.other, script: 255)
    var run = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let entry = table.entry(scalar.value)
      let isLetter = entry.wordClass == .letter
      var next = Character(isLetter ? .letter : entry.wordClass == .mark ? .mark : .other, script: entry.script)
      next.isLower = entry.isLower
      defer { before = next }
      if scalar.value < 0x80 {
        run = 0
        if before.isSymbol, isLetter { faults += 1 }
        if before.isLower, entry.isUpper, before.isOutsideASCII { faults += 1 }
        if isLetter, before.kind == .letter, before.isOutsideASCII, before.script != entry.script { faults += 1 }
        continue
      }
      scalars += 1
      if entry.isUpper { capitals += 1 }
      if entry.isLower { smallLetters += 1 }
      next.isOutsideASCII = true
      let isLatin = entry.script == Self.latin
      run = isLetter && isLatin ? run + 1 : 0
      if run > 2 { faults += 1 }
      if isLetter, before.kind == .letter {
        if before.isLower && entry.isUpper || before.script != entry.script { faults += 1 }
      }
      switch scalar.value {
      case 0x80..<0xA0, 0xFFFD, 0xE000...0xF8FF: faults += 1
      // Apostrophes, hyphens and dots that stand inside words.
      case 0xAD, 0xB7, 0x2010...0x2015, 0x2018...0x201F: break
      default:
        if !isLetter, entry.wordClass == .other, before.kind == .letter { next.isSymbol = true }
      }
    }
  }

  private static let latin = UnicodeTable.Script.index("Latn")

  private struct Character {
    enum Kind { case letter, mark, other }
    var kind: Kind
    var script: UInt8
    var isLower = false
    var isOutsideASCII = false
    /// A sign right behind a letter; a fault where another letter follows.
    var isSymbol = false

    init(_ kind: Kind, script: UInt8) {
      self.kind = kind
      self.script = script
    }
  }

  private var share: Double { scalars == 0 ? 0 : Double(faults) / Double(scalars) }

  /// Whether almost all of it stands where writing has it.
  var isSound: Bool { share < 0.02 }

  /// Whether the other is nonsense and this is not.
  func isPlainlyBetter(than other: TextPlausibility) -> Bool {
    (other.share >= 0.2 && share * 4 <= other.share) || (other.isInCapitals && !isInCapitals && isSound)
  }

  /// KOI8 and windows-1251 have small letters where the other has capitals.
  private var isInCapitals: Bool { capitals > 3 * smallLetters && scalars >= 20 }
}
