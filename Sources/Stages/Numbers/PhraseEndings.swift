import PackFormat
import Pipeline

extension PhraseTable {
  /// The longest phrase from the word at `index` whose last word may carry one of these endings.
  func match(_ index: Int, _ text: NumberText, endings: EndingTable?) -> (value: Value, count: Int)? {
    let exact = match(index, text)
    guard let endings, index >= 0, index < text.words.count, text.words[index].kind == .letters else { return exact }
    let inflected = search.phrases.first(search.table, text.words[index].hash) { entry -> PhraseImage.Entry? in
      entry.length >= exact?.count ?? 1 && isInflected(entry, index, text, endings) ? entry : nil
    }
    if let inflected { return (Value.value(inflected.value, search.phrases), inflected.length + 1) }
    if let exact { return exact }
    var found: PhraseImage.Entry?
    text.forEachStem(of: index, endings) { stem in
      found = search.phrases.first(search.table, stem) { $0.length == 0 ? $0 : nil }
      return found != nil
    }
    return found.map { (Value.value($0.value, search.phrases), 1) }
  }

  /// Whether the words behind `index` are those of the phrase, the last with an ending.
  private func isInflected(_ entry: PhraseImage.Entry, _ index: Int, _ text: NumberText, _ endings: EndingTable) -> Bool
  {
    let last = index + entry.length
    guard entry.length > 0, last < text.words.count else { return false }
    for offset in 0..<entry.length {
      guard text.isJoined(index + offset) else { return false }
      if offset + 1 < entry.length, text.words[index + offset + 1].hash != search.phrases.rest(entry, offset) {
        return false
      }
    }
    var found = false
    text.forEachStem(of: last, endings) { stem in
      found = stem == search.phrases.rest(entry, entry.length - 1)
      return found
    }
    return found
  }
}

extension NumberText {
  /// Calls `body` with the hash of each stem that the word at `index` has before one of these endings, the shortest
  /// first, until it says true.
  func forEachStem(of index: Int, _ endings: EndingTable, _ body: (UInt64) -> Bool) {
    let word = words[index]
    endings.forEach(endingAt: Int(word.end), length: word.range.count - 1, bytes) { length in
      let cut = Int(word.end) - length
      var hash = Lexicon.hashSeed
      var offset = Int(word.start)
      while offset < cut {
        let (scalar, count) = bytes.scalar(at: offset)
        let entry = UnicodeTable.shared.entry(scalar)
        if entry.wordClass != .format { hash = Lexicon.hash(hash, adding: entry.folded(scalar)) }
        offset += count
      }
      return body(Lexicon.finish(hash))
    }
  }
}
