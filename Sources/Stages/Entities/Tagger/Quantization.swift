/// Weights rounded to bytes, the rows that say least left out.
extension TaggerModel {
  /// The file of a model of at most the wanted size.
  static func file(
    _ weights: UnsafePointer<SIMD8<Float>>, _ features: [UInt64], _ transitions: [Float],
    _ options: TaggerTrainer.Options, buckets: Int, slots: [UInt32]
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
    // The word of a name says so itself, or one beside it does: found by trial.
    let doubt = Int16(max(-8000, (-options.doubt * scale).rounded()))
    let steps = transitions.map { Int16(max(-32000, min(32000, ($0 * scale).rounded()))) }
    return TaggerModel.file(transitions: steps, doubt: doubt, rows: rows, buckets: buckets, slots: slots)
  }

  /// How many buckets a model of so many features has: what the wanted size has room for, or about half full ones.
  static func buckets(features: Int, slots: Int, _ options: TaggerTrainer.Options) -> Int {
    max(1, min((options.maximumSize - length(buckets: 0, slots: slots)) / bucketBytes, features / 3))
  }
}
