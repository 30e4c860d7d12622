import Pipeline

/// Adds up numeral signs that count by ten thousands: 3万4000, 一百零八, 3억 2천만, 二百五.
struct MyriadScanner {
  let text: NumberText
  let vocabulary: NumberVocabulary
  /// Signs beyond which no number goes on.
  private static let maximumSigns = 40

  struct Reading {
    var value: ExactDecimal
    var end: Int
    /// Signs, a number in digits among them counted as one.
    var signs = 0
    var digits = 0
    var multipliers = 0
    /// Decimal places were read.
    var hasPoint = false
    /// A sign for "and some" stands inside: 五百余万 is 5,000,000 and more.
    var isOpen = false
    /// Signs of documents alone (壹, 拾).
    var isFormal = true
    var isHangul = false
    var hasMultiplier: Bool { multipliers > 0 }
  }

  struct State {
    var total = ExactDecimal.zero
    var group = ExactDecimal.zero
    var pending: ExactDecimal?
    /// Whether `pending` is one sign, which a lower place may be left out behind (二百五).
    var isSign = false
    var lastLarge: Int128 = .max
    var lastSmall: Int128 = .max
    /// The multiplier right before `pending`.
    var lastMultiplier: Int128 = 0
    var hasGap = false
  }

  /// Reads signs from `offset`; `leading` is a number in digits right before it.
  func read(_ offset: Int, leading: ExactDecimal?, word: Int) -> Reading? {
    var state = State()
    state.pending = leading
    var reading = Reading(value: .zero, end: offset)
    var position = offset
    while position < text.bytes.count, reading.signs < Self.maximumSigns {
      let at = position + gap(at: position, state, reading)
      guard at < text.bytes.count else { break }
      let isApart = at != position
      if text.digit(at: at) != nil {
        guard let next = addDigits(at, isApart, &state, reading) else { break }
        position = next
        reading.end = next
        reading.signs += 1
        continue
      }
      if let rest = rest(at, state, reading) {
        reading.isOpen = true
        position = rest
        continue
      }
      if let next = addPlaces(at, &state, &reading) {
        position = next
        reading.end = next
        continue
      }
      let (scalar, count) = text.bytes.scalar(at: at)
      guard let sign = MyriadSign.sign(scalar), !isOther(sign, at, state, reading, leading, word),
        !isApart || mayFollow(sign, at, count, state, reading), add(sign, &state, &reading)
      else { break }
      if MyriadSign.isHangul(scalar) { reading.isHangul = true }
      if !MyriadSign.isFormal(scalar) { reading.isFormal = false }
      if isApart { state.hasGap = true }
      position = at + count
      reading.end = position
      reading.signs += 1
    }
    guard reading.signs > 0 else { return nil }
    if reading.isOpen, position > reading.end { return nil }
    return finish(state, reading)
  }

  private func finish(_ state: State, _ reading: Reading) -> Reading? {
    var reading = reading
    var pending = state.pending
    if state.isSign, state.lastMultiplier >= 100, !reading.hasPoint, vocabulary.has(.elliptic), let digit = pending {
      // 二百五: the place of the last sign goes without saying.
      pending = digit.multiplied(by: ExactDecimal(coefficient: state.lastMultiplier / 10))
    }
    guard let sum = state.group.adding(pending ?? .zero), let value = state.total.adding(sum) else { return nil }
    reading.value = value
    return reading
  }

  // MARK: Signs

  private func add(_ sign: MyriadSign, _ state: inout State, _ reading: inout Reading) -> Bool {
    switch sign {
    case .digit(0) where state.pending == nil && reading.hasMultiplier:
      // 一百零八: the places between are empty, so the next sign has its own.
      state.lastMultiplier = 0
    case .digit(let value):
      guard state.pending == nil else { return false }
      state.pending = ExactDecimal(coefficient: value)
      state.isSign = true
      reading.digits += 1
      return true
    case .tens(let value):
      guard state.pending == nil, state.lastSmall > 10, let sum = state.group.adding(ExactDecimal(coefficient: value))
      else { return false }
      state.group = sum
      state.lastSmall = 10
      state.lastMultiplier = 10
      reading.multipliers += 1
      reading.digits += 1
    case .small(let value):
      guard value < state.lastSmall,
        let product = (state.pending ?? 1).multiplied(by: ExactDecimal(coefficient: value)),
        let sum = state.group.adding(product)
      else { return false }
      state.group = sum
      state.pending = nil
      state.lastSmall = value
      state.lastMultiplier = value
      reading.multipliers += 1
    case .large(let value):
      guard close(value, &state) else { return false }
      reading.multipliers += 1
    }
    state.isSign = false
    return true
  }

