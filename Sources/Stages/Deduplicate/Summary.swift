import Pipeline

/// What is kept of a document for comparing it: its key record, its shingles and its figures.
struct Summary {
  var key: DocumentKey
  var shingles: [UInt32]
  var figures: Figures

  /// - Parameter minimumShingles: documents with fewer are compared as wholes only.
  init(of document: inout Document, minimumShingles: Int) {
    let words = document.lexicon().words
    key = DocumentKey()
    key.content = Self.contentHash(words)
    let skipped = SkippedRanges(in: document)
    var units: [UInt64] = []
    units.reserveCapacity(words.count)
    var ideographs = 0
    var cursor = skipped.cursor()
    for word in words where !cursor.contains(word.start) {
      units.append(word.hash)
      if word.kind == .ideograph { ideographs += 1 }
      key.length &+= word.end - word.start
    }
    let found = Shingles(units: units, isUnspaced: ideographs * 2 > units.count)
    guard found.sorted.count >= max(1, minimumShingles) else {
      shingles = []
      figures = Figures()
      return
    }
    shingles = found.sorted
    var figureCursor = skipped.cursor()
    figures = Figures(of: &document) { figureCursor.contains($0) }
    key.shingles = UInt32(shingles.count)
    key.bands = found.sketch.bands()
    key.set = shingles.reduce(Lexicon.hashSeed) { Lexicon.finish($0 ^ UInt64($1)) }
  }

  /// Two chains over the folded words, so that case, punctuation and spacing signs don't count. Two different texts
  /// among n meet with odds of n² / 2^129.
  private static func contentHash(_ words: [Lexicon.Word]) -> (UInt64, UInt64) {
    guard !words.isEmpty else { return (0, 0) }
    var a: UInt64 = 0x243F_6A88_85A3_08D3
    var b: UInt64 = 0x1319_8A2E_0370_7344
    for word in words {
      a = (a ^ word.hash) &* 0x9E37_79B9_7F4A_7C15
      a ^= a >> 32
      b = (b &+ word.hash) &* 0xD6E8_FEB8_6659_FD93
      b ^= b >> 29
    }
    return (Lexicon.finish(a), Lexicon.finish(b))
  }

  func blob() -> [UInt8] {
    var bytes: [UInt8] = []
    guard !shingles.isEmpty else { return bytes }
    bytes.reserveCapacity(8 + shingles.count * 4)
    bytes.appendLittleEndian(UInt32(shingles.count))
    for shingle in shingles { bytes.appendLittleEndian(shingle) }
    figures.append(to: &bytes)
    return bytes
  }
}

/// The parts of a text that are not compared: the title, and what the marks layer says is not the article.
struct SkippedRanges {
  /// Ascending starts; a range that lies in an earlier one does no harm.
  private var ranges: [ByteRange] = []

  init(in document: Document) {
    if let title = document.titleRange { ranges.append(title) }
    if let marks = document.layer(.marks) { ranges.append(contentsOf: marks.spans) }
    ranges.sort()
  }

  func cursor() -> Cursor { Cursor(ranges: ranges) }

  /// Answers for offsets that are asked in ascending order, all of them in linear time.
  struct Cursor {
    fileprivate let ranges: [ByteRange]
    private var next = 0
    private var end: UInt32 = 0

    fileprivate init(ranges: [ByteRange]) { self.ranges = ranges }

    mutating func contains(_ offset: UInt32) -> Bool {
      while next < ranges.count, ranges[next].start <= offset {
        end = max(end, ranges[next].end)
        next += 1
      }
      return offset < end
    }
  }
}

/// Shingles and figures of a document, read back from its blob.
struct ComparedText {
  var shingles: [UInt32] = []
  var figures = Figures()

  init(blob: [UInt8]) {
    guard blob.count >= 4 else { return }
    blob.withUnsafeBytes { bytes in
      let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)))
      // A blob is our own; the check keeps a damaged one from reading beyond its end.
      guard bytes.count >= 4 + count * 4 else { return }
      shingles = [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
        for index in 0..<count {
          buffer[index] = UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 4 + index * 4, as: UInt32.self))
        }
        initialized = count
      }
    }
    figures = Figures(reading: blob[(4 + shingles.count * 4)...])
  }
}
