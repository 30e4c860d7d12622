import Pipeline

/// How many letters of a text are in which script.
///
/// An ideograph or a syllable counts for three letters: that is about what it stands for. In text of another script Latin
/// words with a capital count for a quarter: they are names and models in it.
package struct ScriptTally {
  /// Letters in all scripts.
  private(set) var letters = 0
  /// The script of most letters, 255 where there are none. Han and Kana count together, as the one that has more of it.
  package private(set) var main: UInt8 = 255
  private(set) var mainLetters = 0
  /// Kana letters.
  private(set) var kana = 0

  private static let hiragana = UnicodeTable.Script.index("Hira")
  private static let katakana = UnicodeTable.Script.index("Kana")
  private static let ethiopic = UnicodeTable.Script.index("Ethi")

  /// Whether one scalar of the script stands for several letters.
  static func countsScalars(_ script: UInt8) -> Bool {
    script == UnicodeTable.Script.han || script == UnicodeTable.Script.hangul || script == hiragana
      || script == katakana
      || script == ethiopic
  }

  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { counts in
      counts.initialize(repeating: 0)
      let capitalized = Self.count(bytes, counts)
      let latin = Int(UnicodeTable.Script.latin)
      if (0..<255).contains(where: { $0 != latin && counts[$0] >= 8 }) { counts[latin] -= capitalized / 4 * 3 }
      let han = Int(UnicodeTable.Script.han)
      let (hira, kata) = (Int(Self.hiragana), Int(Self.katakana))
      for script in 0..<255 where counts[script] > 0 && Self.countsScalars(UInt8(script)) { counts[script] *= 3 }
      kana = Int(counts[hira] + counts[kata])
      counts[han] += UInt32(kana)
      counts[hira] = 0
      counts[kata] = 0
      for script in 0..<255 where counts[script] > 0 {
        letters += Int(counts[script])
        if Int(counts[script]) > mainLetters {
          main = UInt8(script)
          mainLetters = Int(counts[script])
        }
      }
    }
  }

  /// Counts the letters of each script, and those in Latin words that begin with a capital.
  private static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, _ counts: UnsafeMutableBufferPointer<UInt32>
  ) -> UInt32 {
    var capitalized: UInt32 = 0
    var isInside = false
    var isCapitalized = false
    LetterTable.shared.withLookup { table in
      var position = 0
      while position < bytes.count {
        let (scalar, size) = bytes.scalar(at: position)
        position += size
        let script = table.script(scalar)
        counts[Int(script)] += 1
        if script == UnicodeTable.Script.latin {
          if !isInside { isCapitalized = UInt32(table.letter(scalar)) != scalar }
          isInside = true
          if isCapitalized { capitalized += 1 }
        } else {
          isInside = false
        }
      }
    }
    return capitalized
  }
}
