import Bytes

extension TaggerModel {
  struct Row {
    var feature: UInt64
    var weights: SIMD8<Int8>
  }

  /// The file of a model. Where two features share bucket and check, the first in `rows` counts.
  static func file(transitions: [Int16], rows: [Row], bits: Int) -> [UInt8] {
    let shift = UInt64(64 - bits)
    func place(_ feature: UInt64) -> UInt64 { (feature >> shift) << 8 | feature & 0xFF }
    var order = rows.indices.map { (place: place(rows[$0].feature), index: $0) }
    order.sort { $0.place != $1.place ? $0.place < $1.place : $0.index < $1.index }
    var kept: [(place: UInt64, index: Int)] = []
    for entry in order where kept.last?.place != entry.place { kept.append(entry) }

    var file: [UInt8] = []
    file.reserveCapacity(length(bits: bits, rows: kept.count))
    func append<Number: FixedWidthInteger>(_ number: Number) {
      withUnsafeBytes(of: number.littleEndian) { file.append(contentsOf: $0) }
    }
    file += magic
    append(version)
    append(UInt32(bits))
    append(UInt32(kept.count))
    append(UInt32(length(bits: bits, rows: kept.count)))
    while file.count < headerSize { file.append(0) }
    for value in transitions { append(value) }
    while file.count < headerSize + transitionBytes { file.append(0) }
    var next = 0
    for bucket in 0...(1 << bits) {
      while next < kept.count, Int(kept[next].place >> 8) < bucket { next += 1 }
      append(UInt32(next))
    }
    for entry in kept { append(UInt8(truncatingIfNeeded: entry.place)) }
    while file.count % 8 != 0 { file.append(0) }
    for entry in kept {
      for lane in 0..<EntityTag.lanes { append(rows[entry.index].weights[lane]) }
    }
    let checksum = file.withUnsafeBytes { CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[headerSize...])) }
    withUnsafeBytes(of: checksum.littleEndian) { file.replaceSubrange(24..<28, with: $0) }
    return file
  }
}
