import Pipeline

/// Forms of names by a language's table of endings: Росія → Росії, Росією, Росію.
///
/// The table (`endings.tsv` of a language pack) has the columns `kind` (noun or adjective), `ending` and `forms`. The
/// longest ending that fits a word is replaced by each of its forms. The last word of a name is inflected by the noun
/// rows; words before it, where all of them fit an adjective row, with it. What grammar forbids is made too and does no
/// harm: it doesn't occur.
struct NameInflection: Sendable {
  private struct Rule {
    var ending: [UInt8]
    var forms: [[UInt8]]
  }

  /// Longest ending first.
  private var nouns: [Rule] = []
  private var adjectives: [Rule] = []

  init() {}

  /// - Throws: `StageSetupError` with the line that is not understood.
  init(tsv bytes: [UInt8]) throws {
    var line = 0
    for raw in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      if raw.isEmpty || raw.first == UInt8(ascii: "#") { continue }
      let fields = raw.split(separator: 0x09, omittingEmptySubsequences: false)
      if line == 1 || fields.first.map({ Array($0) == Array("kind".utf8) }) == true { continue }
      guard fields.count == 3 else {
        throw StageSetupError("endings.tsv:\(line): 3 columns expected: kind, ending, forms")
      }
      let rule = Rule(ending: Array(fields[1]), forms: fields[2].split(separator: UInt8(ascii: "|")).map { Array($0) })
      switch String(decoding: fields[0], as: UTF8.self) {
      case "noun": nouns.append(rule)
      case "adjective": adjectives.append(rule)
      case let kind: throw StageSetupError("endings.tsv:\(line): kind '\(kind)' is neither noun nor adjective")
      }
    }
    nouns.sort { $0.ending.count > $1.ending.count }
    adjectives.sort { $0.ending.count > $1.ending.count }
  }

  /// The forms of `name` other than itself.
  func forms(of name: [UInt8]) -> [[UInt8]] {
    if nouns.isEmpty { return [] }
    var words = name.split(separator: 0x20).map { Array($0) }
    guard let last = words.popLast(), words.count < 4 else { return [] }
    let endings = variants(last, nouns)
    guard endings.count > 1 else { return [] }
    var starts: [[UInt8]] = [[]]
    var agreeing = words.map { variants($0, adjectives) }
    if !agreeing.allSatisfy({ $0.count > 1 }) { agreeing = words.map { [$0] } }
    for variants in agreeing { starts = starts.flatMap { start in variants.map { start + $0 + [0x20] } } }
    return starts.flatMap { start in endings.map { start + $0 } }.filter { $0 != name }
  }

  private func variants(_ word: [UInt8], _ rules: [Rule]) -> [[UInt8]] {
    guard let rule = rules.first(where: { word.count > $0.ending.count && word.hasSuffix($0.ending) }) else {
      return [word]
    }
    return [word] + rule.forms.map { word.dropLast(rule.ending.count) + $0 }
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool { self.suffix(suffix.count).elementsEqual(suffix) }
}
