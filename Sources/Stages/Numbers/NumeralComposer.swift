import Pipeline

extension NumeralSequence {
  /// Composes numerals to one number: parts with their scales, and the group that the next scale multiplies.
  struct Composer {
    let isUnitFirst: Bool
    let isNested: Bool
    /// Closed parts, the scale of each smaller than that of the one before.
    private var parts: [(value: ExactDecimal, scale: ExactDecimal)] = []
    private var group = ExactDecimal.zero
    /// What is added to the group must be below this; 1000 in an empty group.
    private var floor = 1000
    private var hasGroup = false
    private var lastUnit = false
    private var isOrdinal = false
    private var isJoined = false
    private var numerals = 0
    private var scale: ExactDecimal?
    private var best: Reading?
    /// Behind a comma only hundreds or a scale go on with the number: "two million, three hundred and five".
    private var awaitsHundred = false
    /// What a word before the number adds to it.
    private var added: ExactDecimal?

    init(isUnitFirst: Bool, isNested: Bool) {
      self.isUnitFirst = isUnitFirst
      self.isNested = isNested
    }

    mutating func compose(_ tokens: [Token]) -> Reading? {
      var position = 0
      /// The reading before an "and", should what follows turn out to be a number of its own; and behind the last scale.
      var beforeJoint: Reading?
      var behindScale: Reading?
      var isPrefixed = false
      // وعشرين, بخمسة: "and" or "with" in one word with the number.
      if tokens.count > 1, tokens[0].numeral.role == .prefix || tokens[0].numeral.role == .and,
        tokens[1].word == tokens[0].word
      {
        position = 1
      }
      if tokens[0].numeral.is(.ordinalPrefix) {
        isPrefixed = true
        position = 1
      }
      let first = position
      scan: while position < tokens.count {
        let token = tokens[position]
        if position > first, token.gap == .comma {
          guard !parts.isEmpty, !hasGroup, best != nil else { break }
          awaitsHundred = true
        }
        if position > first, let skipped = joint(tokens, position) {
          beforeJoint = best
          position += skipped
          isJoined = true
          continue
        }
        let closed = parts.count
        if !take(tokens, position, first) {
          // A factor that does not fit belongs to the number before it: "two thousand, three million" are two numbers.
          if hasGroup, token.numeral.is(.scale) || token.numeral.is(.hundred), let earlier = behindScale ?? beforeJoint
          {
            best = earlier
          }
          break
        }
        numerals += 1
        position += 1
        isJoined = false
        if let end = token.endWord { record(end, token) }
        if parts.count != closed || !hasGroup { (behindScale, beforeJoint) = (best, nil) }
      }
      if isPrefixed { best?.isOrdinal = true }
      return best
    }

    private mutating func record(_ endWord: Int, _ token: Token) {
      guard !awaitsHundred, added == nil else { return }
      var sum = group
      for part in parts { sum = sum.adding(part.value) ?? sum }
      best = Reading(
        value: sum, endWord: endWord, isOrdinal: isOrdinal, scale: scale, numerals: numerals,
        isWeak: numerals == 1 && token.numeral.is(.weak), endsWithScale: !hasGroup && !parts.isEmpty)
    }

    /// How many tokens at `position` only join: an "and" that the pack allows here, with a smaller part behind it.
    private func joint(_ tokens: [Token], _ position: Int) -> Int? {
      let token = tokens[position]
      // المائة وستة: behind an ordinal hundred a cardinal goes on.
      guard token.numeral.is(.and), !isOrdinal || isUnitFirst && floor == 100, position + 1 < tokens.count else {
        return nil
      }
      let next = tokens[position + 1].numeral
      if token.numeral.joins(4), !hasGroup, !parts.isEmpty, next.is(.scale) || next.role == .article, next.standsAlone {
        return 1
      }
      // douăzeci de milioane.
      if token.numeral.joins(8), hasGroup, next.role == .scale { return 1 }
      guard let width = Self.width(next) else { return nil }
      if token.numeral.joins(1), isUnitFirst, lastUnit, width == 10, next.value < 100 { return 1 }
      if token.numeral.joins(2), hasGroup, floor == 10, width == 1 { return 1 }
      if token.numeral.joins(4), (hasGroup && floor == 100) || (!hasGroup && !parts.isEmpty), width < floor { return 1 }
      return nil
    }

