import Pipeline

/// What the names of a document say about its other words: a name found for certain once is found wherever it stands.
///
/// The model reads a sentence at a time. Here its finds are held against each other: the type that most mentions of the same
/// words have is that of all, and words that are a name elsewhere, or the last name of a person named in full, become one.
/// Names of lists and patterns are never changed. Linear in the words.
struct NameConsistency {
  private let words: UnsafeBufferPointer<Lexicon.Word>
  private let bytes: UnsafeBufferPointer<UInt8>
  private var names: [DocumentName]
  /// The words of each name.
  private var spans: [Range<Int>] = []
  private var vocabulary: NameVocabulary

  /// What is known about a sequence of words that is a name somewhere.
  private struct Known {
    var words: Int
    /// How many mentions have each type; few types occur.
    var types: [(type: String, count: Int)] = []
    /// Found by a list or pattern, or by the model more than once or within a sentence.
    var isCertain = false
    var upperWords: UInt64 = 0

    var best: (type: String, count: Int) { types.max { $0.count < $1.count }! }
    var count: Int { types.reduce(0) { $0 + $1.count } }

    mutating func add(_ type: String) {
      if let index = types.firstIndex(where: { $0.type == type }) {
        types[index].count += 1
      } else {
        types.append((type, 1))
      }
    }
  }

  private var known: [UInt64: Known] = [:]
  /// The lengths of known names by the number of their first word, longest first.
  private var lengths: [UInt32: [Int]] = [:]
  /// Last parts of names with a middle dot.
  private var dotted: Set<UInt64> = []

  static func apply(
    _ names: [DocumentName], _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ endings: NameEndings
  ) -> [DocumentName] {
    guard !names.isEmpty else { return names }
    var consistency = NameConsistency(names, words, bytes, endings)
    consistency.collect()
    consistency.voteOnTypes()
    return consistency.completed()
  }

  private init(
    _ names: [DocumentName], _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ endings: NameEndings
  ) {
    self.words = words
    self.bytes = bytes
    self.names = names
    vocabulary = NameVocabulary(endings)
    var index = 0
    for name in names {
      while index < words.count, words[index].start < name.range.start { index += 1 }
      var end = index
      while end < words.count, words[end].start < name.range.end {
        vocabulary.add(words[end], bytes)
        end += 1
      }
      spans.append(index..<end)
    }
  }

  // MARK: What is known

  private func key(_ span: Range<Int>) -> UInt64 {
    var hash = Lexicon.hashSeed
    for index in span { hash = Lexicon.hash(hash, adding: vocabulary.number(words[index].hash)) }
    return Lexicon.finish(hash)
  }

  private mutating func collect() {
    for (name, span) in zip(names, spans) where !span.isEmpty && span.count <= 8 {
      let key = key(span)
      let isNew = known[key] == nil
      var entry = known[key] ?? Known(words: span.count)
      entry.add(name.type)
      let isClear = name.source != .model || !NameCase.isSentenceStart(bytes, Int(words[span.lowerBound].start))
      // A list has looked at every word itself.
      let isListed = name.source == .lists || name.source == .builtIn
      if !isListed, isClear || entry.count > 1 { entry.isCertain = true }
      if isNew {
        for (offset, index) in span.enumerated() where isCapitalized(words[index]) {
          entry.upperWords |= 1 << UInt64(offset)
        }
        addLength(of: span)
      }
      known[key] = entry
    }
    collectLastNames()
  }

  /// Last names of people that stand with a first name somewhere.
  private mutating func collectLastNames() {
    for (name, span) in zip(names, spans) where name.type == "PER" && span.count > 1 && span.count <= 16 {
      let last = span.upperBound - 1
      let word = words[last]
      if word.kind == .ideograph { noteDotted(span) }
      guard word.kind == .letters, isCapitalized(word), word.end - word.start >= 4,
        NameGap.code(bytes, from: Int(words[last - 1].end), to: Int(word.start)) == 0x20
      else { continue }
      noteLastName(last..<span.upperBound, isCertain: known[key(span)]?.isCertain ?? false, upperWords: 1)
    }
  }

