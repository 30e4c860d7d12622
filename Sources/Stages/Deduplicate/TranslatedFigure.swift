import Pipeline

extension QuantityFields {
  /// What a figure is worth in any language, and how often figures like it come by chance.
  ///
  /// Nil for what says nothing: one to ten, all of it (100%), a bare year, a half or a double, and what has no value.
  func translatedFigure(of layer: Layer, _ index: Int) -> TranslationFeature? {
    guard let kind = layer.value(kind, at: index)?.string else { return nil }
    if kind == "rejected" || kind == "fraction" || kind == "multiplier" { return nil }
    let value = layer.value(value, at: index)?.decimal
    let low = layer.value(low, at: index)?.decimal
    let high = layer.value(high, at: index)?.decimal
    let currency = layer.value(currency, at: index)?.string
    let unit = currency ?? layer.value(unit, at: index)?.string
    if kind == "percent", value == ExactDecimal(100) { return nil }
    var hash = Lexicon.hashSeed
    // Languages put figures into other units and classes, but none takes a share for a number.
    if kind == "percent" { hash = Lexicon.hash(hash, adding: 0x25) }
    var surprise = 0.0
    var first: PlainNumber?
    for number in [value ?? low, value == nil ? high : nil] {
      guard let number = number.flatMap({ PlainNumber($0) }) else { continue }
      if first == nil { first = number }
      surprise += number.surprise(kind: kind, hasUnit: unit != nil)
      number.add(to: &hash)
    }
    guard let first, surprise > 0 else { return nil }
    let unitHash = unit.map { UInt32(truncatingIfNeeded: TranslationFeature.hash("unit", $0)) | 1 } ?? 0
    return TranslationFeature(
      kind: .figure, surprise: UInt8(min(surprise, 15) * 16), key: Lexicon.finish(hash), unit: unitHash,
      value: first.double, digits: UInt8(first.digits), text: [])
  }
}
