import Pipeline

/// Reads `demonyms.tsv` of a language pack: what a language calls the people of a country and what comes from there.
///
/// Columns are `ref` and `names`, separated by `|`. A name may end with `~` and the name of a class of endings, such as
/// `українськ~a`; it stands for the stem with each of them. A row whose first field is `~` and a class lists its endings
/// (`-` for none). All are MISC with the ref of the country; names that start lower case are
/// found only so.
enum DemonymTable {
  /// Calls `body` with every form of every name.
  ///
  /// - Throws: `StageSetupError` with `path:line` for a row that is not understood.
  static func read(_ bytes: [UInt8], path: String, _ body: (NameRecord) -> Void) throws {
    var endings: [[UInt8]: [[UInt8]]] = [:]
    var line = 0
    for raw in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      if raw.isEmpty || raw.first == UInt8(ascii: "#") || raw.starts(with: "ref\t".utf8) { continue }
      let fields = raw.split(separator: 0x09, omittingEmptySubsequences: false).map { Array($0) }
      guard fields.count == 2, !fields[0].isEmpty else {
        throw StageSetupError("\(path):\(line): 2 columns expected: ref and names", option: "built-in")
      }
      let names = fields[1].split(separator: UInt8(ascii: "|")).map { Array($0) }
      if fields[0].first == UInt8(ascii: "~") {
        endings[fields[0]] = names.map { $0 == [UInt8(ascii: "-")] ? [] : $0 }
        continue
      }
      guard let canonical = names.first else { continue }
      for name in names {
        for form in try forms(of: name, endings, path, line) {
          let first = try forms(of: canonical, endings, path, line)[0]
          // Where a language writes peoples small, the capitalized word may be the country: hrvatska, Hrvatska.
          let isCapitalized = form.withUnsafeBufferPointer { bytes in
            UnicodeTable.shared.entry(bytes.scalar(at: 0).value).isUpper
          }
          body(
            NameRecord(
              name: form, canonical: first, type: "MISC", ref: fields[0], rule: isCapitalized ? .title : .exact))
        }
      }
    }
  }

  private static func forms(
    of name: [UInt8], _ endings: [[UInt8]: [[UInt8]]], _ path: String, _ line: Int
  ) throws -> [[UInt8]] {
    guard let mark = name.firstIndex(of: UInt8(ascii: "~")) else { return [name] }
    guard let list = endings[Array(name[mark...])], !list.isEmpty else {
      throw StageSetupError(
        "\(path):\(line): no class of endings \(String(decoding: name[mark...], as: UTF8.self))", option: "built-in")
    }
    return list.map { name[..<mark] + $0 }
  }
}
