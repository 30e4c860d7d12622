import Pipeline

/// The features of a document as the last section of its blob.
extension TranslationFeatures {
  private static let mark: UInt32 = 0xFFFE_4C58
  private static let noDay = Int32.min
  /// Bytes of a feature before its text, and how many more a figure has.
  private static let fixedSize = 11
  private static let figureSize = 13

  /// The section lies at the end of a blob, found by its last eight bytes, so that what stands before it need not be read.
  func append(to blob: inout [UInt8]) {
    let start = blob.count
    blob.appendLittleEndian(day ?? Self.noDay)
    for list in [anchors, context] {
      blob.appendLittleEndian(UInt16(list.count))
      for feature in list {
        blob.append(feature.kind.rawValue)
        blob.append(feature.surprise)
        blob.append(UInt8(min(feature.text.count, 255)))
        blob.appendLittleEndian(feature.key)
        if feature.kind == .figure {
          blob.appendLittleEndian(feature.unit)
          blob.append(feature.digits)
          blob.appendLittleEndian(feature.value.bitPattern)
        }
        blob.append(contentsOf: feature.text.prefix(255))
      }
    }
    blob.appendLittleEndian(UInt32(blob.count - start))
    blob.appendLittleEndian(Self.mark)
  }

  /// Nothing for a blob without the section, and for a damaged one what can be read of it.
  init(blob: [UInt8]) {
    self.init()
    blob.withUnsafeBytes { bytes in
      guard bytes.count >= 16, bytes.word32(bytes.count - 4) == Self.mark else { return }
      let end = bytes.count - 8
      let length = Int(bytes.word32(end))
      guard length >= 8, length <= end else { return }
      var offset = end - length
      let day = Int32(bitPattern: bytes.word32(offset))
      self.day = day == Self.noDay ? nil : day
      offset += 4
      anchors = Self.list(bytes, &offset, end)
      context = Self.list(bytes, &offset, end)
    }
  }

  private static func list(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int, _ end: Int) -> [TranslationFeature] {
    guard offset + 2 <= end else { return [] }
    let count = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    offset += 2
    var list: [TranslationFeature] = []
    list.reserveCapacity(min(count, (end - offset) / fixedSize))
    for _ in 0..<count {
      guard offset + fixedSize <= end, let kind = TranslationFeature.Kind(rawValue: bytes[offset]) else { return list }
      let text = offset + fixedSize + (kind == .figure ? figureSize : 0)
      let next = text + Int(bytes[offset + 2])
      guard next <= end else { return list }
      var feature = TranslationFeature(
        kind: kind, surprise: bytes[offset + 1], key: bytes.word64(offset + 3), text: Array(bytes[text..<next]))
      if kind == .figure {
        feature.unit = bytes.word32(offset + 11)
        feature.digits = bytes[offset + 15]
        feature.value = Double(bitPattern: bytes.word64(offset + 16))
      }
      list.append(feature)
      offset = next
    }
    return list
  }
}
