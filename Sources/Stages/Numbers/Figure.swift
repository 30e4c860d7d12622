import Pipeline

/// A figure while it is read: its place, value, and what belongs to it.
struct Figure {
  enum Kind: String, Sendable {
    case cardinal, ordinal, percent, fraction, multiplier, currency, measure, duration, age
  }

  /// How a text hedges a figure.
  enum Modifier: String, Sendable {
    case approx, atLeast, atMost, moreThan, lessThan, fuzzy
  }

  enum Change: String, Sendable {
    case up, down
  }

  /// Why digits are no quantity.
  enum Rejection: String, Sendable {
    case address, code, date, designator, ip, list, one, phone, rate, reference, score, section, time, url, version,
      year
  }

  // Figures are copied often and most have neither unit nor bounds, so places are stored in 32 bits and the rest in a box.
  private var bytes: (start: UInt32, end: UInt32)
  private var words: (first: UInt32, end: UInt32)
  private var extras: Extras?

  var kind = Kind.cardinal
  var modifier: Modifier?
  /// Behind the words of a hedge that stands behind the figure; 0: there is none.
  var hedgeEndWord: UInt32 = 0
  var change: Change?
  /// Why the digits are no quantity; nil: they are.
  var reason: Rejection?
  /// Digits alone, without marks, scale, unit or sign: what a year or a number in a name looks like.
  var isBare = false
  var isSpelled = false
  var isFuzzy = false
  /// Counted in cents or the like, which may follow whole units.
  var isSubunit = false
  /// Too little by itself to be a number: it counts only with a unit, a currency or the like.
  var needsUnit = false
  /// The bounds of a range themselves do not belong to it.
  var isLowOpen = false
  var isHighOpen = false
  /// Both ends of a range look like years.
  var areYears = false
  var of: ByteRange?
  var value: ExactDecimal?
  /// What the scale words multiply by, so that "15 to 20 million" can share it.
  var scale: ExactDecimal?

  init(start: Int, end: Int, firstWord: Int, endWord: Int) {
    bytes = (UInt32(start), UInt32(end))
    words = (UInt32(firstWord), UInt32(endWord))
  }

  var hasUnit: Bool { unit != nil || currency != nil || !candidates.isEmpty || kind != .cardinal }
}

// MARK: Where it stands

extension Figure {
  /// Bytes of the number with scale words, unit and currency sign.
  @inline(__always) var start: Int {
    get { Int(bytes.start) }
    set { bytes.start = UInt32(newValue) }
  }
  @inline(__always) var end: Int {
    get { Int(bytes.end) }
    set { bytes.end = UInt32(newValue) }
  }
  /// Words of the figure; signs are none.
  @inline(__always) var firstWord: Int {
    get { Int(words.first) }
    set { words.first = UInt32(newValue) }
  }
  @inline(__always) var endWord: Int {
    get { Int(words.end) }
    set { words.end = UInt32(newValue) }
  }
}

// MARK: What few figures have

extension Figure {
  private final class Extras {
    var low: ExactDecimal?
    var high: ExactDecimal?
    var unit: String?
    var currency: String?
    var candidates: [String] = []
    var per: String?
    var ofName: String?
    var alternative: ExactDecimal?

    init() {}

    init(_ other: Extras) {
      (low, high, unit, currency) = (other.low, other.high, other.unit, other.currency)
      (candidates, per, ofName) = (other.candidates, other.per, other.ofName)
      alternative = other.alternative
    }
  }

  var low: ExactDecimal? {
    get { extras?.low }
    set { set(newValue) { $0.low = $1 } }
  }
  var high: ExactDecimal? {
    get { extras?.high }
    set { set(newValue) { $0.high = $1 } }
  }
  var unit: String? {
    get { extras?.unit }
    set { set(newValue) { $0.unit = $1 } }
  }
  var currency: String? {
    get { extras?.currency }
    set { set(newValue) { $0.currency = $1 } }
  }
  var candidates: [String] {
    get { extras?.candidates ?? [] }
    set { set(newValue.isEmpty ? nil : newValue) { $0.candidates = $1 ?? [] } }
  }
  var per: String? {
    get { extras?.per }
    set { set(newValue) { $0.per = $1 } }
  }
  /// The other value of an ambiguous form: 1234 where 1.234 was read as a decimal.
  var alternative: ExactDecimal? {
    get { extras?.alternative }
    set { set(newValue) { $0.alternative = $1 } }
  }
  /// What the user's list calls the thing.
  var ofName: String? {
    get { extras?.ofName }
    set { set(newValue) { $0.ofName = $1 } }
  }

  private mutating func set<Value>(_ value: Value?, _ store: (Extras, Value?) -> Void) {
    if extras == nil, value == nil { return }
    if extras == nil {
      extras = Extras()
    } else if !isKnownUniquelyReferenced(&extras) {
      extras = extras.map { Extras($0) }
    }
    if let extras { store(extras, value) }
  }

  /// The value of a field of the layer `quantities`, by its position there.
  func value(ofField field: Int) -> FieldValue? {
    switch field {
    case 0: .string(reason == nil ? kind.rawValue : "rejected")
    case 1: value.map(FieldValue.decimal)
    case 2: low.map(FieldValue.decimal)
    case 3: high.map(FieldValue.decimal)
    case 4: modifier.map { .string($0.rawValue) }
    case 5: unit.map(FieldValue.string)
    case 6: currency.map(FieldValue.string)
    case 7: candidates.isEmpty ? nil : .list(candidates.map(FieldValue.string))
    case 8: per.map(FieldValue.string)
    case 9: change.map { .string($0.rawValue) }
    case 10: of.map(FieldValue.span)
    case 11: ofName.map(FieldValue.string)
    case 12: reason.map { .string($0.rawValue) }
    case 13: alternative.map(FieldValue.decimal)
    case 14: isLowOpen ? .bool(true) : nil
    case 15: isHighOpen ? .bool(true) : nil
    default: nil
    }
  }
}
