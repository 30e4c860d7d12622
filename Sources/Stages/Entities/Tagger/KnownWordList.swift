/// Words and their classes, from a file: word, tab, class, a line each; at most four classes.
package struct KnownWordList: Sendable {
  package private(set) var words: [(word: String, number: Int)] = []
  package private(set) var classes: [String] = []

  package init() {}

  package init(tsv bytes: [UInt8]) throws(TaggingCorpus.Malformed) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TaggingCorpus.Malformed(line: 1, problem: "not UTF-8")
    }
    var line = 0
    for row in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      let row = row.last == "\r" ? row.dropLast() : row
      if row.isEmpty { continue }
      let parts = row.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw TaggingCorpus.Malformed(line: line, problem: "expected 'word TAB class'")
      }
      var number = classes.firstIndex(of: parts[1])
      if number == nil {
        guard classes.count < KnownWords.most else {
          throw TaggingCorpus.Malformed(
            line: line, problem: "class '\(parts[1])' is the fifth; at most \(KnownWords.most) are possible")
        }
        classes.append(parts[1])
        number = classes.count - 1
      }
      words.append((parts[0], number!))
    }
  }
}
