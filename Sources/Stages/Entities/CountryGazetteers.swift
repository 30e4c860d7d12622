import Pipeline
import Synchronization

/// The built-in names of countries and territories, one gazetteer a language, built when first needed and kept.
///
/// A document of a known language gets the names of its language (pack first, then CLDR) and the English ones that are
/// no common words elsewhere. One of unknown language gets all English names and, for every other script it has, the
/// names in that script.
final class CountryGazetteers: Sendable {
  private let sources: CountrySources
  private let ignoresCase: Bool
  private let hasPeoples: Bool
  private let cache = Mutex<[String: Gazetteer]>([:])

  init(_ sources: CountrySources, ignoresCase: Bool, peoples: Bool = false) throws {
    self.sources = sources
    hasPeoples = peoples
    self.ignoresCase = ignoresCase
    // A damaged English table should stop a run before it starts; other packs are checked by the tests.
    var builder = GazetteerBuilder()
    try addLanguage("en", to: &builder)
  }

  /// What to search in a document of `language`, whose words have these scripts.
  func gazetteers(for language: Language?, scripts: () -> [UInt8]) -> [Gazetteer] {
    if let language, language != .undetermined {
      return [
        gazetteer(language.primary) { builder in
          try self.addLanguage(language.primary, to: &builder)
          if language.primary != "en" { try self.addLanguage("en", to: &builder, abroad: true) }
        }
      ]
    }
    var found = [gazetteer("en") { try self.addLanguage("en", to: &$0) }]
    for script in scripts() {
      let name = UnicodeTable.Script.names[Int(script)]
      guard let languages = CountrySources.languagesOfScript[name] else { continue }
      found.append(
        gazetteer("und-" + name) { builder in
          for language in languages { try self.addLanguage(language, to: &builder, script: script) }
        })
    }
    return found.filter { !$0.isEmpty }
  }

  /// Two threads that ask for a new one at once both build it; one is kept.
  private func gazetteer(_ key: String, _ build: (inout GazetteerBuilder) throws -> Void) -> Gazetteer {
    if let known = cache.withLock({ $0[key] }) { return known }
    var builder = GazetteerBuilder()
    // A table that can't be read to its end gives the names before that; the tests read every pack.
    try? build(&builder)
    let built = builder.finish()
    return cache.withLock { cache in
      if let known = cache[key] { return known }
      cache[key] = built
      return built
    }
  }

  /// Adds what a language calls countries: rows of its pack first, whose case rules hold for CLDR's names too.
  ///
  /// - Parameter abroad: for documents of another language, so without names that only this one may use.
  /// - Parameter script: only names that start with a word of this script.
  private func addLanguage(
    _ language: String, to builder: inout GazetteerBuilder, abroad: Bool = false, script: UInt8? = nil
  ) throws {
    let inflection =
      try sources.packFile(language, "endings.tsv").map { try NameInflection(tsv: $0) } ?? NameInflection()
    if !abroad, let suffixes = sources.packFile(language, "suffixes.tsv") {
      builder.suffixes = NameSuffixes(tsv: suffixes)
    }
    let english = Dictionary(sources.names("en").map { ($0.code, $0.names.first ?? $0.code) }) { first, _ in first }
    var own: Set<[UInt8]> = []

    func add(_ row: NameListReader.Row) {
      if let script, Self.script(of: row.record.name) != script { return }
      var row = row
      if ignoresCase, row.record.rule == .title { row.record.rule = .any }
      if row.record.ref.starts(with: Self.refPrefix),
        let name = english[String(decoding: row.record.ref.dropFirst(Self.refPrefix.count), as: UTF8.self)]
      {
        row.record.canonical = Array(Self.spellings(of: name)[0].utf8)
      }
      if hasPeoples, row.record.ref.starts(with: "geonames:".utf8),
        let city = CityNames.embedded.city(row.record.name, ref: row.record.ref)
      {
        row.record.canonical = Array(city.name.utf8)
        row.record.place = city.place
      }
      if !row.hasForms, row.record.rule != .exact, row.record.rule != .off {
        row.forms = inflection.forms(of: row.record.name)
      }
      builder.add(row)
    }

    if let places = sources.packFile(language, "places.tsv") {
      var reader = NameListReader(path: "\(language)/places.tsv", type: "LOC")
      reader.knowsScope = true
      try reader.read(places) { row in
        if row.isOwn { own.insert(row.record.name) }
        if !abroad || !row.isOwn { add(row) }
      }
    }
    for locale in [language] + (CountrySources.companions[language] ?? []) {
      for country in sources.names(locale) {
        guard let (type, ref) = Self.identity(country.code) else { continue }
        for name in country.names.flatMap(Self.spellings) where !(abroad && own.contains(Array(name.utf8))) {
          let bytes = Array(name.utf8)
          add(.init(record: NameRecord(name: bytes, canonical: bytes, type: type, ref: ref)))
        }
      }
    }
    // What comes first decides: Argentina is a country, argentina may come from there.
    if hasPeoples {
      if !abroad, let peoples = sources.packFile(language, "demonyms.tsv") {
        try DemonymTable.read(peoples, path: "\(language)/demonyms.tsv") { record in
          if let script, Self.script(of: record.name) != script { return }
          builder.add(record)
        }
      }
      if let organizations = sources.packFile(language, "organizations.tsv") {
        var reader = NameListReader(path: "\(language)/organizations.tsv", type: "ORG")
        reader.knowsScope = true
        try reader.read(organizations) { row in
          if !abroad || !row.isOwn { add(row) }
        }
      }
    }
  }

