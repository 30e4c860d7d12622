import Pipeline

/// A formula of reading ease, and how the syllables in it are counted:
/// `base - wordsPerSentence × words / sentences - syllablesPerWord × syllables / words`.
struct ReadingEase: Sendable {
  let language: Language
  /// The three numbers of the formula, in thousandths.
  let base: Int
  let wordsPerSentence: Int
  let syllablesPerWord: Int
  let syllables: SyllableRules

  /// The formula of a language, where the literature has one; a tag such as `en-GB` has that of `en`.
  static func of(_ language: Language) -> ReadingEase? { all.first { language.matches($0.language) } }

  static let languages = all.map(\.language)

  /// The score, to one place.
  func score(_ counts: TextCounts) -> ExactDecimal {
    let (sentences, words) = (Int128(counts.sentences), Int128(counts.words))
    let numerator =
      Int128(base) * sentences * words - Int128(wordsPerSentence) * words * words
      - Int128(syllablesPerWord) * Int128(counts.syllables) * sentences
    return .quotient(numerator, 1000 * sentences * words, places: 1)
  }

  static let all: [ReadingEase] = [
    // Amstad, Wie verständlich sind unsere Zeitungen? (1978).
    ReadingEase(
      language: "de", base: 180_000, wordsPerSentence: 1000, syllablesPerWord: 58_500,
      syllables: SyllableRules(vowels: "aeiouyäöüéè")),
    // Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948).
    ReadingEase(
      language: "en", base: 206_835, wordsPerSentence: 1015, syllablesPerWord: 84_600,
      syllables: SyllableRules(
        vowels: "aeiouyé", silent: "e es ed",
        voiced: """
          ble cle dle fle gle kle ple sle tle zle bles cles dles fles gles kles ples sles tles zles \
          ces ches ges ses shes xes zes ted ded
          """)),
    // Szigriszt Pazos, Sistemas predictivos de legilibilidad del mensaje escrito (1993).
    ReadingEase(
      language: "es", base: 206_835, wordsPerSentence: 1000, syllablesPerWord: 62_300,
      syllables: SyllableRules(vowels: "aeiouáéíóúü", strong: "aeoáéíóú")),
    // Kandel, Moles, Application de l'indice de Flesch à la langue française (1958).
    ReadingEase(
      language: "fr", base: 207_000, wordsPerSentence: 1015, syllablesPerWord: 73_600,
      syllables: SyllableRules(vowels: "aeiouyàâæéèêëîïôœùûü", strong: "aâoôéëï", silent: "e es")),
    // Franchina, Vacca, Adaptation of Flesch readability index on a bilingual text (1986).
    ReadingEase(
      language: "it", base: 217_000, wordsPerSentence: 1300, syllablesPerWord: 60_000,
      syllables: SyllableRules(vowels: "aeiouàèéìíòóùú", strong: "aeoàèéìíòóùú")),
    // Oborneva, Automated assessment of the difficulty of school texts (dissertation, in Russian, 2006).
    ReadingEase(
      language: "ru", base: 206_835, wordsPerSentence: 1300, syllablesPerWord: 60_100,
      syllables: SyllableRules(vowels: "аеёиоуыэюя", strong: "аеёиоуыэюя")),
  ]
}
