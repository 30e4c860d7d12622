import Pipeline

/// The fields of one name of a list, checked and made a row; tables and objects share it.
struct NameFields {
  let list: NameListReader
  let line: Int
  var name: ArraySlice<UInt8>?
  var type: String?
  var refs: [ArraySlice<UInt8>] = []
  var language: String?
  var aliases: [ArraySlice<UInt8>] = []
  /// Nil where the list leaves the forms to the language.
  var forms: [ArraySlice<UInt8>]?
  var rule: String?
  var canonical: ArraySlice<UInt8>?
  var latitude: String?
  var longitude: String?
  var scope: String?

  /// A longer name is a mistake in the list, and would be slow to look for.
  static let maximumBytes = 4096

  init(list: NameListReader, line: Int) {
    self.list = list
    self.line = line
  }

  func row() throws -> NameListReader.Row {
    guard let name else { throw list.error(line, "no name") }
    try check(name)
    for alias in aliases { try check(alias) }
    for form in forms ?? [] { try check(form) }
    var rule = list.rule
    if let text = self.rule {
      guard let named = NameCase(text) else {
        throw list.error(line, "case '\(text.shortened)' is none of \(NameCase.names.joined(separator: ", "))")
      }
      rule = named
    }
    if let scope, scope != "own" { throw list.error(line, "scope can only be 'own'") }
    var row = NameListReader.Row(
      record: NameRecord(
        name: Array(name), canonical: Array(canonical ?? name), type: try checkedType() ?? list.type,
        ref: refs.first.map { Array($0) } ?? [], language: try checkedLanguage() ?? list.language, rule: rule,
        place: try place()))
    row.otherRefs = refs.dropFirst().map { Array($0) }
    row.aliases = aliases.map { Array($0) }
    row.forms = (forms ?? []).map { Array($0) }
    row.hasForms = forms != nil
    row.isOwn = scope != nil
    row.line = line
    return row
  }

  private func check(_ name: ArraySlice<UInt8>) throws {
    guard name.count <= Self.maximumBytes else {
      throw list.error(
        line,
        "a name of \(name.count) bytes ('\(String(decoding: name.prefix(200), as: UTF8.self).shortened)'); "
          + "\(Self.maximumBytes) are the most")
    }
    // Most names have an ASCII letter or digit; the others, and long ones, are cut into words.
    let isPlain = name.contains { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
    if isPlain, name.count <= GazetteerBuilder.maximumWords { return }
    let words = name.withUnsafeBufferPointer { Lexicon(scanning: $0).words.count }
    if words == 0 {
      throw list.error(
        line, "'\(String(decoding: name, as: UTF8.self).shortened)' has no letter or digit to be found by")
    }
    if words > GazetteerBuilder.maximumWords {
      throw list.error(
        line,
        "a name of \(words) words ('\(String(decoding: name, as: UTF8.self).shortened)'); "
          + "\(GazetteerBuilder.maximumWords) are the most")
    }
  }

  private func checkedType() throws -> String? {
    guard let type else { return nil }
    guard type.utf8.count <= 64 else { throw list.error(line, "'\(type.shortened)' is too long for a type") }
    return type
  }

  private func checkedLanguage() throws -> Language? {
    guard let language else { return nil }
    let isTag =
      language.utf8.count <= 35 && language.utf8.first.map { ($0 | 0x20) &- 0x61 < 26 } ?? false
      && language.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
    guard isTag else {
      throw list.error(line, "'\(language.shortened)' is no language tag such as en, zh-Hant or sr-Latn")
    }
    return Language(language)
  }

  private func place() throws -> Place? {
    if latitude == nil, longitude == nil { return nil }
    guard let latitude, let longitude else { throw list.error(line, "lat and lon only go together") }
    return Place(
      latitude: try degrees(latitude, "lat", 90), longitude: try degrees(longitude, "lon", 180))
  }

  private func degrees(_ text: String, _ column: String, _ limit: Double) throws -> Int32 {
    guard let value = Double(text), abs(value) <= limit else {
      throw list.error(line, "\(column) '\(text.shortened)' is no number from -\(Int(limit)) to \(Int(limit))")
    }
    return Int32((value * 1_000_000).rounded())
  }
}

extension String {
  /// At most forty characters of it, for messages.
  fileprivate var shortened: String {
    var text = ""
    for scalar in unicodeScalars.prefix(41) {
      if text.unicodeScalars.count == 40 { return text + "…" }
      text.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
    }
    return text
  }
}
