import PackFormat
import Pipeline

/// Decimal and grouping marks of a language, and whether its digits group by two behind the first three.
struct NumberMarks: Sendable {
  let decimal: UInt32
  /// 0 where digits are not grouped.
  let grouping: UInt32
  /// False: the language is not known, and these are the marks of English.
  var areKnown = true

  var groupsWithBlanks: Bool { grouping == 0xA0 || grouping == 0x202F || grouping == 0x20 }

  /// The marks of a language by its whole tag, else by its primary subtag, else those of English.
  static func marks(for language: Language) -> NumberMarks {
    let unknown = NumberMarks(decimal: 0x2E, grouping: 0x2C, areKnown: false)
    if language == .undetermined { return unknown }
    let table = NumberVocabulary.root.marks
    return table.value(of: language.tag) ?? table.value(of: language.primary)
      ?? unknown
  }
}

extension NumberMarks: PhraseValue {
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> NumberMarks {
    let row = phrases.row(number).map { UInt32($0) ?? 0 }
    return NumberMarks(decimal: row[0], grouping: row[1])
  }
}