    /// The place of an additive numeral: 1 for units, 10 for tens, 100 for hundreds; teens count as tens.
    private static func width(_ numeral: Numeral) -> Int? {
      switch numeral.role {
      case .unit, .teen, .ten, .hundreds, .hundred, .native, .attributive, .collective, .ordinal, .zero:
        let value = numeral.value
        if numeral.role == .hundred { return numeral.standsAlone || numeral.is(.ordinal) ? 100 : nil }
        return value < 10 ? 1 : value < 100 ? 10 : value < 1000 ? 100 : nil
      case .ordinalScale: return numeral.is(.ordinal) && numeral.value < 1000 ? 100 : nil
      default: return nil
      }
    }

    private mutating func take(_ tokens: [Token], _ position: Int, _ first: Int) -> Bool {
      let numeral = tokens[position].numeral
      // Behind an ordinal only ordinals go on: vigésimo quinto.
      if isOrdinal, !numeral.is(.ordinal), !isJoined { return false }
      if numeral.is(.hundred) || numeral.is(.ordinalScale) && numeral.value < 1000 {
        if multiplyGroup(numeral) {
          isOrdinal = isOrdinal || numeral.is(.ordinalScale)
          return true
        }
        if numeral.is(.ordinal), add(numeral) { return true }
        return false
      }
      // tiga setengah: a half by itself, and one more half behind a number.
      if numeral.is(.half), numeral.role != .half, position > first { return addHalf(numeral, of: nil) }
      switch numeral.role {
      case .scale, .ordinalScale: return close(numeral)
      case .halfBefore:
        guard position == first else { return false }
        added = numeral.value
        return true
      case .half:
        guard position > first else { return false }
        let next = position + 1 < tokens.count && tokens[position + 1].gap == .blank ? tokens[position + 1] : nil
        return addHalf(numeral, of: next?.numeral)
      case .mixed:
        guard !hasGroup, floor == 1000, !awaitsHundred else { return false }
        group = numeral.value
        (hasGroup, floor, lastUnit) = (true, 0, false)
        return true
      case .dozen:
        guard parts.isEmpty, let product = dozens(numeral.value) else { return false }
        parts = [(product, numeral.value)]
        (group, hasGroup, floor) = (.zero, false, 0)
        return true
      case .article where numeral.value >= 1000: return close(numeral)
      case .hundreds where numeral.value >= 1000: return addPart(numeral.value)
      case .article:
        guard position == first, position + 1 < tokens.count else { return false }
        let next = tokens[position + 1].numeral
        guard next.is(.hundred) || next.is(.scale) || next.is(.dozen) else { return false }
        return add(Numeral(role: .unit, value: numeral.value))
      case .ordinal:
        if numeral.value >= 1000 {
          guard !hasGroup, parts.isEmpty else { return false }
          parts = [(numeral.value, numeral.value)]
          isOrdinal = true
          return true
        }
        return add(numeral)
      default: return add(numeral)
      }
    }

    /// "three hundred and two dozens" are three hundred and 24: nobody counts dozens beyond twelve behind hundreds.
    private func dozens(_ width: ExactDecimal) -> ExactDecimal? {
      guard hasGroup else { return width }
      let rest = ExactDecimal(coefficient: group.coefficient % 100)
      guard group.exponent == 0, group > 100, rest > 0, rest <= 12 else { return group.multiplied(by: width) }
      return rest.multiplied(by: width)?.adding(group)?.adding(rest.negated)
    }

    private mutating func add(_ numeral: Numeral) -> Bool {
      guard let width = Self.width(numeral) else { return false }
      let isTeen = width == 10 && numeral.value.coefficient % 10 != 0 && numeral.value.exponent == 0
      let value = numeral.value
      if value == .zero {
        guard !hasGroup else { return false }
        (hasGroup, floor, lastUnit) = (true, 1, true)
        return true
      }
      if width == 10, !isTeen, value < 100, isUnitFirst, lastUnit, value > 10, floor == 1 {
        guard let sum = group.adding(value) else { return false }
        group = sum
        (floor, lastUnit) = (0, false)
      } else {
        guard width * 10 <= floor, let sum = group.adding(value) else { return false }
        group = sum
        // Ten takes no unit: where "ten five" is fifteen the pack says so in one phrase.
        floor = width == 1 ? 1 : isTeen || value == 10 ? 0 : width
        lastUnit = width == 1
      }
      if let more = added {
        group = group.adding(more) ?? group
        (floor, added) = (0, nil)
      }
      hasGroup = true
      if width == 100 { awaitsHundred = false }
      if numeral.is(.ordinal), !numeral.is(.unit), !numeral.is(.teen), !numeral.is(.ten), !numeral.is(.hundreds) {
        isOrdinal = true
      }
      return true
    }

