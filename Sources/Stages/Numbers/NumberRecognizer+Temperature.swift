/// Degrees: of temperature or of an angle.
extension NumberRecognizer {
  /// How many words on either side of the figure may say that degrees are of temperature.
  private static let reach = 12

  /// "Set the thermostat to 85°": degrees without a scale are of temperature where words of heat or cold stand near;
  /// elsewhere they may be an angle. The unit is CLDR's `temperature-generic`.
  func settleDegrees(_ figure: inout Figure) {
    if figure.unit == "degree" {
      if isNear(.temperature, figure) { figure.unit = "generic" }
      return
    }
    guard ["celsius", "fahrenheit", "kelvin"].contains(figure.unit), figure.value.map({ $0 > 0 }) ?? false else {
      return
    }
    let minus = spacedMinus(figure)
    if minus > 0 { negate(&figure, minus) }
  }

  /// 85° in languages that write ordinals so: a temperature where its scale follows or words of heat or cold stand near.
  func isDegreeSign(_ figure: Figure) -> Bool {
    guard text[figure.end] == 0xC2, let (unit, count) = vocabulary.unitSigns.match(from: figure.end, text.bytes) else {
      return false
    }
    if unit.id == "celsius" || unit.id == "fahrenheit" { return !text.isWord(at: figure.end + count) }
    return unit.id == "degree" && isNear(.temperature, figure)
  }

  /// Whether a word of the role stands in the sentence of the figure, and not far from it.
  func isNear(_ role: NumberVocabulary.Role, _ figure: Figure) -> Bool {
    guard vocabulary.has(role) else { return false }
    var index = figure.firstWord - 1
    while index >= 0, figure.firstWord - index <= Self.reach, isOneSentence(index) {
      if vocabulary.isWord(role, index, text) != nil { return true }
      index -= 1
    }
    index = figure.endWord
    while index < text.words.count, index - figure.endWord < Self.reach, index == 0 || isOneSentence(index - 1) {
      if vocabulary.isWord(role, index, text) != nil { return true }
      index += 1
    }
    return false
  }

  /// Whether no sentence ends between word `index` and the next; a stop behind one letter or before a digit ends none.
  private func isOneSentence(_ index: Int) -> Bool {
    guard index + 1 < text.words.count else { return true }
    let end = Int(text.words[index].end)
    let start = Int(text.words[index + 1].start)
    guard start - end <= 8 else { return false }
    return !(end..<start).contains {
      [0x0A, 0x21, 0x3F].contains(text[$0]) || (text[$0] == 0x2E && text.blank(at: $0 + 1) > 0)
    }
  }

  /// "convert - 20 degrees Celsius": a hyphen between blanks before a temperature, and no other that closes a pause.
  private func spacedMinus(_ figure: Figure) -> Int {
    let blank = text.blank(endingAt: figure.start)
    let dash = text.dash(endingAt: figure.start - blank)
    let before = figure.start - blank - dash
    guard blank > 0, dash == 1, figure.firstWord > 0, text.blank(endingAt: before) > 0,
      text.words[figure.firstWord - 1].kind == .letters, Int(text.words[figure.firstWord - 1].end) == before - 1
    else { return 0 }
    let line = text.line(around: figure.end)
    var offset = figure.end
    while offset < line.upperBound {
      if text.blank(endingAt: offset) > 0, text.dash(at: offset) > 0 { return 0 }
      offset += 1
    }
    return dash + blank
  }
}
