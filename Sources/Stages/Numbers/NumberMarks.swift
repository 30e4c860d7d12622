import Pipeline

/// Decimal and grouping marks of a language, and whether its digits group by two behind the first three.
struct NumberMarks: Sendable {
  let decimal: UInt32
  let grouping: UInt32

  var groupsWithBlanks: Bool { grouping == 0xA0 || grouping == 0x202F || grouping == 0x20 }

  private static let table: [String: NumberMarks] = {
    var table: [String: NumberMarks] = [:]
    for row in LanguagePack.root.file("locales.tsv")?.rows ?? [] {
      guard let decimal = scalar(row["decimal"]) else { continue }
      table[row["language"]] = NumberMarks(decimal: decimal, grouping: scalar(row["grouping"]) ?? 0)
    }
    return table
  }()

  private static func scalar(_ cell: String) -> UInt32? {
    let first = cell.split(separator: " ").first.map(String.init) ?? cell
    if first.hasPrefix("U+") { return UInt32(first.dropFirst(2), radix: 16) }
    return first.unicodeScalars.first?.value
  }

  static func marks(for language: Language) -> NumberMarks {
    table[language.tag] ?? table[language.primary] ?? NumberMarks(decimal: 0x2E, grouping: 0x2C)
  }
}
