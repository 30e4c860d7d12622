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

  init(_ model: TaggerModel) {
    self.model = model
    decoder = TagDecoder(transitions: model.transitions)
    words = WordScores()
  }

  func names(_ lexicon: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>) -> [TaggedName] {
    tokens.scan(lexicon, bytes)
    var names: [TaggedName] = []
    for number in 1..<max(1, tokens.sequences.count) {
      let range = tokens.sequences[number - 1]..<tokens.sequences[number]
      score(range, bytes)
      emissions.withUnsafeBufferPointer { decoder.decode($0, into: &tags) }
      tokens.append(tags, of: range, to: &names)
    }
    return names
  }

  /// Features of a token among others.
  private struct ContextSum: FeatureSink {
    let model: TaggerModel
    var sum = RowSum()

    @inline(__always)
    mutating func add(_ feature: UInt64, at place: FeaturePlace) { sum.add(model.row(feature)) }
  }

  private func score(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) {
    let count = range.count
    emissions.removeAll(keepingCapacity: true)
    emissions.append(contentsOf: repeatElement(.zero, count: count))
    emissions.withUnsafeMutableBufferPointer { emissions in
      tokens.tokens.withUnsafeBufferPointer { tokens in
        for index in range {
          let at = index - range.lowerBound
          let word = words.scores(of: tokens[index], bytes, model)
          emissions[at] &+= word.pointee.own
          if at + 1 < count { emissions[at + 1] &+= word.pointee.next }
          if at > 0 { emissions[at - 1] &+= word.pointee.previous }
          if at + 2 < count { emissions[at + 2] &+= word.pointee.afterNext }
          if at > 1 { emissions[at - 2] &+= word.pointee.beforePrevious }
        }
        for index in range {
          let at = index - range.lowerBound
          var context = ContextSum(model: model)
          TaggerFeatures.addContext(tokens, range, index, to: &context)
          emissions[at] &+= context.sum.scores
        }
      }
    }
  }
}