    /// "three hundred", "hundert".
    private mutating func multiplyGroup(_ numeral: Numeral) -> Bool {
      if numeral.value < 100, hasGroup {
        // Tens in two words: kahdet-kymmenet. The unit before becomes tens, what was before that stays.
        guard lastUnit, let unit = ExactDecimal(coefficient: group.coefficient % 10).multiplied(by: ExactDecimal(9)),
          let sum = group.adding(unit)
        else { return false }
        group = sum
      } else if hasGroup {
        guard floor < 100, group < 100, let product = group.multiplied(by: numeral.value) else { return false }
        group = product
      } else {
        guard added != nil || numeral.standsAlone || numeral.is(.ordinal) || numeral.is(.ordinalScale) else {
          return false
        }
        group = takeAdded().multiplied(by: numeral.value) ?? numeral.value
      }
      (hasGroup, floor, lastUnit) = (true, numeral.value < 100 ? 10 : 100, false)
      awaitsHundred = false
      return true
    }

    /// A scale closes the group: "five thousand", "mil", "mil millones".
    private mutating func close(_ numeral: Numeral) -> Bool {
      let factor = numeral.value
      var sum = group
      var rest = parts
      while let last = rest.last, last.scale < factor || (last.scale == factor && (!hasGroup || isNested)) {
        // "two million three hundred thousand" goes down; going up needs the scales side by side.
        guard !hasGroup || isNested else { return false }
        guard let added = sum.adding(last.value) else { return false }
        sum = added
        rest.removeLast()
      }
      if let last = rest.last, last.scale <= factor { return false }
      if !hasGroup, rest.count == parts.count {
        guard added != nil || numeral.standsAlone || numeral.role == .ordinalScale else { return false }
        sum = takeAdded()
      }
      guard sum != .zero, let product = sum.multiplied(by: factor) else { return false }
      parts = rest + [(product, factor)]
      (group, hasGroup, floor, lastUnit) = (.zero, false, 1000, false)
      scale = factor
      awaitsHundred = false
      if numeral.role == .ordinalScale { isOrdinal = true }
      return true
    }

    /// सवा लाख, a lakh and a quarter: what a word before the number adds counts in the scale, where no number stands
    /// between.
    private mutating func takeAdded() -> ExactDecimal {
      defer { added = nil }
      return added?.adding(1) ?? 1
    }

    /// A part with its scale in one word: ألفان, two thousand.
    private mutating func addPart(_ value: ExactDecimal) -> Bool {
      var scale = ExactDecimal(1000)
      while let next = scale.multiplied(by: 1000), next <= value { scale = next }
      guard !hasGroup, parts.last.map({ $0.scale > scale }) ?? true else { return false }
      parts.append((value, scale))
      (floor, lastUnit, self.scale, awaitsHundred) = (1000, false, scale, false)
      return true
    }

    /// "two and a half", "a million and a half".
    private mutating func addHalf(_ numeral: Numeral, of next: Numeral?) -> Bool {
      // "one billion and a half million": the half is one of the scale behind it, which `close` takes.
      if !hasGroup, let next, next.role == .scale, let last = parts.last, next.value < last.scale {
        (group, hasGroup, floor) = (numeral.value, true, 0)
        awaitsHundred = true
        return true
      }
      if hasGroup, floor < 100, let sum = group.adding(numeral.value) {
        group = sum
        (floor, lastUnit) = (0, false)
        return true
      }
      guard !hasGroup, let last = parts.last, let part = last.scale.multiplied(by: numeral.value),
        let sum = last.value.adding(part)
      else { return false }
      parts[parts.count - 1].value = sum
      floor = 0
      return true
    }
  }
}
