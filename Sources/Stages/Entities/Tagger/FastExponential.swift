/// e to the power of x, to about seven digits, the same on every machine: Cephes' polynomial.
enum FastExponential {
  @inline(__always)
  static func of(_ x: SIMD16<Float>) -> SIMD16<Float> {
    let clamped = x.clamped(lowerBound: SIMD16(repeating: -87), upperBound: SIMD16(repeating: 87))
    let n = (clamped * 1.442_695_04).rounded(.toNearestOrEven)
    let r = clamped - n * 0.693_359_375 + n * 2.121_944_4e-4
    var p = SIMD16<Float>(repeating: 1.987_569_15e-4)
    p = p * r + 1.398_199_95e-3
    p = p * r + 8.333_451_9e-3
    p = p * r + 4.166_579_6e-2
    p = p * r + 1.666_666_55e-1
    p = p * r + 5.000_000_1e-1
    let value = p * r * r + r + 1
    // Behind 1.5 * 2^23 the bits of a float count in ones: the exponent without a conversion.
    let exponent = unsafeBitCast(n + 12_583_039, to: SIMD16<UInt32>.self)
    let power = value * unsafeBitCast(exponent &<< 23, to: SIMD16<Float>.self)
    return power.replacing(with: 0, where: x .< -87)
  }

  static func of(_ x: Float) -> Float { of(SIMD16(repeating: x))[0] }
}
