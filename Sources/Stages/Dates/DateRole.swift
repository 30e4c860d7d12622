/// What a phrase of a pack does in a date: the roles of `dates.tsv` whose forms are phrases.
enum DateRole: UInt8, Sendable, CaseIterable {
  case month
  case shortMonth
  /// A short month that counts only with a full stop.
  case dottedMonth
  case weakMonth
  /// Roman digits between a day and a year: 3 VI 2024.
  case romanMonth
  /// A month or season that is over, in one phrase: "i våras".
  case pastMonth
  /// "early", "середина": a part of the month, year or decade named next to it.
  case part
  case partBehind
  case weekday
  /// A weekday that is another word too, and needs a cue.
  case weakWeekday
  case shortWeekday
  /// "i måndags", and the next one: "på måndag".
  case pastWeekday
  case comingWeekday
  /// A name with a weekday in it that is no day of this week: "Black Friday".
  case weekdayName
  case ordinalSuffix
  /// Hangs on a day, month or year and opens a range: "28-tól".
  case fromSuffix
  /// A day in words that are no number: "1er" is digits, "primero" is one.
  case dayWord
  case of
  case yearWord
  case longYearWord
  /// Before a year: "Jahr", "année".
  case yearPrefix
  case yearSuffix
  case decadeSuffix
  /// Makes a decade of two digits too, without another word: "90-luku".
  case fullDecadeSuffix
  case decadeWord
  case decadePrefix
  /// Behind a full year without an ending: "1990 के दशक".
  case plainDecadeWord
  /// "the nineties".
  case namedDecade
  case century
  case centuryPrefix
  case namedCentury
  case shortCentury
  case range
  /// "and" in "between 3 and 9 June".
  case betweenRange
  /// Between two days of one month only: "der Nacht vom 5. *auf* den 6. Mai".
  case nightRange
  case between
  case inCue
  case cue
  case weakCue
  case dayCue
  case afterYear
  case yearNoun
  case notYear
  case era
  case eraBefore
  case eraBehind
  /// A letter for an era before a date in digits: R6.6.3.
  case eraLetter
  case relative
  case shift
  case shiftBehind
  case unit
  /// Plurals, which are counted but not "last" or "next".
  case pluralUnit
  /// Two of a unit in one word: "שבועיים".
  case dualUnit
  case ago
  case ahead
  case notAhead
  case number
  case yearSign
  case monthSign
  case daySign
  case decadeSign

  /// The roles by their names in packs.
  private static let names: [String: DateRole] = [
    "month": .month,
    "month-short": .shortMonth,
    "month-dotted": .dottedMonth,
    "weak-month": .weakMonth,
    "month-roman": .romanMonth,
    "month-past": .pastMonth,
    "part": .part,
    "part-behind": .partBehind,
    "weekday": .weekday,
    "weak-weekday": .weakWeekday,
    "weekday-short": .shortWeekday,
    "weekday-past": .pastWeekday,
    "weekday-coming": .comingWeekday,
    "weekday-name": .weekdayName,
    "ordinal-suffix": .ordinalSuffix,
    "from-suffix": .fromSuffix,
    "day-word": .dayWord,
    "of": .of,
    "year-word": .yearWord,
    "year-word-long": .longYearWord,
    "year-prefix": .yearPrefix,
    "year-suffix": .yearSuffix,
    "decade-suffix": .decadeSuffix,
    "decade-suffix-full": .fullDecadeSuffix,
    "decade-word": .decadeWord,
    "decade-prefix": .decadePrefix,
    "decade-word-plain": .plainDecadeWord,
    "decade-name": .namedDecade,
    "century": .century,
    "century-prefix": .centuryPrefix,
    "century-name": .namedCentury,
    "century-short": .shortCentury,
    "range": .range,
    "range-between": .betweenRange,
    "range-night": .nightRange,
    "between-cue": .between,
    "in": .inCue,
    "cue": .cue,
    "weak-cue": .weakCue,
    "day-cue": .dayCue,
    "after-year": .afterYear,
    "year-noun": .yearNoun,
    "not-year": .notYear,
    "era": .era,
    "era-before": .eraBefore,
    "era-behind": .eraBehind,
    "era-letter": .eraLetter,
    "relative": .relative,
    "shift": .shift,
    "shift-behind": .shiftBehind,
    "unit": .unit,
    "unit-plural": .pluralUnit,
    "unit-dual": .dualUnit,
    "ago": .ago,
    "ahead": .ahead,
    "not-ahead": .notAhead,
    "number": .number,
    "year-sign": .yearSign,
    "month-sign": .monthSign,
    "day-sign": .daySign,
    "decade-sign": .decadeSign,
  ]

  init?(name: String) {
    guard let role = Self.names[name] else { return nil }
    self = role
  }

  /// Roles whose words start a date, and so are looked for at every word of a text.
  var startsDate: Bool {
    switch self {
    case .month, .shortMonth, .dottedMonth, .weekday, .weakWeekday, .shortWeekday, .relative, .century, .shortCentury,
      .part, .shift, .unit, .pluralUnit, .decadePrefix, .namedDecade, .centuryPrefix, .namedCentury, .eraBefore,
      .eraLetter, .dayWord, .pastMonth, .pastWeekday, .comingWeekday, .dualUnit:
      true
    default: false
    }
  }

  /// Roles whose words take the particles of the pack.
  var takesParticles: Bool {
    switch self {
    case .yearSign, .monthSign, .daySign, .decadeSign, .century, .relative, .weekday, .partBehind, .ago, .month: true
    default: false
    }
  }
}

/// A set of roles, in bits.
struct DateRoles: OptionSet, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }
  init(_ role: DateRole) { rawValue = 1 << UInt64(role.rawValue) }

  private static func of(_ roles: DateRole...) -> DateRoles { roles.reduce(into: []) { $0.insert(DateRoles($1)) } }

  static let months = of(.month, .shortMonth, .dottedMonth)
  static let weekdays = of(.weekday, .weakWeekday, .shortWeekday)
  static let signs = of(.yearSign, .monthSign, .daySign)
  /// Behind Han digits.
  static let hanSigns = of(.yearSign, .monthSign, .daySign, .century, .decadeSign)
  static let counted = of(.unit, .pluralUnit, .dualUnit)
  static let years = of(.relative, .shift, .unit, .eraBefore)
  static let parts = of(.part, .month)
  static let periods = of(
    .century, .shortCentury, .namedCentury, .namedDecade, .centuryPrefix, .decadePrefix, .part)
  static let relatives = of(
    .relative, .shift, .unit, .pluralUnit, .month, .weekday, .weakWeekday, .part, .pastMonth, .pastWeekday,
    .comingWeekday)
}

/// What a relative date counts in.
enum DateUnit: String, Sendable {
  case day, week, weekend, month, quarter, half, year, decade, century

  /// "in three days" is a date, "the best in ten years" is none.
  var isUpToMonth: Bool { self == .day || self == .week || self == .month }
}

/// How to read 03/04/2024.
enum NumericOrder: Sendable { case dayFirst, monthFirst, unknown }
