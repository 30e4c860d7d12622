import CScan
import Pipeline

/// The summed weights of words by themselves, kept by word: most words of a text were seen before.
///
/// A table of fixed size in which a new word takes the place of an old one.
final class WordScores {
  struct Entry {
    var key: UInt64
    var own: TagScores
    var next: TagScores
    var previous: TagScores
    var afterNext: TagScores
    var beforePrevious: TagScores
  }

  private static let bits: UInt64 = 16
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: 1 << Self.bits)
    // Key 0 stands for itself: the entry of key 0 is filled when first asked for.
    entries.initialize(
      repeating: Entry(key: 0, own: .zero, next: .zero, previous: .zero, afterNext: .zero, beforePrevious: .zero),
      count: 1 << Self.bits)
  }

  deinit { entries.deallocate() }

  /// Valid until the next call.
  @inline(__always)
  func scores(
    of token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>, _ model: TaggerModel
  ) -> UnsafePointer<Entry> {
    let key = TaggerFeatures.key(token, bytes)
    let entry = entries + Int(key >> (64 - Self.bits))
    if entry.pointee.key != key || key == 0 { fill(entry, key, token, bytes, model) }
    return UnsafePointer(entry)
  }

  /// How many tokens before its turn an entry is fetched.
  static let ahead = 6

  /// Begins to bring the entry of a token into the cache.
  @inline(__always)
  func prefetch(_ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>) {
    let entry = entries + Int(TaggerFeatures.key(token, bytes) >> (64 - Self.bits))
    assay_prefetch(entry)
    assay_prefetch(UnsafeRawPointer(entry) + 64)
  }

  /// The features of a word, noted while their weights come into the cache.
  private struct Queue: FeatureSink {
    /// A word has features by its first letters only.
    static let capacity = 256
    let model: TaggerModel
    let features: UnsafeMutableBufferPointer<UInt64>
    let places: UnsafeMutableBufferPointer<FeaturePlace>
    var count = 0

    @inline(__always)
    mutating func add(_ feature: UInt64, at place: FeaturePlace) {
      model.prefetch(feature)
      features[count] = feature
      places[count] = place
      count += 1
    }
  }

  @inline(never)
  private func fill(
    _ entry: UnsafeMutablePointer<Entry>, _ key: UInt64, _ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>,
    _ model: TaggerModel
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Queue.capacity) { features in
      withUnsafeTemporaryAllocation(of: FeaturePlace.self, capacity: Queue.capacity) { places in
        var queue = Queue(model: model, features: features, places: places)
        TaggerFeatures.addWord(token, bytes, model.knownWords, to: &queue)
        var sums = (RowSum(), RowSum(), RowSum(), RowSum(), RowSum())
        for index in 0..<queue.count {
          let row = model.row(features[index])
          switch places[index] {
          case .own: sums.0.add(row)
          case .next: sums.1.add(row)
          case .previous: sums.2.add(row)
          case .afterNext: sums.3.add(row)
          case .beforePrevious: sums.4.add(row)
          }
        }
        entry.pointee = Entry(
          key: key, own: sums.0.scores, next: sums.1.scores, previous: sums.2.scores, afterNext: sums.3.scores,
          beforePrevious: sums.4.scores)
      }
    }
  }
}
