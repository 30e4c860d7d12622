import CLanguageModel
import Pipeline
import Testing

@testable import Stages

@Suite struct LanguageModelTests {
  private var file: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: assay_language_model(), count: assay_language_model_size())
  }

  @Test("The model that ships is whole, at most two megabytes, and knows the script of each of its languages")
  func ships() throws {
    let model = try LanguageModel(file)
    #expect(file.count <= 2_000_000)
    #expect(model.languages.count == model.scripts.count)
    #expect(Set(model.languages).count == model.languages.count)
    #expect(model.languages == model.languages.sorted())
    let scripts = Set(model.scripts.map { UnicodeTable.Script.names[Int($0)] })
    #expect(scripts == ["Cyrl", "Hani", "Latn"])
  }

  @Test("A file that is cut, longer, or of another kind is refused")
  func damage() {
    var copy = Array(file)
    func isRefused(_ bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBytes { bytes in (try? LanguageModel(bytes)) == nil }
    }
    #expect(!isRefused(copy))
    for count in [0, 3, 4, 23, 24, 1000, copy.count - 1] { #expect(isRefused(Array(copy.prefix(count)))) }
    #expect(isRefused(copy + [0]))
    for position in [0, 4, 8, 12, 16, 20] {
      copy[position] ^= 0xFF
      #expect(isRefused(copy))
      copy[position] ^= 0xFF
    }
  }

  @Test("Words that begin with a capital say nothing where there are others, and count where there are none")
  func capitals() {
    let features = { (text: String, capitalized: Bool) -> [UInt64] in
      var found: [UInt64] = []
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        LetterTable.shared.withLookup { table in
          LetterNGrams.forEach(in: bytes, table, capitalized: capitalized) { found.append($0) }
        }
      }
      return found
    }
    #expect(features("in der Stadt", false) == features("in der Žiža", false))
    #expect(features("in der Stadt", false) != features("in der Stadt", true))
    #expect(features("IN DER STADT", true) == features("in der stadt", true))
    #expect(features("in, der—stadt!", false) == features("in der stadt", false))
  }

  @Test("Features grow with the text and no faster, also without spaces")
  func linear() {
    for unit in ["a", "й", "中", "ab ", "\u{301}"] {
      let counts = [1_000, 2_000, 4_000].map { repeats in
        var count = 0
        Array(String(repeating: unit, count: repeats).utf8).withUnsafeBufferPointer { bytes in
          LetterTable.shared.withLookup { table in
            LetterNGrams.forEach(in: bytes, table, capitalized: true) { _ in count += 1 }
          }
        }
        return count
      }
      #expect(counts[1] <= 2 * counts[0] + 12)
      #expect(counts[2] <= 2 * counts[1] + 12)
      #expect(counts[0] > 0)
    }
  }
}
