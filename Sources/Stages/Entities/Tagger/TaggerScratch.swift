import Pipeline

/// The memory that one document is tagged in, with the summed weights of words seen before.
///
/// What is kept of a word depends on the word alone, so the order of documents changes nothing.
/// Sound to hand from thread to thread: only one uses it at a time.
final class TaggerScratch: @unchecked Sendable {
  private let model: TaggerModel
  private var tokens = TaggerTokens()
  private var decoder: TagDecoder
  private var emissions: [TagScores] = []
  private var tags: [UInt8] = []
  private let words: WordScores
  private let doubt: Int16
  private let features: UnsafeMutablePointer<UInt64>

  init(_ model: TaggerModel) {
    self.model = model
    doubt = max(-8000, model.doubt)
    decoder = TagDecoder(transitions: model.transitions)
    words = WordScores()
    features = .allocate(capacity: 2 * ContextQueue.capacity)
  }

  deinit { features.deallocate() }

  func names(_ lexicon: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>) -> [TaggedName] {
    tokens.scan(lexicon, bytes)
    var names: [TaggedName] = []
    for number in 1..<max(1, tokens.sequences.count) {
      let range = tokens.sequences[number - 1]..<tokens.sequences[number]
      score(range, bytes)
      emissions.withUnsafeBufferPointer { decoder.decode(.init(rebasing: $0[..<range.count]), into: &tags) }
      tokens.append(tags, of: range, to: &names)
    }
    return names
  }

  /// Features of a token among others, noted while their weights come into the cache.
  private struct ContextQueue: FeatureSink {
    static let capacity = 64
    let model: TaggerModel
    let features: UnsafeMutablePointer<UInt64>
    var count = 0
    /// The token that they are of.
    var at = 0

    @inline(__always)
    mutating func add(_ feature: UInt64, at place: FeaturePlace) {
      model.prefetch(feature)
      features[count] = feature
      count &+= 1
    }

    /// Adds the weights up.
    @inline(__always)
    mutating func flush(_ emissions: UnsafeMutableBufferPointer<TagScores>) {
      if count == 0 { return }
      var sum = RowSum()
      for index in 0..<count { sum.add(model.row(features[index])) }
      emissions[at] &+= sum.scores
      count = 0
    }
  }

  /// Fills `emissions`: what words say by themselves first, then what needs a look around.
  ///
  /// That is left out for tokens that are no names by themselves, nor stand beside one that may be.
  private func score(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) {
    if emissions.count < range.count { emissions = [TagScores](repeating: .zero, count: range.count * 2) }
    emissions.withUnsafeMutableBufferPointer { emissions in
      tokens.tokens.withUnsafeBufferPointer { tokens in
        addWords(range, bytes, tokens, emissions)
        // Two tokens take turns: while the weights of one are fetched, those of the other are added.
        var first = ContextQueue(model: model, features: features)
        var second = ContextQueue(model: model, features: features + ContextQueue.capacity)
        var isDoubtful = (before: false, here: emissions[0].exceed(doubt), behind: false)
        for index in range {
          let at = index - range.lowerBound
          isDoubtful.behind = at + 1 < range.count && emissions[at + 1].exceed(doubt)
          if isDoubtful.before || isDoubtful.here || isDoubtful.behind {
            second.at = at
            TaggerFeatures.addContext(tokens, range, index, to: &second)
            first.flush(emissions)
            swap(&first, &second)
          }
          isDoubtful = (isDoubtful.here, isDoubtful.behind, false)
        }
        first.flush(emissions)
      }
    }
  }

  /// Every token adds to its own scores, and to those of two before and two behind.
  @inline(__always)
  private func addWords(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<TaggerToken>,
    _ emissions: UnsafeMutableBufferPointer<TagScores>
  ) {
    // The sums of five tokens, of which the middle one is at hand; nothing is written twice.
    var (first, second, here, fourth) = (TagScores.zero, TagScores.zero, TagScores.zero, TagScores.zero)
    for index in range {
      let ahead = index + WordScores.ahead
      if ahead < range.upperBound { words.prefetch(tokens[ahead], bytes) }
      let word = words.scores(of: tokens[index], bytes, model)
      let at = index - range.lowerBound
      if at >= 2 { emissions[at - 2] = first &+ word.pointee.beforePrevious }
      (first, second) = (second &+ word.pointee.previous, here &+ word.pointee.own)
      (here, fourth) = (fourth &+ word.pointee.next, word.pointee.afterNext)
    }
    let count = range.count
    if count >= 2 { emissions[count - 2] = first }
    if count >= 1 { emissions[count - 1] = second }
  }
}
