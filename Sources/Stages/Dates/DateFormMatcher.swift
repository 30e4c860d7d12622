import Pipeline

/// A date found in a text.
struct DateMatch {
  var range: ByteRange
  var value: DateValue
  /// The word behind it.
  var next: Int
  /// What was written, where that is one day, month or year, not a range.
  var written: WrittenDate?
}

/// Matches the forms of a vocabulary at a word.
struct DateFormMatcher {
  let text: DateText
  let published: CivilDay?

  var vocabulary: DateVocabulary { text.vocabulary }

  /// How far a form has matched.
  struct Cursor {
    let firstWord: Int
    var word: Int
    /// Where the next part is looked for, and where the date ends so far.
    var position: UInt32
    var end: UInt32
    /// Behind a comma or dash the next word needs no blank before it.
    var isJoined = true
    /// A particle ended the expression.
    var mustEnd = false
    /// A particle that means "from" stands before.
    var rangeIsOpen = false
    /// An ending that may mean "from": what follows at once is the end of a range.
    var mayBeRange = false
    /// A particle that means "and" stands behind.
    var joins = false
    /// The first word is the number of a day.
    var startsWithDay = false
    /// Between two days stood a word that joins days of one month only.
    var isNight = false

    var first = PartialDate()
    var second = PartialDate()
    var isRange = false
    var isRelative = false
    var hasWeekday = false
    var hasOrdinal = false
    var hasShortMonth = false
    var weakMonths = 0
    var hasWeakMonth: Bool { weakMonths > 0 }
    var hasDottedMonth = false
    var hasDayStop = false
    var hasRelativeYear = false
    var hasBetween = false
    /// A sign that makes a day only behind a month: 5月3号.
    var hasJoinedSign = false
    var dashIsTight = true
    var lastPart = DateForm.Part.weekday
    /// The last part that is a word or number, where an optional comma was taken behind it.
    var lastWord = DateForm.Part.weekday

    init(at word: Int, start: UInt32) {
      firstWord = word
      self.word = word
      position = start
      end = start
    }

    /// The end of the range that parts are filled into.
    var current: PartialDate {
      get { isRange ? second : first }
      set { if isRange { second = newValue } else { first = newValue } }
    }

    mutating func take(next: Int, end: UInt32, position: UInt32) {
      word = next
      self.end = end
      self.position = position
      isJoined = false
    }
  }

  /// The longest date that starts at a word, or nil.
  func match(at index: Int) -> DateMatch? {
    guard text.isOpen(before: text.words[index].start) || hangsOnCue(index) else { return nil }
    let begins = beginnings(at: index)
    guard !begins.isEmpty else { return nil }
    var best: DateMatch?
    for form in vocabulary.forms where !form.begins.isDisjoint(with: begins) {
      let start = Cursor(at: index, start: text.words[index].start)
      guard let cursor = match(form.parts[...], start), best == nil || cursor.end > best!.range.end else { continue }
      if let found = accept(form, cursor) { best = found }
    }
    return best
  }

  /// Behind a cue with a hyphen or, in scripts whose words for "in" and "and" are prefixes, none: "ב-5 במאי", "و5 مايو".
  func hangsOnCue(_ index: Int) -> Bool {
    guard index > 0, text.hasEnding(.dayCue, before: index) else { return false }
    let (end, start) = (text.words[index - 1].end, text.words[index].start)
    if end + 1 == start { return text.byte(end) == UInt8(ascii: "-") }
    return end == start && end > 1 && (0xD7...0xD9).contains(text.bytes[Int(end) - 2])
  }

  /// The parts that begin at a word. Looked up once, so that only forms that can match are tried.
  func beginnings(at index: Int) -> DateForm.Beginnings {
    let word = text.words[index]
    if word.kind == .digits {
      guard let number = text.number(at: index) else { return [] }
      let signs = signs(at: index + 1)
      if number.count > 2 { return signs.intersection(.signedYear).union(.year).intersection(vocabulary.beginnings) }
      return hasAnchor(behind: index) ? signs.union(.day) : []
    }
    var begins: DateForm.Beginnings = []
    if word.kind == .ideograph, text.startsHanNumber(index), let number = text.hanNumber(at: index) {
      begins = signs(at: number.next)
    }
    let roles = vocabulary.roles(startingWith: word.hash)
    if !roles.isDisjoint(with: .months),
      text.has(.month, at: index) || text.has(.shortMonth, at: index) || text.has(.dottedMonth, at: index)
    {
      begins.formUnion([.month, .period])
    } else if roles.contains(DateRoles(.part)), text.has(.part, at: index) {
      begins.insert(.period)
    }
    if roles.contains(DateRoles(.dayWord)), text.has(.dayWord, at: index) { begins.insert(.day) }
    if !roles.isDisjoint(with: .weekdays),
      text.has(.weekday, at: index) || text.has(.weakWeekday, at: index) || text.has(.shortWeekday, at: index)
    {
      begins.insert(.weekday)
    }
    if roles.contains(DateRoles(.eraBefore)) || roles.contains(DateRoles(.eraLetter)),
      text.has(.eraBefore, at: index) || text.has(.eraLetter, at: index)
    {
      begins.formUnion([.year, .signedYear])
    } else if !roles.isDisjoint(with: .years), let unit = relativeUnit(at: index)?.unit {
      if unit == .year { begins.formUnion([.year, .signedYear]) }
      if unit == .month { begins.insert(.signedMonth) }
    }
    return begins
  }

  /// The parts that a number is with the sign behind it.
  func signs(at index: Int) -> DateForm.Beginnings {
    guard index < text.words.count, text.gap(before: index) != .other else { return [] }
    let roles = vocabulary.roles(startingWith: text.words[index].hash)
    var found: DateForm.Beginnings = []
    if roles.contains(DateRoles(.yearSign)) { found.insert(.signedYear) }
    if roles.contains(DateRoles(.monthSign)) { found.insert(.signedMonth) }
    if roles.contains(DateRoles(.daySign)) { found.insert(.signedDay) }
    return found
  }

  /// Whether one of the next words may be a month or a sign, or numbers follow as in "5. 5. 2024".
  func hasAnchor(behind index: Int) -> Bool {
    var at = index + 1
    let last = min(index + 8, text.words.count)
    while at < last {
      let word = text.words[at]
      if word.start > text.words[at - 1].end + 8 { return false }
      if word.kind == .digits {
        if text.number(at: at)?.count == 4 { return true }
      } else {
        let roles = vocabulary.roles(startingWith: word.hash)
        if !roles.isDisjoint(with: .months) || !roles.isDisjoint(with: .signs) { return true }
      }
      at += 1
    }
    return false
  }

  /// Matches `parts` from `cursor`; an optional part is taken where it and the rest can be.
  func match(_ parts: ArraySlice<(part: DateForm.Part, isOptional: Bool)>, _ cursor: Cursor) -> Cursor? {
    guard let (part, isOptional) = parts.first else { return cursor }
    if let taken = take(part, cursor), let whole = match(parts.dropFirst(), taken) { return whole }
    return isOptional ? match(parts.dropFirst(), cursor) : nil
  }
}
