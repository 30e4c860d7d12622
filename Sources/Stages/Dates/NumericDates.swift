import Pipeline

/// Dates in digits alone: 2024-06-14, 14.06.2024, 14/06/2024.
struct NumericDates {
  let text: DateText
  let order: NumericOrder

  /// The date of three digit words from `index` on, with one and the same sign between them.
  func match(at index: Int) -> DateMatch? {
    guard index + 2 < text.words.count, text.gapIsOneByte(behind: index), text.gapIsOneByte(behind: index + 1),
      let a = text.number(at: index), let b = text.number(at: index + 1), var c = text.number(at: index + 2)
    else { return nil }
    if let era = text.vocabulary.implicitEras.first(where: { $0.calendar == .gregorian && $0.years.contains(c.value) })
    {
      c.value += era.offset
    }
    let first = text.words[index]
    let last = text.words[index + 2]
    let separator = text.bytes[Int(first.end)]
    guard separator == text.bytes[Int(text.words[index + 1].end)], text.isOpen(before: first.start),
      first.start == 0 || text.byte(first.start - 1) != UInt8(ascii: "-"), isEnded(behind: index + 2)
    else { return nil }
    guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: ".") || separator == UInt8(ascii: "/") else {
      return nil
    }
    // "version 1.2.2024"
    if separator == UInt8(ascii: "."), text.gap(before: index) == .blank, text.has(.notYear, at: index - 1) {
      return nil
    }
    let value: DateValue?
    if a.count == 4, b.count <= 2, c.count <= 2, (1000...2199).contains(a.value) {
      guard separator != UInt8(ascii: "-") || (b.count == 2 && c.count == 2) else { return nil }
      value = DateValue(PartialDate(year: a.value, month: b.value, day: c.value), published: nil)
    } else if a.count <= 2, b.count <= 2, c.count == 4, (1000...2199).contains(c.value) {
      value = yearLast(a.value, b.value, c.value, isDotted: separator == UInt8(ascii: "."))
    } else {
      return nil
    }
    guard let value else { return nil }
    var end = last.end
    var next = index + 3
    if text.gap(from: end, toWord: next) != .other, let word = text.phrase(.yearWord, at: next) {
      end = word.end
      next = word.next
    }
    return DateMatch(range: ByteRange(first.start, end), value: value, next: next)
  }

  private func yearLast(_ a: Int, _ b: Int, _ year: Int, isDotted: Bool) -> DateValue? {
    let dayFirst = CivilDay(year: year, month: b, day: a)
    let monthFirst = CivilDay(year: year, month: a, day: b)
    let chosen: CivilDay?
    if isDotted {
      chosen = dayFirst ?? monthFirst
    } else {
      switch order {
      case .dayFirst: chosen = dayFirst ?? monthFirst
      case .monthFirst: chosen = monthFirst ?? dayFirst
      case .unknown:
        if let dayFirst, let monthFirst, dayFirst != monthFirst {
          return DateValue(
            edtf: padded(year, 4), earliest: min(dayFirst, monthFirst), latest: max(dayFirst, monthFirst))
        }
        chosen = dayFirst ?? monthFirst
      }
    }
    return chosen.map { DateValue(edtf: $0.description, earliest: $0, latest: $0) }
  }

  /// Behind the last digits: nothing that goes on, a time (`T10:00`), a word of an unspaced script or a particle.
  private func isEnded(behind index: Int) -> Bool {
    let end = text.words[index].end
    guard text.gap(from: end, toWord: index + 1) == .none else {
      // A stop with a letter behind it is a file name or an address.
      if text.byte(end) == UInt8(ascii: "."), let byte = text.byte(end + 1), byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
        return false
      }
      return text.isClosed(at: end)
    }
    let word = text.words[index + 1]
    if word.script != UnicodeTable.Script.latin {
      return word.kind == .ideograph || word.script == UnicodeTable.Script.hangul || text.has(.yearWord, at: index + 1)
    }
    return text.byte(word.start) == UInt8(ascii: "T") && word.end == word.start + 1
      && text.gap(from: word.end, toWord: index + 2) == .none
  }
}

extension DateText {
  func gapIsOneByte(behind index: Int) -> Bool {
    index + 1 < words.count && words[index + 1].start == words[index].end + 1
  }
}
