import Pipeline

/// What spellings of a name are one: words as the lexical pass folds them, and besides without accents.
///
/// São and Sao, Zürich and Zurich, Ελλάδα and ΕΛΛΑΔΑ, Пётр and Петр have one hash. Whether a mention with other accents is
/// one of a name is for `Mention` to say: it depends on how long the name is.
enum NameFolding {
  /// Raise it whenever words, their hashes or gaps between words change, so that compiled lists are made anew.
  static let version: UInt32 = 2

  /// Scalars that the table covers.
  private static let limit: UInt32 = 0x2000

  /// For each scalar what it adds to a hash: itself, a letter without accent, two of them (the second in the high half), or
  /// 0 for an accent alone.
  private static let table: [UInt32] = {
    var table = (0..<limit).map { $0 }
    for mark in 0x300..<0x370 { table[mark] = 0 }
    accentedLetters.withUTF8Buffer { bytes in
      for line in bytes.split(separator: 0x0A) {
        let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
        let base = parts[0].unicodeScalars.reversed().reduce(0) { $0 << 16 | $1.value }
        for letter in parts[1].unicodeScalars { table[Int(letter.value)] = base }
      }
    }
    return table
  }()

  /// The numbers of the scripts whose accents are folded, where a hot loop has them at hand.
  struct Scripts {
    let latin = UnicodeTable.Script.latin
    let cyrillic = UnicodeTable.Script.cyrillic
    let greek = UnicodeTable.Script.index("Grek")

    func fold(_ script: UInt8) -> Bool { script == latin || script == cyrillic || script == greek }

    /// The hash of a word in a gazetteer: that of the lexical pass where it has no accent.
    @inline(__always)
    func key(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
      if word.kind != .letters { return word.hash }
      if word.script == latin { return isASCII(word, bytes) ? word.hash : accentedKey(word, bytes) }
      return fold(word.script) ? otherKey(word, bytes) : word.hash
    }

    @inline(__always)
    private func isASCII(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      var position = Int(word.start)
      let end = Int(word.end)
      if end + 8 <= bytes.count, end - position <= 8, position < end {
        // Most words: one load of eight bytes, of which those behind the word don't count.
        let eight = UInt64(
          littleEndian: UnsafeRawPointer(bytes.baseAddress!).loadUnaligned(fromByteOffset: position, as: UInt64.self))
        return eight &<< UInt64(64 &- 8 &* (end &- position)) & 0x8080_8080_8080_8080 == 0
      }
      while position < end {
        if bytes[position] >= 0x80 { return false }
        position += 1
      }
      return true
    }

    /// The key of a Greek word, or of a Cyrillic one, of which few have an accent.
    @inline(never)
    private func otherKey(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
      if word.script == greek { return accentedKey(word, bytes) }
      for position in Int(word.start)..<Int(word.end) {
        // The second bytes of ё and Ё, and first bytes of combining accents and other scripts.
        let byte = bytes[position]
        if byte == 0x91 || byte == 0x81 || byte & 0xF0 == 0xC0 || byte >= 0xE0 { return accentedKey(word, bytes) }
      }
      return word.hash
    }

    @inline(never)
    private func accentedKey(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
      Lexicon.finish(NameFolding.hash(bytes, Int(word.start), Int(word.end), keepsAccents: false))
    }
  }

  /// As the lexical pass hashes letters and marks, but not yet finished; format characters are passed over.
  static func hash(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, keepsAccents: Bool
  ) -> UInt64 {
    let unicode = UnicodeTable.shared
    let table = table
    var hash = Lexicon.hashSeed
    var position = start
    while position < end {
      let byte = bytes[position]
      if (byte | 0x20) &- 0x61 < 26 {
        hash = Lexicon.hash(hash, adding: UInt32(byte | 0x20))
        position += 1
        continue
      }
      let (scalar, length) = bytes.scalar(at: position)
      position += length
      let entry = unicode.entry(scalar)
      switch entry.wordClass {
      case .format: continue
      case .apostrophe: hash = Lexicon.hash(hash, adding: 0x27)
      default:
        let folded = Lexicon.folded(scalar, entry)
        if keepsAccents || folded >= limit {
          if folded != 0 { hash = Lexicon.hash(hash, adding: folded) }
          continue
        }
        let letters = table[Int(folded)]
        if letters == 0 { continue }
        hash = Lexicon.hash(hash, adding: letters & 0xFFFF)
        if letters >> 16 != 0 { hash = Lexicon.hash(hash, adding: letters >> 16) }
      }
    }
    return hash
  }
}