  /// The last part of a name with a middle dot: 米勒 of 汉斯·米勒.
  private mutating func noteDotted(_ span: Range<Int>) {
    var start = span.upperBound - 1
    while start > span.lowerBound, words[start - 1].end == words[start].start { start -= 1 }
    let last = start..<span.upperBound
    guard start > span.lowerBound, last.count > 1, last.count <= 8,
      NameGap.code(bytes, from: Int(words[start - 1].end), to: Int(words[start].start)) == 0xB7
    else { return }
    dotted.insert(key(last))
    noteLastName(last, isCertain: true, upperWords: 0)
  }

  private mutating func noteLastName(_ span: Range<Int>, isCertain: Bool, upperWords: UInt64) {
    let key = key(span)
    if known[key] != nil { return }
    var entry = Known(words: span.count)
    entry.add("PER")
    entry.isCertain = isCertain
    entry.upperWords = upperWords
    known[key] = entry
    addLength(of: span)
  }

  private mutating func addLength(of span: Range<Int>) {
    let first = vocabulary.number(words[span.lowerBound].hash)
    var all = lengths[first] ?? []
    guard all.count < 8, !all.contains(span.count) else { return }
    all.append(span.count)
    all.sort(by: >)
    lengths[first] = all
  }

  private func isCapitalized(_ word: Lexicon.Word) -> Bool {
    switch word.letterCase {
    case .title, .upper: true
    case .lower, .none: false
    case .mixed: UnicodeTable.shared.entry(bytes.scalar(at: Int(word.start)).value).isUpper
    }
  }

  private mutating func voteOnTypes() {
    for index in names.indices where names[index].source == .model {
      guard let entry = known[key(spans[index])], entry.types.count > 1 else { continue }
      let best = entry.best
      if best.count * 3 >= entry.count * 2 { names[index].type = best.type }
    }
  }

  // MARK: Other mentions

  /// The names, with those mentions of them that were not found.
  private func completed() -> [DocumentName] {
    var result: [DocumentName] = []
    result.reserveCapacity(names.count)
    /// Positions in `result` of single words that became names, and these words.
    var single: [(position: Int, hash: UInt64)] = []
    var next = 0
    var index = 0
    while index < words.count {
      if next < names.count, spans[next].lowerBound <= index {
        if names[next].source == .model, let longer = longer(next) {
          // The model found only a part of the name, or cut it in two.
          add(spans[next].lowerBound..<longer, words[longer - 1].end, to: &result)
          index = longer
          while next < names.count, spans[next].lowerBound < longer { next += 1 }
          continue
        }
        result.append(names[next])
        index = max(index + 1, spans[next].upperBound)
        next += 1
        continue
      }
      let limitIndex = next < names.count ? spans[next].lowerBound : words.count
      if let (end, limit) = match(at: index, before: limitIndex) {
        if end == index + 1 { single.append((result.count, words[index].hash)) }
        add(index..<end, limit, to: &result)
        index = end
      } else {
        index += 1
      }
    }
    result += names[next...]
    return withoutCommonWords(result, single)
  }

  /// Takes single words out again that stand in lower case elsewhere: they are common words at the start of a sentence.
  private func withoutCommonWords(
    _ names: [DocumentName], _ single: [(position: Int, hash: UInt64)]
  ) -> [DocumentName] {
    if single.isEmpty { return names }
    let wanted = Set(single.map(\.hash))
    var common: Set<UInt64> = []
    for word in words where word.letterCase == .lower && wanted.contains(word.hash) { common.insert(word.hash) }
    if common.isEmpty { return names }
    let out = Set(single.filter { common.contains($0.hash) }.map(\.position))
    return names.indices.filter { !out.contains($0) }.map { names[$0] }
  }

  private func add(_ span: Range<Int>, _ limit: UInt32, to result: inout [DocumentName]) {
    guard let entry = known[lookupKey(span)] else { return }
    let range = ByteRange(words[span.lowerBound].start, limit)
    result.append(DocumentName(NameCandidate(range, .model, 0), type: entry.best.type))
  }

