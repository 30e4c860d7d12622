import Pipeline

/// Where the quantities layer has what a figure is worth in any language, and how often figures like it come by chance.
struct TranslatedFigureFields {
  private let kind: Int
  private let value: Int
  private let low: Int
  private let high: Int
  private let currency: Int
  private let unit: Int

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

  /// Nil for what says nothing: one to ten, all of it (100%), a bare year, a half or a double, and what has no value.
  func figure(of layer: Layer, _ index: Int) -> TranslationFeature? {
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
    let unitHash = unit.map { UInt32(truncatingIfNeeded: Self.hash("unit", $0)) | 1 } ?? 0
    return TranslationFeature(
      kind: .figure, surprise: UInt8(min(surprise, 15) * 16), key: Lexicon.finish(hash), unit: unitHash,
      value: first.double, digits: UInt8(first.digits), text: [])
  }

  static func hash(_ class: String, _ text: String) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in `class`.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    hash = Lexicon.hash(hash, adding: 0)
    for byte in text.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    return Lexicon.finish(hash)
  }
}
