import ArgumentParser
import Engine
import Pipeline
import Stages

struct LanguagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "languages", abstract: "List the language packs and what each has, or check their number words.",
    discussion: """
      --check spells numbers from 0 to 10^15 and ordinals to 1000 out by CLDR's rules, reads them back and prints the
      share that came back right. It ends with exit code 1 where fewer than 99 in 100 cardinals below 10^9 did.
      """)

  @Argument(help: "Languages to list or check; all that have a pack where none is named.")
  var languages: [String] = []

  @Flag(name: .customLong("check"), help: "Spell numbers out and read them back.")
  var checks = false

  @Option(name: .customLong("up-to"), help: "With --check: every number from 0 to this one is spelled out.")
  var limit: Int64 = 2000

  func run() throws {
    for language in languages where LanguagePack.pack(for: Language(language)) == nil {
      let near = NearestName.find(language, among: LanguagePack.codes).map { "; did you mean '\($0)'?" } ?? ""
      throw CommandFailure(2, "assay: there is no pack for '\(language)'\(near)\nassay languages lists them")
    }
    guard limit >= 0, limit <= 1_000_000 else { throw CommandFailure(2, "assay: --up-to takes 0 to 1000000") }
    let codes = languages.isEmpty ? LanguagePack.codes : languages
    let isSound = checks ? try check(codes) : list(codes)
    if !isSound { throw CommandFailure(1, "") }
  }

  /// One line a pack: its files without their ending.
  private func list(_ codes: [String]) -> Bool {
    let width = codes.map(\.count).max() ?? 2
    for code in codes {
      let files = LanguagePack.pack(for: Language(code))?.fileNames ?? []
      let names = files.map { $0.hasSuffix(".tsv") ? String($0.dropLast(4)) : $0 }
      Terminal.print(code + String(repeating: " ", count: width - code.count + 2) + names.joined(separator: " "))
    }
    return true
  }

  private func check(_ codes: [String]) throws -> Bool {
    Terminal.print("language  cardinals    10^9 to 10^15  ordinals     not read back, for example")
    var isSound = true
    for code in codes where LanguagePack.named(code)?.fileNames.contains("numerals-hand.tsv") ?? false {
      guard let check = try NumeralCheck(language: Language(code), upTo: limit) else {
        Terminal.print(pad(code, 10) + "no spell-out rules in CLDR")
        continue
      }
      let failures =
        check.cardinals.failures.prefix(2) + check.large.failures.prefix(1) + check.ordinals.failures.suffix(1)
      Terminal.print(
        pad(code, 10) + pad(share(check.cardinals), 13) + pad(share(check.large), 15) + pad(share(check.ordinals), 13)
          + failures.joined(separator: "; "))
      if check.cardinals.right * 100 < check.cardinals.all * 99 { isSound = false }
    }
    return isSound
  }

  private func share(_ share: NumeralCheck.Share) -> String {
    guard share.all > 0 else { return "-" }
    // Rounded down: 100 % means all of them.
    let thousandths = share.right * 1000 / share.all
    return "\(thousandths / 10).\(thousandths % 10) %"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
