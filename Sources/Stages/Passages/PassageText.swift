import Pipeline

/// A document as `passages` reads it: its words, and the sentences and paragraphs that they stand in. The title and
/// marked text are left out.
struct PassageText {
  /// Part of a document: words, and where it stands.
  struct Unit: Equatable {
    /// Numbers of its words.
    var words: Range<Int>
    /// Bytes of the working text.
    var range: ByteRange
  }

  /// The lower half of each word's hash.
  private(set) var words: [UInt32] = []
  /// Those of the layer `sentences`; lines where there is none.
  private(set) var sentences: [Unit] = []
  private(set) var paragraphs: [Unit] = []

  init(of document: inout Document) {
    let lexicon = document.lexicon().words
    var starts: [UInt32] = []
    starts.reserveCapacity(lexicon.count)
    words.reserveCapacity(lexicon.count)
    var skipped = SkippedRanges(in: document).cursor()
    for word in lexicon where !skipped.contains(word.start) {
      words.append(UInt32(truncatingIfNeeded: word.hash))
      starts.append(word.start)
    }
    var next = 0
    func unit(_ range: ByteRange) -> Unit? {
      while next < starts.count, starts[next] < range.start { next += 1 }
      let first = next
      while next < starts.count, starts[next] < range.end { next += 1 }
      return first < next ? Unit(words: first..<next, range: range) : nil
    }
    paragraphs = document.text.withBytes { bytes in
      var scanner = LineScanner(bytes)
      var units: [Unit] = []
      while let line = scanner.next() {
        if let unit = unit(ByteRange(line.lowerBound, line.upperBound)) { units.append(unit) }
      }
      return units
    }
    next = 0
    sentences = document.layer(.sentences)?.spans.compactMap { unit($0) } ?? paragraphs
  }

  /// Start and end of every sentence in the original, in Unicode scalars.
  func scalarOffsets(in document: Document) -> [(start: UInt32, end: UInt32)] {
    let original = document.original.isEmpty && document.alignment.isIdentity ? document.text : document.original
    return original.withBytes { bytes in
      var position = 0
      var scalars: UInt32 = 0
      func count(to offset: UInt32) -> UInt32 {
        // Offsets nearly always ascend; a sentence that an edit moved back costs a new start.
        if Int(offset) < position { (position, scalars) = (0, 0) }
        while position < min(Int(offset), bytes.count) {
          if bytes[position] & 0xC0 != 0x80 { scalars += 1 }
          position += 1
        }
        return scalars
      }
      return sentences.map { sentence in
        let range = document.alignment.source(of: sentence.range)
        return (count(to: range.start), count(to: range.end))
      }
    }
  }
}