  private static let refPrefix = Array("iso3166:".utf8)

  /// Type and ref of a CLDR region; nil for continents, groupings and private-use codes.
  private static func identity(_ code: String) -> (String, [UInt8])? {
    guard code.utf8.count == 2, code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else { return nil }
    switch code {
    case "EZ", "QO", "XA", "XB", "ZZ": return nil
    case "EU", "UN": return ("ORG", refPrefix + Array(code.utf8))
    default: return ("LOC", refPrefix + Array(code.utf8))
    }
  }

  /// The spellings in a CLDR name: `Myanmar (Burma)` also goes without the bracket, `Congo - Kinshasa` with a bare hyphen.
  /// What stands in brackets is too often no name (`Congo (Republic)`); packs list it where it is.
  static func spellings(of name: String) -> [String] {
    var spellings: [String] = []
    if let open = name.firstIndex(where: { $0 == "(" || $0 == "（" }),
      let close = name.lastIndex(where: { $0 == ")" || $0 == "）" }), open < close
    {
      // `Cocos (Keeling) Islands` goes on behind the bracket, and is no name without its parts.
      let outside = Self.trimmed(name[..<open])
      if Self.trimmed(name[name.index(after: close)...]).isEmpty, !outside.isEmpty { spellings.append(outside) }
      spellings.append(name)
    } else if let comma = name.firstIndex(of: ",") {
      spellings = [Self.trimmed(name[..<comma]), name]
    } else {
      spellings = [name]
    }
    for dash in [" - ", " – "] {
      if let range = name.firstRange(of: dash) { spellings.append(name.replacingCharacters(in: range, with: "-")) }
    }
    return spellings
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func script(of name: [UInt8]) -> UInt8? {
    name.withUnsafeBufferPointer { Lexicon(scanning: $0).words.first?.script }
  }
}

extension String {
  fileprivate func firstRange(of part: String) -> Range<String.Index>? {
    let bytes = Array(utf8)
    let wanted = Array(part.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count) where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let low = utf8.index(utf8.startIndex, offsetBy: start)
      return low..<utf8.index(low, offsetBy: wanted.count)
    }
    return nil
  }

  fileprivate func replacingCharacters(in range: Range<String.Index>, with part: String) -> String {
    self[..<range.lowerBound] + part + self[range.upperBound...]
  }
}

extension NameSuffixes {
  /// One suffix a line; lines that start with `#` are comments.
  init(tsv bytes: [UInt8]) {
    self.init(bytes.split(separator: 0x0A).filter { $0.first != UInt8(ascii: "#") }.map { Array($0) })
  }
}
