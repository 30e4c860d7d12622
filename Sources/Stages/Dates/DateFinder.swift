import Pipeline

/// Goes over a document once and tries the rules of dates where a date may start.
struct DateFinder {
  let text: DateText
  let published: CivilDay?
  let order: DocumentOrder

  func matches() -> [DateMatch] {
    let forms = DateFormMatcher(text: text, published: published)
    var numeric = NumericDates(text: text, forms: forms, order: order)
    let years = YearRules(text: text, forms: forms)
    let periods = LongPeriods(text: text, forms: forms)
    let relative = RelativeDates(text: text, forms: forms, published: published)
    let lists = DateLists(text: text, forms: forms, published: published)
    var found: [DateMatch] = []
    text.vocabulary.starts.withUnsafeBufferPointer { starts in
      var index = 0
      let count = text.words.count
      while index < count {
        // Most words end here.
        if text.words[index].kind != .digits, !DateVocabulary.mayStart(text.words[index].hash, starts),
          text.words[index].kind != .ideograph
        {
          index += 1
          continue
        }
        let match: DateMatch?
        if text.words[index].kind == .digits {
          match =
            numeric.match(at: index) ?? periods.decade(at: index) ?? periods.century(at: index)
            ?? forms.match(at: index) ?? years.match(at: index)
        } else {
          let isHan = text.words[index].kind == .ideograph
          let roles = text.vocabulary.roles(startingWith: text.words[index].hash)
          let hasHanNumber = isHan && text.startsHanNumber(index)
          if roles.isEmpty, !hasHanNumber {
            index += 1
            continue
          }
          // "two years ago" before "year ago".
          let counted = !roles.isDisjoint(with: .counted) ? relative.counted(unitAt: index) : nil
          let period = hasHanNumber || !roles.isDisjoint(with: .periods) ? periods.match(at: index) : nil
          let longest = counted == nil ? Self.longer(period, forms.match(at: index)) : nil
          let lettered = roles.contains(DateRoles(.eraLetter)) ? numeric.eraDate(at: index) : nil
          match =
            counted ?? lettered
            ?? (roles.isDisjoint(with: .relatives) ? longest : Self.longer(longest, relative.match(at: index)))
        }
        if var match, match.range.start >= found.last?.range.end ?? 0 {
          if match.written != nil {
            lists.complete(&found, with: match, at: index)
            let following = lists.following(&match)
            found.append(match)
            found += following
          } else {
            found.append(match)
          }
          index = max(found[found.count - 1].next, index + 1)
        } else {
          index += 1
        }
      }
    }
    return found
  }

  private static func longer(_ a: DateMatch?, _ b: DateMatch?) -> DateMatch? {
    guard let a else { return b }
    guard let b else { return a }
    return b.range.end > a.range.end ? b : a
  }
}
