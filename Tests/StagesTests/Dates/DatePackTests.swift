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
      case "case": #expect(["title", "bare", "numbers"].contains(row["value"]))
      case "order":
        #expect(["month-first", "day-first", "unknown"].contains(row["value"]) || row["value"].hasPrefix("as:"))
      case "particle", "range-particle", "and-particle", "month-ending", "month-ending-from", "weekday-ending",
        "era-implicit":
        break
      default:
        let role = DateRow(row).phraseRole
        #expect(role != nil, "\(code): \(row["role"]) \(row["value"])")
        for phrase in phrases where phrase != "." {
          #expect(!PhraseCollector.hashes(of: phrase).isEmpty, "\(code): \(phrase)")
          #expect(PhraseCollector.hashes(of: phrase).allSatisfy { $0.gap != 255 }, "\(code): \(phrase)")
        }
        let number = Int(row["value"].split(separator: ":").last ?? "")
        switch role {
        case .month?, .shortMonth?, .dottedMonth?:
          let numbers = Array(1...12) + Array(21...24) + Array(33...36) + [40, 41]
          #expect(numbers.contains(number ?? 0), "\(code): \(row["value"])")
        case .weekday?, .weakWeekday?, .shortWeekday?:
          #expect((1...7).contains(number ?? 0), "\(code): \(row["value"])")
        case .part?, .partBehind?: #expect(PeriodPart(name: row["value"]) != nil, "\(code): \(row["value"])")
        case .relative?:
          let unit = row["value"].split(separator: ":").first.map(String.init) ?? ""
          #expect(DateUnit(rawValue: unit) != nil && number != nil, "\(code): \(row["value"])")
        case .unit?, .pluralUnit?: #expect(DateUnit(rawValue: row["value"]) != nil, "\(code): \(row["value"])")
        default: break
        }
      }
    }
  }

  @Test("Months of a pack are all there and stand for one month each", arguments: ["en", "uk", "ru", "cs", "pl", "el"])
  func monthsAreComplete(_ code: String) throws {
    let rows = try #require(Self.tables.first { $0.code == code }).table.rows.filter {
      $0["role"] == "month" && (1...12).contains(Int($0["value"]) ?? 0)
    }
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
