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
    supports: { vocabularies.hasPack(for: $0) },
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
      words.withUnsafeBufferPointer { words in
        DateFinder(
          text: DateText(bytes: bytes, words: words, vocabulary: vocabulary), published: published,
          order: DocumentOrder(vocabulary.numericOrder(in: language), hasRegion: language.tag.utf8.contains(0x2D))
        ).matches()
      }
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
