import Bytes
import Pipeline

/// Trains a tagger: a linear-chain conditional random field over hashed features; see `FieldWeights`.
///
/// Features seen once are left out. Half-way, those that say least are dropped until the rest fits the file, so that the
/// others learn to stand for them; in the end weights are rounded to bytes. One thread, one seed: the same input gives the
/// same bytes.
package struct TaggerTrainer {
  package struct Options: Sendable {
    package var seed: UInt64 = 1
    package var epochs = 18
    package var maximumSize = 10_000_000
    /// Features seen less often are left out.
    package var minimumCount: UInt8 = 2
    /// The share of sentences that are put behind another one, since a run has paragraphs.
    package var joined = 0.3
    /// The rate of the first round; it falls to a tenth in the last.
    package var rate: Float = 0.2
    /// Sum of squared gradients that every weight begins with.
    package var initialSquare: Float = 0.1
    /// The share of features left out of a token in a round, so that the others learn to do without.
    package var dropout: Float = 0.2
    /// Weights beyond so many standard deviations are cut to fit a byte.
    package var deviations: Float = 14
    /// Tokens that by the words alone are worse than this as names, as are those beside them, are not looked at further.
    package var doubt: Float = 1.5
    /// Words with classes of their own.
    package var knownWords = KnownWordList()
    package init() {}
  }

  /// Room for the tables and a few hundred features.
  package static let smallestSize = 10_000

  /// The bytes that known words take of a model.
  package static func size(of words: KnownWordList) -> Int { KnownWords.table(words).count * 4 }

  package enum Progress {
    case reading(features: Int, tokens: Int)
    /// The loss is the mean over sentences.
    case epoch(Int, of: Int, loss: Double)
  }

  private let options: Options
  private var random: SplitMix64
  private var examples = TrainingExamples()

  package init(_ options: Options) {
    self.options = options
    random = SplitMix64(seed: options.seed)
  }

  /// The bytes of a model trained on `corpora`.
  package mutating func train(_ corpora: [TaggingCorpus], progress: (Progress) -> Void = { _ in }) -> [UInt8] {
    let slots = KnownWords.table(options.knownWords)
    slots.withUnsafeBufferPointer { examples.collect(corpora, options, KnownWords($0), &random) }
    progress(.reading(features: examples.featureCount, tokens: examples.tags.count))
    var weights = FieldWeights(features: examples.featureCount, options: options)
    var order = Array(0..<examples.sequences.count)
    let buckets = TaggerModel.buckets(features: examples.featureCount, slots: slots.count, options)
    for epoch in 0..<options.epochs {
      order.shuffle(using: &random)
      weights.beginEpoch(epoch, of: options.epochs)
      var loss: Double = 0
      for index in order { loss += Double(weights.learn(examples, index, &random)) }
      if epoch == max(1, options.epochs / 2) - 1 {
        let kept = weights.strongest(examples, buckets: buckets)
        weights.keep(kept)
        examples.keep(kept, buckets: buckets)
      }
      progress(.epoch(epoch + 1, of: options.epochs, loss: loss / Double(max(1, order.count))))
    }
    return TaggerModel.file(
      weights.weights, examples.hashes, weights.transitions, options, buckets: buckets, slots: slots)
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Lexicon.finish(state)
  }
  mutating func chance(_ share: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < share }
}
