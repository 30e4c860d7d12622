import Pipeline
import Testing

@testable import Stages

/// Plain letters, simplified characters, and the classes of words.
@Suite struct KnownWordTests {
  private func plain(_ text: String, room: Int = 80) -> String {
    let folded = text.unicodeScalars.map { UnicodeTable.shared.entry($0.value).folded($0.value) }
    var letters = [UInt32](repeating: 0, count: room)
    let count = folded.withUnsafeBufferPointer { folded in
      letters.withUnsafeMutableBufferPointer { PlainLetters.write(folded, into: $0) }
    }
    return String(String.UnicodeScalarView(letters[..<count].map { Unicode.Scalar($0)! }))
  }

  @Test(arguments: [
    ("Наталія", "Natalija"), ("Юрий", "Jurij"), ("Škoda", "Шкода"), ("Αθήνα", "Athina"), ("Łódź", "Lodz"),
    ("Alexander", "Александер"), ("Wien", "Виен"), ("Müller", "MULER"), ("Zoë", "Zoe\u{308}"),
  ])
  func `the same name in two scripts or spellings has the same plain letters`(a: String, b: String) {
    #expect(plain(a) == plain(b))
  }

  @Test func `letters without a plain form stay, and what has no room is left out`() {
    #expect(plain("तारा") == "तारा")
    #expect(plain("Београд", room: 3) == "beo")
    #expect(plain("'’").unicodeScalars.first == "’")
  }

  private func classes(_ word: String, _ list: KnownWordList) -> (UInt32, UInt32, Int) {
    let letters = Array(plain(word).unicodeScalars.map(\.value))
    return KnownWords.table(list).withUnsafeBufferPointer { slots in
      letters.withUnsafeBufferPointer { KnownWords(slots).classes(of: $0) }
    }
  }

  @Test func `a word has its classes whatever the script, and inflected ones those of the stem`() throws {
    let list = try KnownWordList(tsv: Array("Olena\tgiven\r\nKovalenko\tfamily\n\nPetrov\tfamily\nPetrov\tplace".utf8))
    #expect(list.classes == ["given", "family", "place"])
    #expect(classes("Олена", list) == (1, 0, 0))
    #expect(classes("Петров", list) == (6, 0, 0))
    #expect(classes("Олени", list) == (0, 1, 1))
    #expect(classes("Петровым", list) == (0, 6, 2))
    #expect(classes("стіл", list) == (0, 0, 0))
    #expect(classes("Олена", KnownWordList()) == (0, 0, 0))
  }

  @Test(arguments: [
    ("Anna\n", "line 1: expected 'word TAB class'"), ("a\tb\n\tc\n", "line 2: expected 'word TAB class'"),
    ("a\t1\nb\t2\nc\t3\nd\t4\ne\t5\n", "line 5: class '5' is the fifth; at most 4 are possible"),
  ])
  func `lists of classes that are not understood are refused with the line`(tsv: String, message: String) {
    #expect { try KnownWordList(tsv: Array(tsv.utf8)) } throws: { "\($0)" == message }
  }

  @Test func `traditional characters count as simplified ones`() {
    func hashes(_ text: String) -> [UInt64] {
      let bytes = Array(text.utf8)
      var tokens = TaggerTokens()
      bytes.withUnsafeBufferPointer { bytes in
        Lexicon(scanning: bytes).words.withUnsafeBufferPointer { tokens.scan($0, bytes) }
      }
      return tokens.tokens.map(\.hash)
    }
    #expect(hashes("臺灣國") == hashes("台湾国"))
    #expect(hashes("中") != hashes("国"))
  }
}
