import Pipeline

/// The distinct figures of a document in canonical form, sorted: what tells a template or an update from a copy.
///
/// From the quantities layer where there is one ("4800000", "75%", "5 USD"); else the digit runs of the text, without
/// the separators between them, so that 1.234,5 and 1,234.5 are one.
struct Figures: Equatable {
  private(set) var texts: [ByteString] = []

  init() {}

  init(of document: inout Document, skipping isSkipped: (UInt32) -> Bool) {
    if let layer = document.layer(.quantities) {
      for index in 0..<layer.count where !isSkipped(layer.spans[index].start) {
        if let text = Self.canonical(layer, index) { texts.append(ByteString(text)) }
      }
    } else {
      let words = document.lexicon().words
      document.text.withBytes { bytes in
        var run: [UInt8] = []
        for (index, word) in words.enumerated() where word.kind == .digits && !isSkipped(word.start) {
          run += Self.digits(word, bytes)
          if index + 1 < words.count, words[index + 1].kind == .digits, words[index + 1].start == word.end + 1,
            bytes[Int(word.end)] == UInt8(ascii: ".") || bytes[Int(word.end)] == UInt8(ascii: ",")
          {
            continue
          }
          texts.append(ByteString(run))
          run = []
        }
      }
    }
    texts.sort()
    var kept: [ByteString] = []
    for text in texts where kept.last != text { kept.append(text) }
    texts = kept
  }

  private static func canonical(_ layer: Layer, _ index: Int) -> String? {
    guard let kind = layer.value("kind", at: index)?.string, kind != "rejected" else { return nil }
    var text: String
    if let value = layer.value("value", at: index)?.decimal {
      text = value.canonical.digits
    } else {
      let low = layer.value("low", at: index)?.decimal?.canonical.digits
      let high = layer.value("high", at: index)?.decimal?.canonical.digits
      guard low != nil || high != nil else { return nil }
      text = (low ?? "") + "–" + (high ?? "")
    }
    if kind == "percent" { text += "%" }
    if let unit = layer.value("currency", at: index)?.string ?? layer.value("unit", at: index)?.string {
      text += " " + unit
    }
    return text
  }

  /// The digits of a run as ASCII, whatever their script.
  private static func digits(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var digits: [UInt8] = []
    var position = Int(word.start)
    while position < Int(word.end) {
      let (scalar, length) = bytes.scalar(at: position)
      digits.append(0x30 + UnicodeTable.shared.entry(scalar).digitValue(scalar))
      position += length
    }
    return digits
  }

  /// Figures in both.
  func shared(with other: Figures) -> Int {
    var i = 0
    var j = 0
    var shared = 0
    while i < texts.count, j < other.texts.count {
      if texts[i] == other.texts[j] {
        shared += 1
        i += 1
        j += 1
      } else if texts[i] < other.texts[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return shared
  }

  /// Figures that only one of the two has, sorted; at most `limit`.
  func differing(from other: Figures, limit: Int) -> [String] {
    let mine = Set(texts)
    let theirs = Set(other.texts)
    return mine.symmetricDifference(theirs).sorted().prefix(limit).map(\.display)
  }

  // MARK: Bytes

  func append(to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(UInt32(texts.count))
    for text in texts {
      bytes.appendLittleEndian(UInt16(min(text.bytes.count, 0xFFFF)))
      bytes.append(contentsOf: text.bytes.prefix(0xFFFF))
    }
  }

  init(reading bytes: ArraySlice<UInt8>) {
    var rest = bytes
    func take(_ count: Int) -> ArraySlice<UInt8> {
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    let count = take(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    texts.reserveCapacity(min(count, bytes.count))
    for _ in 0..<count {
      guard rest.count >= 2 else { return }
      let length = take(2).reversed().reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= length else { return }
      texts.append(ByteString(Array(take(length))))
    }
  }
}
