import Pipeline

/// Says how hard a text is to read, by the lengths of its sentences and words.
///
/// Words are those of the lexical pass, made of letters; digits are none. Sentences inside a mark (a caption, a list of
/// links) are left out. A text without spaces between words gets nothing: there is no word to count in it.
public struct Readability: AnnotatingStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "readability", kind: .annotating,
      summary: "Says how hard a text is to read, by the lengths of its sentences and words.",
      discussion: """
        `readability` is the language's own form of Flesch's reading ease: 100 is easy, 0 hard; the syllables in it are \
        counted by groups of vowels. `lix` (Björnsson 1968) needs no syllables and is there for every language in Latin, \
        Cyrillic or Greek letters: below 30 is easy, above 60 hard. Chinese, Japanese, Thai and other texts without \
        spaces get no values.
        """,
      options: [
        OptionSpec("long-sentence", .int(1...10_000), default: "30", "a sentence of more words is a long one")
      ],
      mainOption: "long-sentence",
      languages: .packs(ReadingEase.languages),
      requires: ["sentences"],
      uses: ["marks"],
      provides: [longSentences],
      values: [
        LayerSchema.Field("readability", .decimal, "reading ease by the language's formula, where it has one"),
        LayerSchema.Field("lix", .decimal, "words per sentence plus the per cent of words over six letters"),
        LayerSchema.Field("sentence-length", .decimal, "mean words of a sentence"),
        LayerSchema.Field("word-length", .decimal, "mean letters of a word"),
      ],
      example: "- readability: { long-sentence: 25 }"),
    supports: { ReadingEase.of($0) != nil },
    make: { options, context in
      Readability(position: context.position, longSentence: options.int("long-sentence") ?? 30)
    })

  static let longSentences = LayerSchema(
    "long-sentences", "Sentences that are longer than most readers like.",
    fields: [LayerSchema.Field("words", .int, "how many words it has")])

  private let position: UInt16
  private let longSentence: Int

  init(position: UInt16 = 0, longSentence: Int = 30) {
    self.position = position
    self.longSentence = longSentence
  }

  public func annotate(_ document: inout Document) throws {
    let ease = document.language.flatMap(ReadingEase.of)
    let sentences = document.layer(.sentences)?.spans ?? []
    let marks = document.layer(.marks)
    let lexicon = document.lexicon()
    var counts = TextCounts()
    var long: [(span: ByteRange, words: Int)] = []
    document.text.withBytes { bytes in
      let counter = WordCounter(bytes: bytes, words: lexicon.words, syllables: ease?.syllables)
      for sentence in sentences where !isInside(marks, sentence) {
        let words = counter.add(sentence, from: lexicon.firstWord(from: sentence.start), to: &counts)
        if words > longSentence { long.append((sentence, words)) }
      }
    }
    guard counts.words > 0, counts.words >= counts.unspaced else { return }

    document.setValue("readability", ease.map { .decimal($0.score(counts)) })
    document.setValue("lix", counts.lix.map { .decimal($0) })
    document.setValue("sentence-length", .decimal(counts.sentenceLength))
    document.setValue("word-length", .decimal(counts.wordLength))
    document.updateLayer(Self.longSentences) { layer in
      for (span, words) in long { layer.append(span, stage: position, [.int(Int64(words))]) }
    }
  }

  private func isInside(_ marks: Layer?, _ sentence: ByteRange) -> Bool {
    guard let marks, !marks.isEmpty else { return false }
    return marks.candidates(overlapping: sentence).contains { marks.spans[$0].contains(sentence) }
  }
}
