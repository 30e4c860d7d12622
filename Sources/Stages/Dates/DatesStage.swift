import Pipeline

/// Finds dates and states what days they mean.
public struct DatesStage: AnnotatingStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "dates", kind: .annotating,
      summary: "Finds dates and gives them as EDTF with the first and last day they may mean.",
      discussion: """
        Numeric dates (2024-06-14, 14.06.2024, 2024年6月14日) are found in every language, names of months and weekdays and \
        words such as "yesterday" in those that have a pack. A day without a year, a month alone and relative words are \
        resolved by the publication date, where the document has one, and marked `relative`. Digits are a year only where \
        words or signs near them say so: "in 2022" and "2022 року" are dates, "2022 tanks" is none.
        """,
      languages: .packs(vocabularies.codes.map { Language($0) }),
      provides: [.dates],
      example: "- dates"),
    supports: { vocabularies.byCode[$0.primary] != nil },
    make: { _, context in DatesStage(position: context.position) })

  private static let vocabularies = DateVocabularies.standard

  private let position: UInt16
  private let vocabularies: DateVocabularies

  init(position: UInt16 = 0, vocabularies: DateVocabularies = .standard) {
    self.position = position
    self.vocabularies = vocabularies
  }

  public func annotate(_ document: inout Document) throws {
    let language = document.language ?? .undetermined
    let vocabulary = vocabularies.vocabulary(for: language)
    let published = document.published.flatMap { CivilDay(iso: $0) }
    let words = document.lexicon().words
    let matches = document.text.withBytes { bytes in
      DateFinder(
        text: DateText(bytes: bytes, words: words, vocabulary: vocabulary), published: published,
        order: vocabulary.numericOrder(in: language)
      ).matches()
    }
    document.updateLayer(.dates) { layer in
      layer.reserveCapacity(layer.count + matches.count)
      for match in matches {
        layer.append(
          match.range, stage: position,
          [
            .string(match.value.edtf), match.value.earliest.map { .string($0.description) },
            match.value.latest.map { .string($0.description) }, match.value.isRelative ? .bool(true) : nil,
          ])
      }
    }
  }
}

/// The vocabularies of all languages that have a `dates.tsv`.
struct DateVocabularies: Sendable {
  let byCode: [String: DateVocabulary]
  private let root: DateVocabulary

  /// Codes with a vocabulary, sorted.
  var codes: [String] { byCode.keys.sorted() }

  static let standard: DateVocabularies = {
    var byCode: [String: DateVocabulary] = [:]
    let root = LanguagePack.root.file("dates.tsv")
    for code in LanguagePack.codes {
      if let table = LanguagePack.named(code)?.file("dates.tsv") {
        byCode[code] = DateVocabulary([table] + (root.map { [$0] } ?? []))
      }
    }
    return DateVocabularies(byCode: byCode, root: DateVocabulary(root.map { [$0] } ?? []))
  }()

  func vocabulary(for language: Language) -> DateVocabulary { byCode[language.primary] ?? root }
}

/// Goes over a document once and tries the rules of dates where a date may start.
struct DateFinder {
  let text: DateText
  let published: CivilDay?
  let order: DateVocabulary.NumericOrder

  func matches() -> [DateMatch] {
    var found: [DateMatch] = []
    let forms = DateFormMatcher(text: text, published: published)
    let numeric = NumericDates(text: text, order: order)
    let years = YearRules(text: text, forms: forms)
    var index = 0
    while index < text.words.count {
      let word = text.words[index]
      var match: DateMatch?
      if word.kind == .digits {
        match =
          numeric.match(at: index) ?? years.decade(at: index) ?? forms.match(at: index) ?? years.match(at: index)
      } else if text.vocabulary.mayStart(word.hash) {
        match = years.romanCentury(wordAt: index) ?? forms.match(at: index) ?? relative(at: index)
      }
      if let match, match.range.start >= found.last?.range.end ?? 0 {
        found.append(match)
        index = max(match.next, index + 1)
      } else {
        index += 1
      }
    }
    return found
  }

  /// "yesterday", "last month", "торік".
  private func relative(at index: Int) -> DateMatch? {
    // A capital inside a sentence makes a name of it: "USA Today".
    if text.vocabulary.isTitleCased, text.words[index].letterCase == .title, text.gap(before: index) == .blank {
      return nil
    }
    guard let published, let phrase = text.phrase(.relative, at: index), text.isOpen(before: text.words[index].start),
      text.isClosed(at: phrase.end)
    else { return nil }
    return DateMatch(
      range: ByteRange(text.words[index].start, phrase.end),
      value: DateValue(phrase.entry.unit, offset: phrase.entry.value, from: published), next: phrase.next)
  }
}
