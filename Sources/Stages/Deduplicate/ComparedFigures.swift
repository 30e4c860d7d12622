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
/// From the quantities layer where there is one; else the digit runs of the text, without the separators in them.
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
    if let layer = document.layer(.quantities) {
      guard let fields = QuantityFields(layer.schema) else { return }
      document.text.withBytes { text in
        for index in 0..<layer.count where !isSkipped(layer.spans[index].start) {
          if let key = fields.key(of: layer, index) { add(layer.spans[index], key, text) }
        }
      }
    } else {
      let words = document.lexicon().words
      document.text.withBytes { text in
        var start: UInt32?
        var hash = Lexicon.hashSeed
        for (index, word) in words.enumerated() where word.kind == .digits && !isSkipped(word.start) {
          start = start ?? word.start
          Self.hashDigits(word, text, &hash)
          if index + 1 < words.count, words[index + 1].kind == .digits, words[index + 1].start == word.end + 1,
            text[Int(word.end)] == UInt8(ascii: ".") || text[Int(word.end)] == UInt8(ascii: ",")
          {
            continue
          }
          add(ByteRange(start!, word.end), Lexicon.finish(hash), text)
          start = nil
          hash = Lexicon.hashSeed
        }
      }
    }
    for place in 0..<4 { bytes[place] = UInt8(truncatingIfNeeded: count >> UInt32(place * 8)) }
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

  /// Adds the digits of a run, whatever their script.
  private static func hashDigits(_ word: Lexicon.Word, _ text: UnsafeBufferPointer<UInt8>, _ hash: inout UInt64) {
    var position = Int(word.start)
    while position < Int(word.end) {
      let (scalar, length) = text.scalar(at: position)
      hash = Lexicon.hash(hash, adding: 0x30 + UInt32(UnicodeTable.shared.entry(scalar).digitValue(scalar)))
      position += length
    }
  }
}

extension UTF8 {
  /// How many bytes a scalar has, by its first one.
  fileprivate static func width(_ first: UInt8) -> Int { first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4 }
}
