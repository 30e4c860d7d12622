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
    case address, code, date, designator, ip, list, one, phone, rate, reference, score, section, time, url, version, year
  }

  /// Bytes of the number with scale words, unit and currency sign.
  var start: Int
  var end: Int
  /// Words of the figure; signs are none.
  var firstWord: Int
  var endWord: Int
  var kind = Kind.cardinal
  var value: ExactDecimal?
  var low: ExactDecimal?
  var high: ExactDecimal?
  var modifier: Modifier?
  var unit: String?
  var currency: String?
  var candidates: [String] = []
  var per: String?
  var change: Change?
  var of: ByteRange?
  /// What the user's list calls the thing.
  var ofName: String?
  /// Why the digits are no quantity; nil: they are.
  var reason: Rejection?
  /// What the scale words multiply by, so that "15 to 20 million" can share it.
  var scale: ExactDecimal?
  /// Digits alone, without marks, scale, unit or sign: what a year or a number in a name looks like.
  var isBare = false
  var isSpelled = false
  var isFuzzy = false
  /// Counted in cents or the like, which may follow whole units.
  var isSubunit = false
  /// Too little by itself to be a number: it counts only with a unit, a currency or the like.
  var needsUnit = false
  /// Both ends of a range look like years.
  var areYears = false

  init(start: Int, end: Int, firstWord: Int, endWord: Int) {
    self.start = start
    self.end = end
    self.firstWord = firstWord
    self.endWord = endWord
  }

  var hasUnit: Bool { unit != nil || currency != nil || !candidates.isEmpty || kind != .cardinal }

  /// Values in the order of the fields of the layer `quantities`.
  var fields: [FieldValue?] {
    [
      .string(reason == nil ? kind.rawValue : "rejected"), value.map(FieldValue.decimal), low.map(FieldValue.decimal),
      high.map(FieldValue.decimal), modifier.map { .string($0.rawValue) }, unit.map(FieldValue.string),
      currency.map(FieldValue.string), candidates.isEmpty ? nil : .list(candidates.map(FieldValue.string)),
      per.map(FieldValue.string), change.map { .string($0.rawValue) }, of.map(FieldValue.span), ofName.map(FieldValue.string),
      reason.map { .string($0.rawValue) },
    ]
  }
}
