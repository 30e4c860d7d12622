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

  private struct Sums: FeatureSink {
    let model: TaggerModel
    var own = RowSum()
    var next = RowSum()
    var previous = RowSum()
    var afterNext = RowSum()
    var beforePrevious = RowSum()

    @inline(__always)
    mutating func add(_ feature: UInt64, at place: FeaturePlace) {
      let row = model.row(feature)
      switch place {
      case .own: own.add(row)
      case .next: next.add(row)
      case .previous: previous.add(row)
      case .afterNext: afterNext.add(row)
      case .beforePrevious: beforePrevious.add(row)
      }
    }
  }

  @inline(never)
  private func fill(
    _ entry: UnsafeMutablePointer<Entry>, _ key: UInt64, _ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>,
    _ model: TaggerModel
  ) {
    var sums = Sums(model: model)
    TaggerFeatures.addWord(token, bytes, to: &sums)
    entry.pointee = Entry(
      key: key, own: sums.own.scores, next: sums.next.scores, previous: sums.previous.scores,
      afterNext: sums.afterNext.scores, beforePrevious: sums.beforePrevious.scores)
  }
}
