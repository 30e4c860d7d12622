import Pipeline

/// The passages that two texts have in common, as `deduplicate` finds them: for showing why it joined them.
public struct SharedPassages {
  /// Bytes of the one text and of the other that say the same, word by word or nearly.
  public struct Passage: Hashable, Sendable {
    public var here: ByteRange
    public var there: ByteRange
    /// Words of each that the other does not have at this place.
    public var changedHere: [ByteRange]
    public var changedThere: [ByteRange]
  }

  /// In the order of the other text.
  public private(set) var passages: [Passage] = []

  public init(_ here: [UInt8], _ there: [UInt8]) {
    let (a, b) = (Units(here), Units(there))
    guard a.isUnspaced == b.isUnspaced else { return }
    var chain: [Anchor] = []
    var chains: [[Anchor]] = []
    var anchors: [Anchor] = []
    _ = ShingleTable(a.shingles).overlap(with: b.shingles, recordingInto: &anchors)
    for anchor in anchors {
      if let last = chain.last, !ShingleTable.follows(last, anchor) {
        chains.append(chain)
        chain = []
      }
      chain.append(anchor)
    }
    passages = (chain.isEmpty ? chains : chains + [chain]).map { chain in
      let (first, last) = (chain[0], chain[chain.count - 1])
      return Passage(
        here: a.range(first.here, last.here), there: b.range(first.there, last.there),
        changedHere: a.missing(from: chain.map(\.here)), changedThere: b.missing(from: chain.map(\.there)))
    }
  }

  private struct Units {
    let words: [Lexicon.Word]
    let shingles: [UInt32]
    let isUnspaced: Bool

    init(_ text: [UInt8]) {
      words = text.withUnsafeBufferPointer { Lexicon(scanning: $0).words }
      isUnspaced = words.count { $0.kind == .ideograph } * 2 > words.count
      shingles = Shingles(units: words.map(\.hash), isUnspaced: isUnspaced, shape: SketchShape()).hashes
    }

    private var length: Int { isUnspaced ? 5 : 2 }

    func range(_ first: Int, _ last: Int) -> ByteRange { ByteRange(words[first].start, words[last + length - 1].end) }

    /// Words between the first and the last of `positions` that no shingle at one of them has.
    func missing(from positions: [Int]) -> [ByteRange] {
      var missing: [ByteRange] = []
      var covered = positions[0]
      for position in positions {
        while covered < position {
          missing.append(words[covered].range)
          covered += 1
        }
        covered = max(covered, position + length)
      }
      return missing
    }
  }
}
