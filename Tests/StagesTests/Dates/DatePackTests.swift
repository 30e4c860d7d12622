import PackFormat
import Pipeline
import Testing

@testable import Stages

@Suite struct DatePackTests {
  private static let tables: [(code: String, table: PackTable)] = (["root"] + LanguagePack.codes).compactMap { code in
    LanguagePack.named(code)?.file("dates.tsv").map { (code, $0) }
  }

  @Test("Every row of every pack says something that the stage understands", arguments: tables.map(\.code))
  func rowsAreUnderstood(_ code: String) throws {
    let table = try #require(Self.tables.first { $0.code == code }).table
    #expect(!table.rows.isEmpty)
    for row in table.rows {
      let phrases = row.phrases("forms")
      switch row["role"] {
      case "form": for form in phrases { #expect(DateForm(form) != nil, "\(code): \(form)") }
      case "case": #expect(row["value"] == "title")
      case "order": #expect(["month-first", "day-first", "unknown"].contains(row["value"]))
      case "particle", "range-particle": break
      default:
        #expect(DateVocabulary.Role(rawValue: row["role"]) != nil, "\(code): \(row["role"])")
        for phrase in phrases {
          let words = Array(phrase.utf8).withUnsafeBufferPointer { Lexicon(scanning: $0).words }
          #expect(!words.isEmpty, "\(code): \(phrase)")
        }
        switch row["role"] {
        case "month", "month-short", "month-dotted": #expect((1...12).contains(Int(row["value"]) ?? 0))
        case "weekday": #expect((1...7).contains(Int(row["value"]) ?? 0))
        case "relative":
          let parts = row["value"].split(separator: ":")
          #expect(parts.count == 2 && DateVocabulary.Unit(rawValue: String(parts[0])) != nil && Int(parts[1]) != nil)
        default: break
        }
      }
    }
  }

  @Test("Months of a pack are all there and stand for one month each", arguments: ["en", "uk"])
  func monthsAreComplete(_ code: String) throws {
    let rows = try #require(Self.tables.first { $0.code == code }).table.rows.filter { $0["role"] == "month" }
    #expect(Set(rows.compactMap { Int($0["value"]) }) == Set(1...12))
    let names = rows.flatMap { $0.phrases("forms") }
    #expect(Set(names).count == names.count)
  }

  @Test("The order of numeric dates is that of the longest tag that fits")
  func order() {
    let vocabulary = DateVocabularies.standard.vocabulary(for: "en")
    #expect(vocabulary.numericOrder(in: "en") == .unknown)
    #expect(vocabulary.numericOrder(in: "en-US") == .monthFirst)
    #expect(vocabulary.numericOrder(in: "en-GB") == .dayFirst)
    #expect(vocabulary.numericOrder(in: "uk") == .dayFirst)
  }
}