  private func lookupKey(_ span: Range<Int>) -> UInt64 {
    var hash = Lexicon.hashSeed
    for index in span { hash = Lexicon.hash(hash, adding: vocabulary.lookup(words[index], bytes)?.number ?? .max) }
    return Lexicon.finish(hash)
  }

  /// The end of a known name that starts where a name of the model does and is longer; nil where it would cut another name
  /// or one that isn't the model's.
  private func longer(_ position: Int) -> Int? {
    let span = spans[position]
    guard !span.isEmpty, words[span.lowerBound].kind == .letters,
      let lengths = lengths[vocabulary.number(words[span.lowerBound].hash)]
    else { return nil }
    for count in lengths where count > span.count && span.lowerBound + count <= words.count {
      let longer = span.lowerBound..<span.lowerBound + count
      guard let entry = known[lookupKey(longer)], entry.words == count, entry.isCertain, agrees(longer, with: entry),
        stands(longer)
      else { continue }
      var next = position + 1
      while next < names.count, spans[next].lowerBound < longer.upperBound {
        if names[next].source != .model || spans[next].upperBound > longer.upperBound { return nil }
        next += 1
      }
      return longer.upperBound
    }
    return nil
  }

  private func match(at index: Int, before limitIndex: Int) -> (end: Int, limit: UInt32)? {
    let word = words[index]
    guard word.kind == .ideograph ? lengths[vocabulary.number(word.hash)] != nil : isCapitalized(word) else { return nil }
    guard let first = vocabulary.lookup(word, bytes), let lengths = lengths[first.number] else { return nil }
    for count in lengths where index + count <= limitIndex {
      let span = index..<index + count
      guard let entry = known[lookupKey(span)], entry.words == count, entry.isCertain,
        agrees(span, with: entry), stands(span)
      else { continue }
      return (span.upperBound, words[span.upperBound - 1].end)
    }
    return nil
  }

  private func agrees(_ span: Range<Int>, with entry: Known) -> Bool {
    for (offset, index) in span.enumerated() {
      if entry.upperWords & (1 << UInt64(offset)) != 0, !isCapitalized(words[index]) { return false }
      if offset > 0, NameGap.code(bytes, from: Int(words[index - 1].end), to: Int(words[index].start)) == nil {
        return false
      }
    }
    return entry.upperWords != 0 || isLongEnough(span)
  }

  /// Whether characters of a script without spaces are enough to be a name wherever they stand: three of them, or two that
  /// follow a middle dot in the full name.
  private func isLongEnough(_ span: Range<Int>) -> Bool {
    guard span.allSatisfy({ words[$0].kind == .ideograph }), !Self.isThai(words[span.lowerBound].script) else {
      return false
    }
    return span.count >= 3 || (span.count == 2 && dotted.contains(key(span)))
  }

  /// Thai and its neighbours, where nothing says where a word ends.
  private static func isThai(_ script: UInt8) -> Bool {
    script != UnicodeTable.Script.han && !kana.contains(script)
  }

  private static let kana = [UnicodeTable.Script.index("Hira"), UnicodeTable.Script.index("Kana")]

  /// Whether the words stand for themselves: no other capitalized word follows them, none is joined by a hyphen.
  private func stands(_ span: Range<Int>) -> Bool {
    let end = span.upperBound
    if words[span.lowerBound].kind == .ideograph {
      return Mention(
        words: words, first: span.lowerBound, end: end, byteEnd: words[end - 1].end, bytes: bytes
      ).isWhole
    }
    if end < words.count {
      let gap = NameGap.code(bytes, from: Int(words[end - 1].end), to: Int(words[end].start))
      if gap == NameGap.none || gap == 0x2D { return false }
      if gap == 0x20, isCapitalized(words[end]) { return false }
    }
    if span.lowerBound > 0 {
      let gap = NameGap.code(bytes, from: Int(words[span.lowerBound - 1].end), to: Int(words[span.lowerBound].start))
      if gap == NameGap.none || gap == 0x2D { return false }
      let word = words[span.lowerBound]
      if gap == 0x20, span.count == 1, word.letterCase != .upper, isCapitalized(words[span.lowerBound - 1]) { return false }
    }
    return true
  }
}
