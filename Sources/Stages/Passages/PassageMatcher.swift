import Pipeline

/// Finds the passages that texts have in common with one other text, by seeds that are extended.
///
/// Every run of eight words of the other text is indexed by its first place. A text is read once: where such a run is
/// met, it is extended to both sides, over up to four changed, added or missing words. Linear in both texts.
struct PassageMatcher {
  static let seedLength = 8
  /// Words that may differ before the texts must go on alike.
  private static let gap = 4
  /// Words that must agree behind a gap.
  private static let anchor = 4

  private let words: [UInt32]
  /// First places of seeds, plus one; open addressing.
  private var slots: [UInt32]
  private let mask: Int

  init(_ words: [UInt32]) {
    self.words = words
    var capacity = 16
    while capacity < words.count * 2 { capacity *= 2 }
    mask = capacity - 1
    slots = Array(repeating: 0, count: capacity)
    guard words.count >= Self.seedLength else { return }
    for place in 0...words.count - Self.seedLength {
      var slot = Self.hash(words, place) & mask
      // Of runs that come again only the first is kept; so the probes stay short whatever the text repeats.
      while slots[slot] > 0, !Self.isEqual(words, Int(slots[slot]) - 1, words, place) { slot = (slot + 1) & mask }
      if slots[slot] == 0 { slots[slot] = UInt32(place) + 1 }
    }
  }

  /// For every word of `text` its place in the other text, or -1.
  func places(of text: [UInt32]) -> [Int32] {
    var places = [Int32](repeating: -1, count: text.count)
    var position = 0
    /// Words before this one are settled.
    var settled = 0
    while position + Self.seedLength <= text.count {
      guard var there = seed(text, position) else {
        position += 1
        continue
      }
      var here = position
      while here > settled, there > 0, text[here - 1] == words[there - 1] {
        here -= 1
        there -= 1
      }
      while true {
        while here < text.count, there < words.count, text[here] == words[there] {
          places[here] = Int32(there)
          here += 1
          there += 1
        }
        guard let step = step(text, here, there) else { break }
        here += step.here
        there += step.there
      }
      settled = here
      position = here
    }
    return places
  }

  private func seed(_ text: [UInt32], _ position: Int) -> Int? {
    var slot = Self.hash(text, position) & mask
    while slots[slot] > 0 {
      let place = Int(slots[slot]) - 1
      if Self.isEqual(words, place, text, position) { return place }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// How far to go in both texts until they agree again; nil where they don't soon.
  private func step(_ text: [UInt32], _ here: Int, _ there: Int) -> (here: Int, there: Int)? {
    for gap in 1...Self.gap {
      for (a, b) in [(gap, gap), (gap, 0), (0, gap)] where agree(text, here + a, there + b) { return (a, b) }
    }
    return nil
  }

  private func agree(_ text: [UInt32], _ here: Int, _ there: Int) -> Bool {
    guard here + Self.anchor <= text.count, there + Self.anchor <= words.count else { return false }
    for offset in 0..<Self.anchor where text[here + offset] != words[there + offset] { return false }
    return true
  }

  private static func hash(_ words: [UInt32], _ place: Int) -> Int {
    var hash: UInt64 = 0
    for index in place..<place + seedLength { hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(words[index]) }
    return Int(truncatingIfNeeded: Lexicon.finish(hash) >> 1)
  }

  private static func isEqual(_ a: [UInt32], _ i: Int, _ b: [UInt32], _ j: Int) -> Bool {
    for offset in 0..<seedLength where a[i + offset] != b[j + offset] { return false }
    return true
  }
}

/// Common passages in whole sentences.
struct CommonPassages {
  struct Passage: Equatable {
    /// Sentences of the text.
    var sentences: Range<Int>
    /// Words of the other text.
    var words: Range<Int>
  }

  /// Share of a sentence's words that the other text must have.
  private static let share = 0.8

  private(set) var passages: [Passage] = []

  init(_ text: StoredPassages, in matcher: PassageMatcher) {
    let places = matcher.places(of: text.words)
    for (number, sentence) in text.sentences.enumerated() {
      guard let words = Self.words(sentence.words, places) else { continue }
      if let last = passages.last, last.sentences.upperBound == number,
        (last.words.upperBound..<last.words.upperBound + PassageMatcher.seedLength).contains(words.lowerBound)
      {
        passages[passages.count - 1] = Passage(
          sentences: last.sentences.lowerBound..<number + 1, words: last.words.lowerBound..<words.upperBound)
      } else {
        passages.append(Passage(sentences: number..<number + 1, words: words))
      }
    }
    // A short sentence alone says nothing.
    passages.removeAll { $0.words.count < PassageMatcher.seedLength }
  }

  /// Where the words of a sentence stand in the other text; nil where too few of them do, or far apart.
  private static func words(_ sentence: Range<Int>, _ places: [Int32]) -> Range<Int>? {
    var found = 0
    var first = -1
    var last = -1
    for index in sentence where places[index] >= 0 {
      found += 1
      if first < 0 { first = Int(places[index]) }
      last = Int(places[index])
    }
    guard found > 0, Double(found) >= share * Double(sentence.count), first <= last,
      last - first < 2 * sentence.count + PassageMatcher.seedLength
    else { return nil }
    return first..<last + 1
  }
}
