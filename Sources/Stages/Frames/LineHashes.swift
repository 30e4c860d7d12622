import Pipeline

/// The lines of a document by what they say: a 64-bit hash of each line's folded words, so that case and punctuation
/// don't count. The title and lines without a word are left out.
struct LineHashes {
  struct Line {
    /// Bytes of the working text, without the line's end.
    var range: ByteRange
    var hash: UInt64
    /// Bytes of its words.
    var size: UInt32
  }

  private(set) var lines: [Line] = []

  init(of document: inout Document) {
    let words = document.lexicon().words
    let title = document.titleRange
    lines = document.text.withBytes { bytes in
      var lines: [Line] = []
      var scanner = LineScanner(bytes)
      var next = 0
      while let range = scanner.next() {
        var hash = Lexicon.hashSeed
        var size: UInt32 = 0
        while next < words.count, Int(words[next].start) < range.upperBound {
          hash = Lexicon.finish(hash ^ words[next].hash)
          size &+= words[next].end &- words[next].start
          next += 1
        }
        let span = ByteRange(range.lowerBound, range.upperBound)
        if size == 0 || title.map({ $0.overlaps(span) }) == true { continue }
        lines.append(Line(range: span, hash: hash, size: size))
      }
      return lines
    }
  }

  /// The distinct hashes in the order in which they come; their places name lines in a decision.
  var distinct: [UInt64] {
    var seen = Set<UInt64>(minimumCapacity: lines.count)
    return lines.lazy.map(\.hash).filter { seen.insert($0).inserted }
  }

  /// The hash of the longest line, which tells one article of a site from another; 0 where there is no line.
  var longest: UInt64 {
    var best: (size: UInt32, hash: UInt64) = (0, 0)
    // Of equally long ones the smaller hash, so that the order of paragraphs doesn't count.
    for line in lines where line.size > best.size || line.size == best.size && line.hash < best.hash {
      best = (line.size, line.hash)
    }
    return best.hash
  }
}
