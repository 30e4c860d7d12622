import Pipeline
import Testing

@testable import Stages

@Suite struct SentenceRulesTests {
  private func sentences(_ text: String, _ language: String = "en") -> [String] {
    let rows = LanguagePack.named(language)?.file("abbreviations.tsv")?.rows ?? []
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      var rules = SentenceRules(buffer, abbreviations: Abbreviations(rows))
      return rules.sentences().map { String(decoding: bytes[$0.indices], as: UTF8.self) }
    }
  }

  @Test("Abbreviations, initials, ordinals, quotations and marks of each language are known")
  func samples() {
    let lines = sentenceSamples.split(separator: "\n")
    #expect(lines.count > 50)
    for line in lines {
      let language = String(line.prefix { $0 != ":" })
      let expected = line.dropFirst(language.count + 2).split(separator: "|").map(String.init)
      let blank = ["zh", "ja"].contains(language) ? "" : " "
      #expect(sentences(expected.joined(separator: blank), language) == expected, "\(language)")
    }
  }

  @Test("Languages that abbreviate with a stop have a list")
  func packs() {
    let codes = "be bg bn ca cs da de el en es et fa fi fr he hi hr hu id it nb nl pl pt ro ru sk sl sr sv th tr uk vi"
    for code in codes.split(separator: " ").map(String.init) {
      #expect(LanguagePack.named(code)?.file("abbreviations.tsv") != nil, "\(code)")
    }
  }

  @Test("Lines wrapped at a width are one paragraph; headings, lists and captions are not")
  func wrappedLines() {
    let wrapped = """
      The council of Northport met on Monday to hear what the engineers of
      Ann Hill had found below the old bridge. They spoke for an hour. Mr.
      Hall asked them who would pay for the repairs that the report wants,
      and when the work could begin.
      """
    #expect(sentences(wrapped).count == 3)
    #expect(sentences(wrapped)[1] == "They spoke for an hour.")
    let list = "Bridges of the county\nNorthport, built in 1911\nHill Road\nOld Mill, built in 1890 by Hall and Sons"
    #expect(sentences(list).count == 4)
    #expect(sentences("A caption without a stop\nThe article begins here. It goes on.").count == 3)
  }

  @Test("A turn of a dialogue ends a sentence; a dash that leads back to the speaker does not")
  func dialogue() {
    #expect(sentences("Come in. – Thank you! – Not at all.") == ["Come in.", "– Thank you!", "– Not at all."])
    #expect(sentences("«Так!» — Іван кивнув.", "uk") == ["«Так!» — Іван кивнув."])
    #expect(sentences("It ended – At last.") == ["It ended – At last."])
  }

  @Test("Quotation marks stay with the sentence that they close or open")
  func quotations() {
    #expect(sentences("Il dit : « Oui. » Puis il part.", "fr") == ["Il dit : « Oui. »", "Puis il part."])
    #expect(sentences("雨だ。「傘は？」", "ja") == ["雨だ。", "「傘は？」"])
    #expect(sentences("He said (it rained.) Then he left.") == ["He said (it rained.)", "Then he left."])
    #expect(sentences("It was big (!) and old (?) Roman.") == ["It was big (!) and old (?) Roman."])
  }

  @Test("The first words of a form and its capitalized shape count too")
  func forms() {
    #expect(sentences("Vgl. Seite 3 oben. Gut.", "de") == ["Vgl. Seite 3 oben.", "Gut."])
    #expect(sentences("Das gilt z. B. Hunden.", "de") == ["Das gilt z. B. Hunden."])
    let years = ["Это было в 2019 г.", "Он ушёл.", "В г. Москве тихо."]
    #expect(sentences(years.joined(separator: " "), "ru") == years)
  }

  @Test("Words that are abbreviations too end a sentence before a word that often starts one")
  func ambiguousWords() {
    #expect(
      sentences("Eine neue Art. Das ist gut. Siehe Art. 5.", "de") == [
        "Eine neue Art.", "Das ist gut.", "Siehe Art. 5.",
      ])
    #expect(sentences("He said no. They left. See no. 5.") == ["He said no.", "They left.", "See no. 5."])
  }
}
