import Pipeline

/// Where the quantities layer has what makes two figures the same: kind, value or bounds, unit.
struct QuantityFields {
  let kind: Int
  let value: Int
  let low: Int
  let high: Int
  let currency: Int
  let unit: Int

  init?(_ schema: LayerSchema) {
    guard let kind = schema.index(of: "kind"), let value = schema.index(of: "value"),
      let low = schema.index(of: "low"), let high = schema.index(of: "high"),
      let currency = schema.index(of: "currency"), let unit = schema.index(of: "unit")
    else { return nil }
    self.kind = kind
    self.value = value
    self.low = low
    self.high = high
    self.currency = currency
    self.unit = unit
  }

  /// The same for figures of the same worth; nil for what is no figure, or has no value at all.
  func key(of layer: Layer, _ index: Int) -> UInt64? {
    guard let kind = layer.value(kind, at: index)?.string, kind != "rejected" else { return nil }
    var hash = Lexicon.hashSeed
    // A cardinal and an age of 40 are told apart by the words around them, a percentage is not.
    if kind == "percent" { hash = Lexicon.hash(hash, adding: 0x25) }
    if let value = layer.value(value, at: index)?.decimal {
      Self.add(value, to: &hash)
    } else {
      let low = layer.value(low, at: index)?.decimal
      let high = layer.value(high, at: index)?.decimal
      guard low != nil || high != nil else { return nil }
      if let low { Self.add(low, to: &hash) }
      hash = Lexicon.hash(hash, adding: 0x2013)
      if let high { Self.add(high, to: &hash) }
    }
    if let unit = layer.value(currency, at: index)?.string ?? layer.value(unit, at: index)?.string {
      for byte in unit.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    }
    return Lexicon.finish(hash)
  }

  private static func add(_ value: ExactDecimal, to hash: inout UInt64) {
    let value = value.canonical
    let coefficient = UInt128(truncatingIfNeeded: value.coefficient)
    for shift in stride(from: UInt128(0), to: 128, by: 32) {
      hash = Lexicon.hash(hash, adding: UInt32(truncatingIfNeeded: coefficient >> shift))
    }
    hash = Lexicon.hash(hash, adding: UInt32(bitPattern: value.exponent))
  }
}
