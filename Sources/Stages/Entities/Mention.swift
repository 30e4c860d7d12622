import Pipeline

/// Some words of a text whose hashes are those of a name: decides whether they are a mention of it.
struct Mention {
  let words: UnsafeBufferPointer<Lexicon.Word>
  let first: Int
  let end: Int
  /// Where the last word ends, without a suffix that it carries.
  let byteEnd: UInt32
  let bytes: UnsafeBufferPointer<UInt8>

  /// Whether nothing that belongs to a longer word touches the words.
  ///
  /// In spaced scripts another word or `_` must not touch, nor `@` before, nor a currency sign behind (`US$5`). Katakana
  /// runs are words of their own (マリ is not in マリア), and a name of a single Han character may not touch another one.
  var isWhole: Bool {
    let start = Int(words[first].start)
    let end = Int(words[self.end - 1].end)
    if start > 0 {
      let before = bytes.scalar(before: start).value
      if before == UInt32(UInt8(ascii: "_")) || before == UInt32(UInt8(ascii: "@")) { return false }
      if first > 0, Int(words[first - 1].end) == start, touches(before, at: words[first], from: start) { return false }
    }
    if end < bytes.count {
      let behind = bytes.scalar(at: end).value
      if behind == UInt32(UInt8(ascii: "_")) || behind == UInt32(UInt8(ascii: "$")) { return false }
      if self.end < words.count, Int(words[self.end].start) == end {
        let (scalar, length) = bytes.scalar(before: end)
        if touches(behind, at: words[self.end - 1], scalar: scalar, length: length) { return false }
      }
    }
    return true
  }

  private func touches(_ neighbour: UInt32, at word: Lexicon.Word, from start: Int) -> Bool {
    let (scalar, length) = bytes.scalar(at: start)
    return touches(neighbour, at: word, scalar: scalar, length: length)
  }

  /// Whether `neighbour`, which is part of a word that touches `word`, makes one word with it. `scalar` is the scalar of
  /// `word` at that side.
  private func touches(_ neighbour: UInt32, at word: Lexicon.Word, scalar: UInt32, length: Int) -> Bool {
    let other = UnicodeTable.shared.entry(neighbour)
    if word.kind != .ideograph {
      // Next to an unspaced script a word of a spaced one ends; a mark belongs to what it stands on.
      return other.wordClass != .unspaced && !(other.wordClass == .mark && Self.isUnspacedMark(other))
    }
    if Self.isKatakana(scalar) { return Self.isKatakana(neighbour) }
    return end - first == 1 && other.script == word.script && other.wordClass == .unspaced
  }

  private static func isUnspacedMark(_ entry: UnicodeTable.Entry) -> Bool {
    let name = UnicodeTable.Script.names[Int(entry.script)]
    return ["Thai", "Laoo", "Khmr", "Mymr"].contains(name)
  }

  private static func isKatakana(_ scalar: UInt32) -> Bool {
    (0x30A1...0x30FA).contains(scalar) || (0x30FC...0x30FF).contains(scalar) || (0x31F0...0x31FF).contains(scalar)
      || (0xFF66...0xFF9F).contains(scalar)
  }

  func agrees(with form: Gazetteer.Form) -> Bool {
    switch form.rule {
    case .any: hasAccents(of: form)
    case .exact: Self.spelling(words, first, end, byteEnd, bytes) == form.spelling
    case .title, .off: isTitled(form.upperWords) && hasAccents(of: form)
    case .inside:
      isTitled(form.upperWords) && words[first].letterCase != .upper && hasAccents(of: form)
        && !NameCase.isSentenceStart(bytes, Int(words[first].start))
    }
  }

  private func hasAccents(of form: Gazetteer.Form) -> Bool {
    switch form.accents {
    case .free: true
    case .kept: accentedSpelling == form.spelling
    case .dropped: accentedSpelling == form.spelling || accentedSpelling == foldedSpelling
    }
  }

  /// Hash of the words as the lexical pass has them, accents kept.
  var accentedSpelling: UInt32 { spelling(keepsAccents: true) }
  private var foldedSpelling: UInt32 { spelling(keepsAccents: false) }

  private func spelling(keepsAccents: Bool) -> UInt32 {
    var hash = Lexicon.hashSeed
    for index in first..<end {
      let word = words[index]
      var key = word.hash
      // Russian leaves the dots of ё to the writer in names of any length.
      let keeps = keepsAccents && word.script != UnicodeTable.Script.cyrillic
      if word.kind == .letters, !keeps || (index == end - 1 && byteEnd != word.end) {
        let stop = index == end - 1 ? min(byteEnd, word.end) : word.end
        key = Lexicon.finish(NameFolding.hash(bytes, Int(word.start), Int(stop), keepsAccents: keeps))
      }
      hash = Lexicon.finish(hash ^ key)
    }
    return UInt32(truncatingIfNeeded: hash)
  }

  private func isTitled(_ upperWords: UInt32) -> Bool {
    var rest = upperWords
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      guard first + index < end else { break }
      let word = words[first + index]
      switch word.letterCase {
      case .title, .upper, .none: continue
      case .lower: return false
      case .mixed:
        guard UnicodeTable.shared.entry(bytes.scalar(at: Int(word.start)).value).isUpper else { return false }
      }
    }
    return true
  }

  func endOffset(of entry: Gazetteer.Form) -> UInt32 {
    let end = Int(byteEnd)
    return entry.endsWithPeriod && end < bytes.count && bytes[end] == UInt8(ascii: ".") ? byteEnd + 1 : byteEnd
  }

  /// FNV-1a over the bytes of the words, one apart from the next, finished.
  static func spelling(
    _ words: UnsafeBufferPointer<Lexicon.Word>, _ first: Int, _ end: Int, _ byteEnd: UInt32,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UInt32 {
    var hash = Lexicon.hashSeed
    for index in first..<end {
      let stop = index == end - 1 ? Int(byteEnd) : Int(words[index].end)
      for position in Int(words[index].start)..<stop { hash = Lexicon.hash(hash, adding: UInt32(bytes[position])) }
      hash = Lexicon.hash(hash, adding: 0)
    }
    return UInt32(truncatingIfNeeded: Lexicon.finish(hash))
  }
}
