import Pipeline

/// The sentences of training corpora as numbered features and tags.
struct TrainingExamples {
  /// Features of token i: `features[starts[i]..<starts[i + 1]]`.
  private(set) var features: [UInt32] = []
  private(set) var starts: [Int] = [0]
  private(set) var tags: [UInt8] = []
  /// The tokens of each sequence.
  private(set) var sequences: [Range<Int>] = []
  /// Hashes of the features by number.
  private(set) var hashes: [UInt64] = []
  var featureCount: Int { hashes.count }

  /// Sentences are not put behind texts of more bytes.
  private static let longestText = 2000

  mutating func collect(
    _ corpora: [TaggingCorpus], _ options: TaggerTrainer.Options, _ known: KnownWords, _ random: inout SplitMix64
  ) {
    var texts: [TaggingCorpus.Sentence] = []
    for corpus in corpora {
      var isFirst = true
      for sentence in corpus.sentences {
        if !isFirst, texts[texts.count - 1].text.count < Self.longestText, random.chance(options.joined) {
          texts[texts.count - 1].append(sentence)
        } else {
          texts.append(sentence)
        }
        isFirst = false
      }
    }
    let sketch = CountSketch(bits: 28)
    forEachToken(of: texts, known) { features, _, _ in for feature in features { sketch.add(feature) } }
    let numbers = FeatureNumbers()
    forEachToken(of: texts, known) { found, tag, isFirst in
      for feature in found where sketch.count(feature) >= options.minimumCount {
        features.append(numbers.number(of: feature))
      }
      starts.append(features.count)
      tags.append(tag)
      let start = isFirst ? tags.count - 1 : sequences.removeLast().lowerBound
      sequences.append(start..<tags.count)
    }
    hashes = numbers.hashes
  }

  /// How many tokens have each feature.
  func featureUses() -> [UInt32] {
    var uses = [UInt32](repeating: 0, count: featureCount)
    for feature in features { uses[Int(feature)] += 1 }
    return uses
  }

  /// Forgets all features but these, which get the numbers 0, 1, 2 …, and those that the model can't tell from them.
  mutating func keep(_ kept: [Int], buckets: Int) {
    var places: [UInt64: UInt32] = [:]
    places.reserveCapacity(kept.count)
    for (number, feature) in kept.enumerated() {
      places[TaggerModel.place(hashes[feature], buckets: buckets)] = UInt32(number)
    }
    let numbers = hashes.map { places[TaggerModel.place($0, buckets: buckets)] ?? .max }
    var next = 0
    var end = 0
    for token in tags.indices {
      let start = end
      end = starts[token + 1]
      for position in start..<end where numbers[Int(features[position])] != .max {
        features[next] = numbers[Int(features[position])]
        next += 1
      }
      starts[token + 1] = next
    }
    features.removeLast(features.count - next)
    hashes = kept.map { hashes[$0] }
  }

  /// Calls `body` with features and tag of every token, and whether a sequence starts with it.
  private func forEachToken(
    of texts: [TaggingCorpus.Sentence], _ known: KnownWords, _ body: ([UInt64], UInt8, Bool) -> Void
  ) {
    var tokens = TaggerTokens()
    var found: [[UInt64]] = []
    for sentence in texts {
      sentence.text.withUnsafeBufferPointer { bytes in
        Lexicon(scanning: bytes).words.withUnsafeBufferPointer { tokens.scan($0, bytes) }
        let tags = sentence.tags(tokens.tokens)
        for number in 1..<max(1, tokens.sequences.count) {
          let range = tokens.sequences[number - 1]..<tokens.sequences[number]
          while found.count < range.count { found.append([]) }
          for index in 0..<range.count { found[index].removeAll(keepingCapacity: true) }
          tokens.tokens.withUnsafeBufferPointer { tokens in
            var sink = Collector(found: found, at: 0, count: range.count)
            found = []
            for index in range {
              sink.at = index - range.lowerBound
              TaggerFeatures.addWord(tokens[index], bytes, known, to: &sink)
              TaggerFeatures.addContext(tokens, range, index, to: &sink)
            }
            found = sink.found
          }
          for index in 0..<range.count {
            body(found[index], tags[range.lowerBound + index], index == 0)
          }
        }
      }
    }
  }

  private struct Collector: FeatureSink {
    var found: [[UInt64]]
    var at: Int
    let count: Int

    mutating func add(_ feature: UInt64, at place: FeaturePlace) {
      let target: Int
      switch place {
      case .own: target = at
      case .next: target = at + 1
      case .previous: target = at - 1
      case .afterNext: target = at + 2
      case .beforePrevious: target = at - 2
      }
      if target >= 0, target < count { found[target].append(feature) }
    }
  }
}

extension TaggingCorpus.Sentence {
  /// The sentence with another behind it on the same line.
  mutating func append(_ other: TaggingCorpus.Sentence) {
    let last = text.withUnsafeBufferPointer { $0.isEmpty ? 0 : $0.scalar(before: $0.count).value }
    let isUnspaced = last >= 0x3000 && last < 0xA000 || last >= 0xFF00 && last < 0xFFF0
    if !isUnspaced { text.append(0x20) }
    let offset = UInt32(text.count)
    text += other.text
    names += other.names.map { TaggedName(start: $0.start + offset, end: $0.end + offset, type: $0.type) }
  }

  /// The tags of tokens: those that touch a name are in it.
  func tags(_ tokens: [TaggerToken]) -> [UInt8] {
    var tags: [UInt8] = []
    tags.reserveCapacity(tokens.count)
    var next = 0
    var open = -1
    for token in tokens {
      while next < names.count, names[next].end <= token.start { next += 1 }
      guard next < names.count, names[next].start < token.end else {
        tags.append(UInt8(EntityTag.outside))
        continue
      }
      let type = names[next].type
      tags.append(UInt8(open == next ? EntityTag.inside(type) : EntityTag.begin(type)))
      open = next
    }
    return tags
  }
}
