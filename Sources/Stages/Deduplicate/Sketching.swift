import Pipeline

/// What two documents must have been sketched by, to be compared.
struct Sketching: Hashable, Sendable {
  var shape = SketchShape()
  /// Documents with fewer distinct shingles are compared as wholes only.
  var minimumShingles = 10

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for number in [UInt32(shape.bands), UInt32(shape.rows), shape.sample, UInt32(minimumShingles)] {
      bytes.appendLittleEndian(number)
    }
    return bytes
  }
}

extension Sketching: CustomStringConvertible {
  /// Nil for bytes that say nothing of the kind.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count == 16 else { return nil }
    let numbers = Array(bytes).withUnsafeBytes { bytes in (0..<4).map { bytes.word32($0 * 4) } }
    shape = SketchShape(bands: Int(numbers[0]), rows: Int(numbers[1]), sample: numbers[2])
    minimumShingles = Int(numbers[3])
  }

  var description: String {
    "bands: \(shape.bands), rows: \(shape.rows), sample: \(shape.sample), min-words: \(minimumShingles)"
  }
}
