/// Weights rounded to bytes, the rows that say least left out.
extension TaggerModel {
  /// The file of a model of at most the wanted size.
  static func file(
    _ weights: UnsafePointer<SIMD8<Float>>, _ features: [UInt64], _ transitions: [Float],
    _ options: TaggerTrainer.Options
  ) -> [UInt8] {
    let count = features.count
    var square: Double = 0
    var nonzero = 0
    for feature in 0..<count {
      for lane in 0..<EntityTag.lanes where weights[feature][lane] != 0 {
        square += Double(weights[feature][lane]) * Double(weights[feature][lane])
        nonzero += 1
      }
    }
    let deviation = Float((square / Double(max(1, nonzero))).squareRoot())
    let scale = 127 / max(options.deviations * deviation, 1e-6)
    let rows = (0..<count).compactMap { feature -> TaggerModel.Row? in
      var bytes = SIMD8<Int8>()
      for lane in 0..<EntityTag.lanes {
        bytes[lane] = Int8(max(-127, min(127, (weights[feature][lane] * scale).rounded())))
      }
      return bytes == .zero ? nil : TaggerModel.Row(feature: features[feature], weights: bytes)
    }
    let steps = transitions.map { Int16(max(-32000, min(32000, ($0 * scale).rounded()))) }
    return TaggerModel.file(transitions: steps, rows: rows, bits: bucketBits(rows: rows.count))
  }

  /// How many features fit the file that is wanted.
  static func room(_ options: TaggerTrainer.Options) -> Int {
    let most = options.maximumSize / (EntityTag.lanes + 1)
    return max(1, (options.maximumSize - length(bits: bucketBits(rows: most), rows: 0) - 8) / (EntityTag.lanes + 1))
  }

  /// About four rows a bucket, so that the table of buckets is a tenth of the file.
  private static func bucketBits(rows: Int) -> Int { max(1, Int.bitWidth - 1 - max(8, rows / 3).leadingZeroBitCount) }
}
