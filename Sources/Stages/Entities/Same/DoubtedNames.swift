import Pipeline

/// Names of the model that are left out before names are merged.
///
/// - One that holds built-in names and besides them only words in lower case, which says no more than those: "Kursk region",
///   "Russia-Ukraine".
/// - In headlines whose words are all capitalized, where capitals say nothing: a name with a word that stands in lower case
///   elsewhere in the text, or with a built-in name and more ("North Korea Sends"), unless the same words are a name outside
///   headlines.
///
/// A headline is a line with five capitalized words of four letters and more, at least a fifth of them in no name (so a list of
/// people is none), and at most one in nine in lower case. Shorter words (of, the, to) may be written in any way.
struct DoubtedNames {
  private let words: UnsafeBufferPointer<Lexicon.Word>
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.words = words
    self.bytes = bytes
  }

  /// The names that stay. Linear in the words.
  ///
  /// - Parameter known: where built-in names stand, ascending.
  func kept(of all: [TaggedName], known: [ByteRange]) -> [TaggedName] {
    guard !all.isEmpty else { return all }
    var next = 0
    let names = all.filter { name in
      while next < known.count, known[next].end <= name.start { next += 1 }
      return next == known.count || !addsOnlyLowerCase(name, to: known[next...])
    }
    let spans = wordSpans(names)
    let inHeadline = headlines(spans)
    guard inHeadline.contains(true) else { return names }
    let lower = wordsInLowerCase(of: names.indices.filter { inHeadline[$0] }.map { spans[$0] })
    var elsewhere: Set<UInt64> = []
    for index in names.indices where !inHeadline[index] { elsewhere.insert(key(spans[index])) }
    next = 0
    return names.indices.filter { index in
      guard inHeadline[index] else { return true }
      let range = ByteRange(names[index].start, names[index].end)
      while next < known.count, known[next].end <= range.start { next += 1 }
      let holdsKnown = next < known.count && range.contains(known[next]) && known[next].count < range.count
      let isDoubted = holdsKnown || spans[index].contains { isLong(words[$0]) && lower.contains(words[$0].hash) }
      return !isDoubted || elsewhere.contains(key(spans[index]))
    }.map { names[$0] }
  }

  private func addsOnlyLowerCase(_ name: TaggedName, to known: ArraySlice<ByteRange>) -> Bool {
    let range = ByteRange(name.start, name.end)
    guard name.type != .person, let first = known.first, range.contains(first), range.count > first.count else {
      return false
    }
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].start < name.start { low = middle + 1 } else { high = middle }
    }
    var index = low
    var next = known.startIndex
    var isCased = false
    while index < words.count, words[index].start < name.end {
      let word = words[index]
      while next < known.endIndex, known[next].end <= word.start { next += 1 }
      if next < known.endIndex, known[next].overlaps(word.range) {
        if word.letterCase != .none || !known[next].contains(word.range) { isCased = true }
      } else if word.letterCase != .lower {
        return false
      }
      index += 1
    }
    return isCased
  }

  private func wordSpans(_ names: [TaggedName]) -> [Range<Int>] {
    var index = 0
    return names.map { name in
      while index < words.count, words[index].start < name.start { index += 1 }
      var end = index
      while end < words.count, words[end].start < name.end { end += 1 }
      return index..<end
    }
  }

  private func key(_ span: Range<Int>) -> UInt64 {
    span.reduce(Lexicon.hashSeed) { Lexicon.finish($0 ^ words[$1].hash) }
  }

  private func isLong(_ word: Lexicon.Word) -> Bool { word.kind == .letters && word.end - word.start >= 4 }

  /// Which of the words of these spans occur in lower case.
  private func wordsInLowerCase(of spans: [Range<Int>]) -> Set<UInt64> {
    var wanted: Set<UInt64> = []
    for span in spans { for index in span where isLong(words[index]) { wanted.insert(words[index].hash) } }
    var found: Set<UInt64> = []
    for word in words where word.letterCase == .lower && isLong(word) && wanted.contains(word.hash) {
      found.insert(word.hash)
    }
    return found
  }

  /// For each name whether it stands in a headline.
  private func headlines(_ spans: [Range<Int>]) -> [Bool] {
    var inHeadline = [Bool](repeating: false, count: spans.count)
    var firstName = 0
    var next = 0
    var line = (capitals: 0, outside: 0, lower: 0)
    func close(_ last: Int) {
      if line.capitals >= 5, line.lower * 8 <= line.capitals, line.outside * 5 >= line.capitals {
        for name in firstName..<last { inHeadline[name] = true }
      }
      line = (0, 0, 0)
      firstName = last
    }
    for index in words.indices {
      let word = words[index]
      while next < spans.count, spans[next].upperBound <= index { next += 1 }
      if index > 0, bytes[Int(words[index - 1].end)..<Int(word.start)].contains(0x0A) { close(next) }
      guard isLong(word) else { continue }
      switch word.letterCase {
      case .lower: line.lower += 1
      case .title, .mixed:
        line.capitals += 1
        if next == spans.count || !spans[next].contains(index) { line.outside += 1 }
      case .upper, .none: continue
      }
    }
    close(spans.count)
    return inHeadline
  }
}