  /// Multiplies what belongs to a large sign: the last group (三万五千万亿), or all of it before a larger one (两万五千亿).
  private func close(_ value: Int128, _ state: inout State) -> Bool {
    guard let whole = state.group.adding(state.pending ?? .zero) else { return false }
    if value < state.lastLarge {
      guard let product = (whole == .zero ? 1 : whole).multiplied(by: ExactDecimal(coefficient: value)),
        let sum = state.total.adding(product)
      else { return false }
      state.total = sum
    } else {
      guard value > state.lastLarge || whole == .zero, let all = state.total.adding(whole),
        let product = all.multiplied(by: ExactDecimal(coefficient: value))
      else { return false }
      state.total = product
    }
    state.lastLarge = value
    state.lastSmall = .max
    state.lastMultiplier = value
    state.group = .zero
    state.pending = nil
    return true
  }

  /// Digits inside a number: 3万4000, 1억 2500만.
  private func addDigits(_ at: Int, _ isApart: Bool, _ state: inout State, _ reading: Reading) -> Int? {
    guard reading.hasMultiplier, state.pending == nil, let (value, next) = text.digits(at) else { return nil }
    // Behind a blank they belong to it where a multiplier or counter follows, or where all parts stand apart.
    guard !isApart || continues(next) || (state.hasGap && value < ExactDecimal(coefficient: state.lastMultiplier))
    else {
      return nil
    }
    state.pending = value
    state.isSign = false
    return next
  }

  /// Decimal places behind a point in words or a middle dot: 三点五, 五・〇八, 이백점 영삼.
  private func addPlaces(_ at: Int, _ state: inout State, _ reading: inout Reading) -> Int? {
    guard reading.signs > 0, !reading.hasPoint, state.pending == nil || state.isSign,
      let (_, count) = vocabulary.points.match(from: at, text.bytes)
    else { return nil }
    var offset = at + count + text.blank(at: at + count)
    // 십오점 사이, 삼점 이상: what looks like digits hedges or closes a range.
    if vocabulary.modifierSuffixes.match(from: offset, text.bytes) != nil
      || vocabulary.rangeCloseSigns.match(from: offset, text.bytes) != nil
    {
      return nil
    }
    var digits: Int128 = 0
    var places: Int32 = 0
    while offset < text.bytes.count, places < 12,
      case .digit(let value)? = MyriadSign.sign(text.bytes.scalar(at: offset).value)
    {
      if let (_, length) = vocabulary.particles.match(from: offset, text.bytes), length > 3 { break }
      digits = digits * 10 + value
      places += 1
      offset += text.bytes.scalar(at: offset).length
    }
    guard places > 0 else { return nil }
    // 三点五十: ten minutes to four is no decimal.
    if offset < text.bytes.count, case .small? = MyriadSign.sign(text.bytes.scalar(at: offset).value) { return nil }
    if state.isSign, state.lastMultiplier >= 100, vocabulary.has(.elliptic) {
      state.pending = state.pending?.multiplied(by: ExactDecimal(coefficient: state.lastMultiplier / 10))
    }
    guard let sum = (state.pending ?? .zero).adding(ExactDecimal(coefficient: digits, exponent: -places)) else {
      return nil
    }
    state.pending = sum
    state.isSign = false
    reading.hasPoint = true
    reading.signs += Int(places)
    return offset
  }

  /// Behind "and some" inside a number: 五百余万, 二十几亿, 500여만; nil: none stands here, or no multiplier follows.
  private func rest(_ at: Int, _ state: State, _ reading: Reading) -> Int? {
    guard reading.signs > 0 || state.pending != nil, !reading.isOpen, state.pending == nil || !state.isSign,
      let (_, count) = vocabulary.rests.match(from: at, text.bytes)
    else { return nil }
    let next = at + count + text.blank(at: at + count)
    guard next < text.bytes.count, let sign = MyriadSign.sign(text.bytes.scalar(at: next).value) else { return nil }
    switch sign {
    case .large: return next
    case .small(let value): return value < state.lastSmall && reading.signs == 0 ? next : nil
    default: return nil
    }
  }
}
