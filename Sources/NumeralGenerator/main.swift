// generate-numerals LANGUAGES-FOLDER CODE[=LOCALE+LOCALE]...: writes numerals.tsv of packs from ICU's spell-out rules.
//
//     swift run generate-numerals Sources/Stages/Languages de sr=sr+sr-Latn
import Foundation
import ICU
import PackFormat
import Pipeline
import Stages

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
  FileHandle.standardError.write(Data("usage: generate-numerals Sources/Stages/Languages CODE...\n".utf8))
  exit(2)
}
for argument in arguments.dropFirst() {
  let code = String(argument.split(separator: "=")[0])
  let locales =
    argument.contains("=") ? argument.split(separator: "=")[1].split(separator: "+").map(String.init) : [code]
  let folder = URL(fileURLWithPath: arguments[0]).appending(path: code)
  var known: [NumeralLearner.Row] = []
  if let data = try? Data(contentsOf: folder.appending(path: "numerals-hand.tsv")) {
    for row in PackTable(String(decoding: data, as: UTF8.self)).rows {
      guard let role = Numeral.Role(name: row["role"]), let value = row.decimal("value"), role != .suffix else {
        continue
      }
      known += row.phrases("forms").map { NumeralLearner.Row(value: value, role: role, form: $0) }
    }
  }
  var learner: NumeralLearner?
  var ruleSets: [String] = []
  for locale in locales {
    guard let rules = try SpelloutRules(locale: locale) else {
      FileHandle.standardError.write(Data("\(locale): ICU has no spell-out rules; write the numerals by hand\n".utf8))
      continue
    }
    // Rule sets with "financial" write by signs; those are read without words.
    let sets = rules.ruleSets.filter { !$0.contains("financial") }
    let cardinals = sets.filter { $0.contains("cardinal") || $0.contains("construct") }
    let ordinals = sets.filter { $0.contains("ordinal") }
    if learner == nil { learner = NumeralLearner(rules: rules, known: known) } else { learner?.use(rules) }
    try learner?.learnCardinals(cardinals)
    try learner?.learnOrdinals(ordinals)
    ruleSets += cardinals + ordinals
  }
  guard let learner else { continue }
  let version = ICUVersion.current
  let file = NumeralFile(
    code: locales.joined(separator: ", "), provenance: "ICU \(version.icu), CLDR \(version.cldr)", ruleSets: ruleSets,
    rows: learner.rows)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  try Data(file.text.utf8).write(to: folder.appending(path: "numerals.tsv"))
  print("\(code): \(learner.rows.count) forms, \(learner.unread.count) spellings not read: \(learner.unread.prefix(8))")
}
