import Bytes

extension TaggerModel {
  struct Row {
    var feature: UInt64
    var weights: SIMD8<Int8>
  }

  /// The place that a feature shares with those it can't be told from: its bucket and its check.
  static func place(_ feature: UInt64, buckets: Int) -> UInt64 {
    bucket(of: feature, count: UInt64(buckets)) << 9 | feature & 0x1FF
  }

  /// The file of a model of so many buckets. Rows that a bucket has no room for are left out, as are those that it can't
  /// tell from one before; `strongest` leaves none such.
  static func file(transitions: [Int16], doubt: Int16, rows: [Row], buckets: Int, slots: [UInt32]) -> [UInt8] {
    var content = [UInt8](repeating: 0, count: buckets * bucketBytes)
    var used = [UInt8](repeating: 0, count: buckets)
    var kept = 0
    for row in rows {
      let bucket = Int(bucket(of: row.feature, count: UInt64(buckets)))
      let start = bucket * bucketBytes
      let place = Int(used[bucket])
      let check = UInt8(truncatingIfNeeded: row.feature)
      if place == bucketRows || content[start..<start + place].contains(check) { continue }
      content[start + place] = check
      content[start + 7] |= UInt8(row.feature >> 8 & 1) << UInt8(place)
      for lane in 0..<EntityTag.lanes {
        content[start + 8 + place * 8 + lane] = UInt8(bitPattern: row.weights[lane])
      }
      used[bucket] += 1
      kept += 1
    }
    var file: [UInt8] = []
    file.reserveCapacity(length(buckets: buckets, slots: slots.count))
    func append<Number: FixedWidthInteger>(_ number: Number) {
      withUnsafeBytes(of: number.littleEndian) { file.append(contentsOf: $0) }
    }
    file += magic
    append(version)
    append(UInt32(buckets))
    append(UInt32(kept))
    append(UInt32(length(buckets: buckets, slots: slots.count)))
    append(UInt32(0))
    append(UInt32(slots.count))
    while file.count < headerSize { file.append(0) }
    for value in transitions { append(value) }
    append(doubt)
    while file.count < headerSize + transitionBytes { file.append(0) }
    file += content
    for slot in slots { append(slot) }
    let checksum = file.withUnsafeBytes { Self.checksum($0) }
    withUnsafeBytes(of: checksum.littleEndian) { file.replaceSubrange(24..<28, with: $0) }
    return file
  }
}
