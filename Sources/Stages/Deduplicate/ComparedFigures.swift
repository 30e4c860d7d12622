import Pipeline

/// A figure of a document: where it stands among the compared words, what it is worth, and how it is written.
struct ComparedFigure: Equatable {
  /// Position among the compared words of the document.
  var unit: UInt32
  /// Hash of kind, value and unit; equal for 1.234,5 and 1,234.5.
  var key: UInt64
  /// As the text has it.
  var text: ByteString

  /// Whether it is written with digits, of any script, and not in words.
  var isInDigits: Bool {
    text.bytes.withUnsafeBufferPointer { bytes in
      var position = 0
      while position < bytes.count {
        let (scalar, length) = bytes.scalar(at: position)
        if UnicodeTable.shared.entry(scalar).wordClass == .digit { return true }
        position += length
      }
      return false
    }
  }
}

/// The figures of a document in order: what tells a template or an update from a copy.
///
/// From the quantities layer where there is one; else the digit runs of the text, without the separators in them.
struct ComparedFigures {
  private(set) var list: [ComparedFigure] = []

  init() {}

  /// - Parameter starts: where each compared word starts; ascending.
  init(of document: inout Document, starts: [UInt32], skipping isSkipped: (UInt32) -> Bool) {
    var unit = 0
    func position(_ offset: UInt32) -> UInt32 {
      while unit < starts.count, starts[unit] < offset { unit += 1 }
      return UInt32(unit)
    }
    if let layer = document.layer(.quantities) {
      guard let fields = QuantityFields(layer.schema) else { return }
      document.text.withBytes { bytes in
        for index in 0..<layer.count where !isSkipped(layer.spans[index].start) {
          guard let key = fields.key(of: layer, index) else { continue }
          let span = layer.spans[index]
          append(span, position(span.start), key, bytes)
        }
      }
    } else {
      let words = document.lexicon().words
      document.text.withBytes { bytes in
        var start: UInt32?
        var hash = Lexicon.hashSeed
        for (index, word) in words.enumerated() where word.kind == .digits && !isSkipped(word.start) {
          start = start ?? word.start
          Self.hashDigits(word, bytes, &hash)
          if index + 1 < words.count, words[index + 1].kind == .digits, words[index + 1].start == word.end + 1,
            bytes[Int(word.end)] == UInt8(ascii: ".") || bytes[Int(word.end)] == UInt8(ascii: ",")
          {
            continue
          }
          append(ByteRange(start!, word.end), position(start!), Lexicon.finish(hash), bytes)
          start = nil
          hash = Lexicon.hashSeed
        }
      }
    }
  }

  private mutating func append(_ span: ByteRange, _ unit: UInt32, _ key: UInt64, _ bytes: UnsafeBufferPointer<UInt8>) {
    // The text is for people to read; a figure that is longer than a line is none.
    list.append(ComparedFigure(unit: unit, key: key, text: ByteString(bytes[span.indices].prefix(80))))
  }

  /// Adds the digits of a run, whatever their script.
  private static func hashDigits(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, _ hash: inout UInt64) {
    var position = Int(word.start)
    while position < Int(word.end) {
      let (scalar, length) = bytes.scalar(at: position)
      hash = Lexicon.hash(hash, adding: 0x30 + UInt32(UnicodeTable.shared.entry(scalar).digitValue(scalar)))
      position += length
    }
  }

  // MARK: Bytes

  func append(to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(UInt32(list.count))
    for figure in list {
      bytes.appendLittleEndian(figure.unit)
      bytes.appendLittleEndian(figure.key)
      bytes.append(UInt8(figure.text.bytes.count))
      bytes.append(contentsOf: figure.text.bytes)
    }
  }

  /// Stops at the first figure that is cut.
  init(reading bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 4 else { return }
    let count = Int(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
    var offset = 4
    list.reserveCapacity(min(count, bytes.count / 13))
    for _ in 0..<count {
      guard offset + 13 <= bytes.count, offset + 13 + Int(bytes[offset + 12]) <= bytes.count else { return }
      list.append(
        ComparedFigure(
          unit: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)),
          key: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt64.self)),
          text: ByteString(Array(bytes[offset + 13..<offset + 13 + Int(bytes[offset + 12])]))))
      offset += 13 + Int(bytes[offset + 12])
    }
  }
}
