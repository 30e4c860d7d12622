import Pipeline

/// A figure of a document: where it stands among the compared words, what it is worth, and where its text lies.
struct ComparedFigure: Equatable {
  /// Position among the compared words of the document.
  var unit: UInt32
  /// Hash of kind, value and unit; equal for 1.234,5 and 1,234.5.
  var key: UInt64
  /// Whether it is written with digits, of any script, and not in words.
  var isInDigits: Bool
  /// Where in the blob of the document its text is.
  var text: Range<Int>

  /// The figures at the end of a blob; stops at the first that is cut.
  static func read(_ bytes: UnsafeRawBufferPointer, from start: Int) -> [ComparedFigure] {
    guard bytes.count >= start + 4 else { return [] }
    let count = Int(bytes.word32(start))
    var offset = start + 4
    var list: [ComparedFigure] = []
    list.reserveCapacity(min(count, bytes.count / 13))
    for _ in 0..<count {
      guard offset + 13 <= bytes.count else { break }
      let length = Int(bytes[offset + 12] & 0x7F)
      guard offset + 13 + length <= bytes.count else { break }
      list.append(
        ComparedFigure(
          unit: bytes.word32(offset), key: bytes.word64(offset + 4), isInDigits: bytes[offset + 12] & 0x80 != 0,
          text: offset + 13..<offset + 13 + length))
      offset += 13 + length
    }
    return list
  }
}

/// Writes the figures of a document in order: what tells a template or an update from a copy.
///
/// Those are the digit runs of the text, without the separators in them. Where the quantities layer knows one, it says what
/// it is worth, and adds those in words. The layer alone won't do: scores, codes and the rows of a table are no quantities,
/// and reports of a series differ in nothing else.
struct FigureWriter {
  /// Number of figures, then each with position, key, length and text.
  private(set) var bytes: [UInt8] = [0, 0, 0, 0]
  private var count: UInt32 = 0
  private let starts: [UInt32]
  private var unit = 0

  /// A figure that is longer than a line is cut: its text is for people to read.
  private static let longestText = 80

  /// - Parameter starts: where each compared word starts; ascending.
  init(starts: [UInt32]) { self.starts = starts }

  mutating func add(figuresOf document: inout Document, skipping isSkipped: (UInt32) -> Bool) {
    let words = document.lexicon().words
    let quantities = Self.quantities(of: document)
    var next = 0
    document.text.withBytes { text in
      /// Those that lie before `end`: words only, since every digit run has been asked for.
      func addQuantities(before end: UInt32) {
        while next < quantities.count, quantities[next].span.end <= end {
          let quantity = quantities[next]
          next += 1
          if !isSkipped(quantity.span.start) { add(quantity.span, quantity.key, text) }
        }
      }
      var start: UInt32?
      var hash = Lexicon.hashSeed
      var covered: UInt32 = 0
      for (index, word) in words.enumerated() where word.kind == .digits && word.start >= covered {
        if start == nil {
          addQuantities(before: word.start)
          if next < quantities.count, quantities[next].span.start <= word.start {
            covered = quantities[next].span.end
            addQuantities(before: covered)
            continue
          }
        }
        let first = start ?? word.start
        text.forEachDigit(of: word) { hash = Lexicon.hash(hash, adding: 0x30 + UInt32($0)) }
        if index + 1 < words.count, words[index + 1].kind == .digits, words[index + 1].start == word.end + 1,
          text[Int(word.end)] == UInt8(ascii: ".") || text[Int(word.end)] == UInt8(ascii: ",")
        {
          start = first
          continue
        }
        if !isSkipped(first) { add(ByteRange(first, word.end), Lexicon.finish(hash), text) }
        start = nil
        hash = Lexicon.hashSeed
      }
      addQuantities(before: .max)
    }
    for place in 0..<4 { bytes[place] = UInt8(truncatingIfNeeded: count >> UInt32(place * 8)) }
  }

  /// Where quantities with a value lie, and what they are worth; none lies in another.
  private static func quantities(of document: Document) -> [(span: ByteRange, key: UInt64)] {
    guard let layer = document.layer(.quantities), let fields = QuantityFields(layer.schema) else { return [] }
    var found: [(span: ByteRange, key: UInt64)] = []
    for index in 0..<layer.count where layer.spans[index].start >= found.last?.span.end ?? 0 {
      if let key = fields.key(of: layer, index) { found.append((layer.spans[index], key)) }
    }
    return found
  }

  private mutating func add(_ span: ByteRange, _ key: UInt64, _ text: UnsafeBufferPointer<UInt8>) {
    while unit < starts.count, starts[unit] < span.start { unit += 1 }
    let written = text[span.indices].prefix(Self.longestText)
    bytes.appendLittleEndian(UInt32(unit))
    bytes.appendLittleEndian(key)
    bytes.append(UInt8(written.count) | (Self.hasDigit(written) ? 0x80 : 0))
    bytes.append(contentsOf: written)
    count += 1
  }

  private static func hasDigit(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let bytes = UnsafeBufferPointer(rebasing: text)
    var position = 0
    while position < bytes.count {
      if bytes[position] < 0x80 {
        if bytes[position] &- 0x30 < 10 { return true }
        position += 1
        continue
      }
      // The text may be cut inside a scalar.
      guard position + UTF8.width(bytes[position]) <= bytes.count else { return false }
      let (scalar, length) = bytes.scalar(at: position)
      if UnicodeTable.shared.entry(scalar).wordClass == .digit { return true }
      position += length
    }
    return false
  }
}

extension UTF8 {
  /// How many bytes a scalar has, by its first one.
  fileprivate static func width(_ first: UInt8) -> Int { first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4 }
}
