import Pipeline

/// Finds the noun phrase that a figure counts, without a parser: by closed classes of words that can't be part of it.
///
/// It names nothing rather than something wrong: a phrase ends at every word that may be none of it.
struct CountedThing {
  let text: NumberText
  let vocabulary: NumberVocabulary
  private var classes: WordClasses { vocabulary.wordClasses }
  private var phrases: NounPhrase { NounPhrase(text: text, vocabulary: vocabulary) }

  /// Sets `of`, and `unit` where a word such as "units" stands between the number and the thing.
  func attach(to figure: inout Figure) {
    guard !classes.isEmpty else { return }
    switch figure.kind {
    case .cardinal, .percent, .fraction, .measure: break
    default: return
    }
    if classes.order.contains(.counters) {
      figure.of = CounterPhrase(text: text, vocabulary: vocabulary).find(figure)
    } else if let start = start(behind: figure) {
      attachPhrase(&figure, start)
    }
  }

  /// The first word behind the figure, where it may start the phrase.
  private func start(behind figure: Figure) -> Int? {
    guard figure.endWord < text.words.count else { return nil }
    var offset = figure.end
    var start = Int(text.words[figure.endWord].start)
    // An abbreviation's stop is part of the number: 2,5 Mio. Menschen.
    if figure.scale != nil, text[offset] == 0x2E { offset += 1 }
    if start == offset { return nil }
    var blank = text.blank(at: offset)
    if blank > 0, text[offset + blank] == 0x28, let behind = text.bracketEnd(from: offset + blank) {
      offset = behind
      start = offset + text.blank(at: offset)
      blank = start - offset
      guard let index = text.word(at: start, from: figure.endWord), blank > 0 else { return nil }
      return index
    }
    // What hangs on the number by a hyphen is part of an adjective: a 12-member panel.
    if blank == 0 { return nil }
    offset += blank
    offset += text.blank(at: offset)
    let quote = text.quote(at: offset)
    if quote > 0 { offset += quote + text.blank(at: offset + quote) }
    return offset == start ? figure.endWord : nil
  }

  private func attachPhrase(_ figure: inout Figure, _ start: Int) {
    var index = start
    let needsOf: Bool
    switch figure.kind {
    case .cardinal: needsOf = false
    case .measure: needsOf = !(classes.order.contains(.measured) && figure.isAmount)
    case .percent: needsOf = !classes.order.contains(.divided)
    default: needsOf = true
    }
    // "Article 9 du code" divides nothing; what is divided has an "of" without an article in it.
    let isOrdinary = figure.kind == .cardinal && figure.scale == nil && !figure.isFuzzy
    if isOrdinary, index < text.words.count, classes[text.words[index]].isSuperset(of: [.of, .determiner]) { return }
    let hasOf = phrases.skipOf(&index)
    // "10 km de la ville" is a distance.
    if figure.kind == .measure, hasOf, !figure.isAmount, !classes.order.isEmpty { return }
    guard hasOf || !needsOf || startsWithDeterminer(index, figure) else { return }
    let article = index
    if hasOf || figure.kind == .fraction || figure.kind == .percent { phrases.skipArticles(&index) }
    if hasOf, index > article, index < text.words.count, text.words[index].kind == .letters,
      classes[text.words[index]].contains(.verb), !classes[text.words[index]].contains(.function)
    {
      // "of the vote": behind an article even a verb is a noun.
      figure.of = text.words[index].range
      return
    }
    if !hasOf { phrases.skipOthers(&index) }
    guard index < text.words.count else { return }
    if figure.kind == .cardinal, !hasOf, classes[text.words[index]].contains(.partitive) {
      var next = index + 1
      if text.gap(behind: index) == .blank, phrases.skipOf(&next) || classes.order.contains(.measured) {
        phrases.skipArticles(&next)
        if let thing = phrases.find(from: next) {
          figure.of = thing
          figure.unit = text.lowercased(text.words[index].range)
          return
        }
      }
    }
    figure.of = phrases.find(from: index)
  }

  /// "half the town", "20 percent the size" is what only a fraction or percentage can stand before.
  private func startsWithDeterminer(_ index: Int, _ figure: Figure) -> Bool {
    figure.kind == .fraction && index < text.words.count
      && classes[text.words[index]].contains(.determiner)
  }
}

extension Figure {
  /// Whether the unit measures stuff, so that the stuff may stand behind it; lengths, speeds and degrees don't.
  fileprivate var isAmount: Bool {
    guard let unit else { return false }
    let bytes = Array(unit.utf8)
    return Self.amounts.contains { amount in
      amount.count <= bytes.count
        && (0...bytes.count - amount.count).contains { bytes[$0..<$0 + amount.count].elementsEqual(amount) }
    }
  }

  /// Parts of the names of these units; bytes, since searching in strings takes a hundred times as long.
  private static let amounts = [
    "gram", "ton", "pound", "ounce", "liter", "gallon", "barrel", "bushel", "hectare", "acre",
  ].map { Array($0.utf8) }
}

extension NumberText {
  /// Where the bracket that opens at `offset` is closed, at most 120 bytes on and in the same line.
  func bracketEnd(from offset: Int) -> Int? {
    var index = offset + 1
    while index < bytes.count, index - offset < 120, bytes[index] != 0x0A, bytes[index] != 0x28 {
      if bytes[index] == 0x29 { return index + 1 }
      index += 1
    }
    return nil
  }

  func lowercased(_ range: ByteRange) -> String {
    String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self).lowercased()
  }
}
