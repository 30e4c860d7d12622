import Pipeline

/// What was found about one document.
struct PassageDecision: Equatable {
  struct Repeat: Equatable {
    /// A sentence, or behind those a paragraph.
    var unit: UInt32
    /// Documents that have it.
    var documents: UInt32
    /// Id of the document that had it first.
    var first: ByteString
  }
  struct Common: Equatable {
    var sentences: Range<UInt32>
    /// In Unicode scalars of the kept article's original.
    var start: UInt32
    var end: UInt32
  }

  var repeats: [Repeat] = []
  var common: [Common] = []

  init() {}

  func encoded() -> [UInt8] {
    guard !repeats.isEmpty || !common.isEmpty else { return [] }
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt32(common.count))
    for passage in common {
      for number in [passage.sentences.lowerBound, passage.sentences.upperBound, passage.start, passage.end] {
        bytes.appendLittleEndian(number)
      }
    }
    for item in repeats {
      bytes.appendLittleEndian(item.unit)
      bytes.appendLittleEndian(item.documents)
      bytes.appendLittleEndian(UInt32(item.first.bytes.count))
      bytes.append(contentsOf: item.first.bytes)
    }
    return bytes
  }

  /// Nil where the bytes are damaged.
  init?(decoding bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    var rest = bytes[...]
    func number() -> UInt32? {
      guard rest.count >= 4 else { return nil }
      defer { rest = rest.dropFirst(4) }
      return rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    guard let count = number() else { return nil }
    for _ in 0..<count {
      guard let first = number(), let last = number(), first <= last, let start = number(), let end = number() else {
        return nil
      }
      common.append(Common(sentences: first..<last, start: start, end: end))
    }
    while !rest.isEmpty {
      guard let unit = number(), let documents = number(), let length = number(), rest.count >= Int(length) else {
        return nil
      }
      repeats.append(Repeat(unit: unit, documents: documents, first: ByteString(Array(rest.prefix(Int(length))))))
      rest = rest.dropFirst(Int(length))
    }
  }
}
