import Pipeline

/// What is kept of a document for comparing it: its key record, and as its blob bands, shingles and figures.
struct Summary {
  var key = DocumentKey()
  private var bands: [UInt32] = []
  private var shingles: [UInt32] = []
  private var figures: [UInt8] = []
  private var translated = TranslationFeatures()

  /// - Parameter translates: whether what translations are found by is kept too.
  init(of document: inout Document, _ sketching: Sketching, translates: Bool = false) {
    let shape = sketching.shape
    let words = document.lexicon().words
    key.content = Self.contentHash(words)
    let skipped = SkippedRanges(in: document)
    var units: [UInt64] = []
    var starts: [UInt32] = []
    units.reserveCapacity(words.count)
    starts.reserveCapacity(words.count)
    var ideographs = 0
    var cursor = skipped.cursor()
    for word in words where !cursor.contains(word.start) {
      units.append(word.hash)
      starts.append(word.start)
      if word.kind == .ideograph { ideographs += 1 }
      key.length &+= word.end - word.start
    }
    let found = Shingles(units: units, isUnspaced: ideographs * 2 > units.count, shape: shape)
    guard found.distinct >= max(1, sketching.minimumShingles) else { return }
    shingles = found.hashes
    if let sketch = found.sketch {
      bands = (0..<shape.bands).map { sketch.band($0) }
      key.signature = sketch.signature()
    }
    // A dateline is another one in every paper, and the day of a report is not what it reports.
    var figureCursor = SkippedRanges(in: document, andDates: true).cursor()
    var writer = FigureWriter(starts: starts)
    writer.add(figuresOf: &document) { figureCursor.contains($0) }
    figures = writer.bytes
    key.shingles = UInt32(found.distinct)
    key.samples = UInt32(found.samples)
    key.set = found.set
    guard translates else { return }
    translated = TranslationFeatures(of: document)
    if translated.anchors.count > 1, let language = document.language { key.language = LanguageCode(language) }
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

  /// Nothing for a document that is compared as a whole only.
  func append(to blob: inout [UInt8]) {
    guard !shingles.isEmpty else { return }
    blob.reserveCapacity(blob.count + 12 + (bands.count + shingles.count) * 4 + figures.count)
    blob.appendLittleEndian(UInt32(bands.count))
    blob.appendLittleEndian(UInt32(shingles.count))
    // This is how they lie in memory where the lowest byte comes first; elsewhere they would have to be turned.
    precondition(UInt32(1).littleEndian == 1, "blobs are written in the machine's order, which must be little endian")
    bands.withUnsafeBytes { blob.append(contentsOf: $0) }
    shingles.withUnsafeBytes { blob.append(contentsOf: $0) }
    blob.append(contentsOf: figures)
    if key.language != .none { translated.append(to: &blob) }
  }
}

/// The parts of a text that are not compared: the title, and what the marks layer says is not the article.
struct SkippedRanges {
  /// Ascending starts; a range that lies in an earlier one does no harm.
  private var ranges: [ByteRange] = []

  /// - Parameter andDates: whether dates are left out as well.
  init(in document: Document, andDates: Bool = false) {
    if let title = document.titleRange { ranges.append(title) }
    if let marks = document.layer(.marks) { ranges.append(contentsOf: marks.spans) }
    if andDates, let dates = document.layer(.dates) { ranges.append(contentsOf: dates.spans) }
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
