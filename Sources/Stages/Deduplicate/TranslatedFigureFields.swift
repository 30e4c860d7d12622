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
  func figure(of layer: Layer, _ index: Int) -> (key: UInt64, unit: UInt32, surprise: UInt8)? {
    guard let kind = layer.value(kind, at: index)?.string else { return nil }
    if kind == "rejected" || kind == "fraction" || kind == "multiplier" { return nil }
    let value = layer.value(value, at: index)?.decimal
    let low = layer.value(low, at: index)?.decimal
    let high = layer.value(high, at: index)?.decimal
    let currency = layer.value(currency, at: index)?.string
    let unit = currency ?? layer.value(unit, at: index)?.string
    var hash = Lexicon.hashSeed
    // Languages put figures into other units and classes, but none takes a share for a number.
    if kind == "percent" { hash = Lexicon.hash(hash, adding: 0x25) }
    var surprise = 0.0
    for number in value.map({ [$0] }) ?? [low, high].compactMap({ $0 }) {
      surprise += Self.surprise(number, isBare: unit == nil && kind == "cardinal")
      Self.add(number, to: &hash)
    }
    if kind == "percent", value?.canonical == ExactDecimal(100).canonical { return nil }
    guard surprise > 0 else { return nil }
    let unitHash = unit.map { UInt32(truncatingIfNeeded: Self.hash("unit", $0)) | 1 } ?? 0
    return (Lexicon.finish(hash), unitHash, UInt8(min(surprise, 15) * 16))
  }

  /// -ln of the share of news articles that have the number, roughly: it is the less the more digits it has that are no
  /// zeros at the end. 0 for numbers that nearly all have.
  ///
  /// The classes are rounded from what 2,673 articles in ten languages have; the corpus itself then counts more.
  static func surprise(_ number: ExactDecimal, isBare: Bool) -> Double {
    let number = number.canonical
    let digits = number.coefficient.magnitude.description.utf8.count
    let size = digits + Int(number.exponent)
    let isWhole = number.exponent >= 0
    if isWhole, size <= 1 || (size == 2 && number.coefficient.magnitude == 1) { return 0 }
    if isBare, isWhole, size == 4, let year = Int(number.digits), (1900...2100).contains(year) { return 0 }
    switch digits {
    case 1: return size >= 5 ? 4.2 : 3.5
    case 2 where isWhole: return size <= 2 ? 3.5 : size == 3 ? 4.4 : 4.8
    case 2: return number.coefficient % 10 == 5 ? 4.0 : 4.4
    case 3: return isWhole && size > 3 ? 6.2 : 5.7
    case 4: return 7.6
    default: return 9.2
    }
  }

  private static func add(_ value: ExactDecimal, to hash: inout UInt64) {
    let value = value.canonical
    let coefficient = UInt128(truncatingIfNeeded: value.coefficient)
    for shift in stride(from: UInt128(0), to: 128, by: 32) {
      hash = Lexicon.hash(hash, adding: UInt32(truncatingIfNeeded: coefficient >> shift))
    }
    hash = Lexicon.hash(hash, adding: UInt32(bitPattern: value.exponent))
  }

  static func hash(_ class: String, _ text: String) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in `class`.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    hash = Lexicon.hash(hash, adding: 0)
    for byte in text.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    return Lexicon.finish(hash)
  }
}
