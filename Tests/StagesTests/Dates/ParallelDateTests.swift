import Pipeline
import Testing

@testable import Stages

/// One set of sentences in all languages with a pack, each with one date; published on Friday, 14 June 2024.
@Suite struct ParallelDateTests {
  static let expected = [
    "2024-05-05", "2023-05", "2024-03-03", "2024-06-03/2024-06-09", "2024-05-12/2024-05-14", "2024-05-07",
    "2024-06-11", "2024-06-07", "2023-09-11/2023-09-20", "2024-01/2024-04", "2023-35", "2022-22", "199X", "18XX",
    "2019", "2014/2018", "2024-06-13", "2024-06-03/2024-06-09", "2024-05", "2023", "2025", "2024-06-11", "2022",
    "2024-05-14", "2023-40", "2023-01/2023-03",
  ]

  static let sentences = sentencesOne.merging(sentencesTwo) { a, _ in a }.merging(sentencesThree) { a, _ in a }

  /// Sentences that are read wrong, by language and line from 1: a count in Thai that the words of the text cut elsewhere.
  static let unread: [String: Set<Int>] = ["th": [23]]

  @Test("Each language with dates has its sentences")
  func complete() {
    #expect(Set(Self.sentences.keys) == Set(DateVocabularies.standard.codes))
    for (language, text) in Self.sentences {
      #expect(text.split(separator: "\n").count == Self.expected.count, "\(language)")
    }
  }

  @Test("A sentence gives the same date in every language, and nothing else", arguments: sentences.keys.sorted())
  func agreement(_ language: String) throws {
    for (index, line) in try #require(Self.sentences[language]).split(separator: "\n").enumerated() {
      let document = try DatesStageTests.annotated(String(line), Language(language), published: "2024-06-14")
      let layer = try #require(document.layer(.dates))
      let values = layer.spans.indices.map { layer.value(0, at: $0)?.string ?? "" }
      if Self.unread[language]?.contains(index + 1) == true {
        withKnownIssue { #expect(values == [Self.expected[index]], "\(line)") }
      } else {
        #expect(values == [Self.expected[index]], "\(language) \(index + 1): \(line)")
      }
    }
  }
}
