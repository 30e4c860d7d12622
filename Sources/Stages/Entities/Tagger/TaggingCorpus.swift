import Pipeline

/// Training and test data of names: `token TAB tag` a line, an empty line after each sentence, BIO tags.
///
/// A line `# text = …` before a sentence gives its running text; without it the tokens are joined by simple spacing rules.
/// Names are kept as bytes of the text, so that it can be cut into tokens again as a run will cut it.
package struct TaggingCorpus: Sendable {
  package struct Sentence: Sendable {
    package var text: [UInt8] = []
    package var names: [TaggedName] = []
  }

  package struct Malformed: Error, CustomStringConvertible {
    package var line: Int
    package var problem: String
    package var description: String { "line \(line): \(problem)" }
  }

  package private(set) var sentences: [Sentence] = []
  /// Whether any name is of this type; a corpus without MISC does not mark it.
  package private(set) var marks: Set<TaggedType> = []

  package init() {}

  package init(tsv bytes: [UInt8]) throws(Malformed) {
    var tokens: [ArraySlice<UInt8>] = []
    var tags: [(tag: ArraySlice<UInt8>, line: Int)] = []
    var text: ArraySlice<UInt8>?
    var line = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    try Self.checkEncoding(bytes)
    while start < bytes.count {
      line += 1
      var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let next = end + 1
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      let content = bytes[start..<end]
      start = next
      if content.isEmpty {
        try finish(tokens, tags, text)
        tokens.removeAll(keepingCapacity: true)
        tags.removeAll(keepingCapacity: true)
        text = nil
      } else if content.starts(with: "# text = ".utf8) {
        text = content.dropFirst(9)
      } else if let tab = content.firstIndex(of: 0x09) {
        let tag = content[(tab + 1)...]
        if tab == content.startIndex { throw Malformed(line: line, problem: "no token before the tab") }
        if tag.contains(0x09) {
          let columns = tag.count { $0 == 0x09 } + 2
          throw Malformed(line: line, problem: "expected 'token TAB tag', found \(columns) columns")
        }
        tokens.append(content[..<tab])
        tags.append((tag, line))
      } else if content.first != UInt8(ascii: "#") {
        throw Malformed(line: line, problem: "expected 'token TAB tag', found no tab")
      }
    }
    try finish(tokens, tags, text)
    if sentences.isEmpty { throw Malformed(line: max(1, line), problem: "the file ends without a sentence") }
  }

  private static func checkEncoding(_ bytes: [UInt8]) throws(Malformed) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Malformed(line: 1, problem: "UTF-16; expected UTF-8")
    }
    if String(validating: bytes, as: UTF8.self) != nil { return }
    // The first line that is not valid.
    var line = 0
    for row in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      if String(validating: row, as: UTF8.self) == nil { break }
    }
    throw Malformed(line: line, problem: "not UTF-8")
  }

  /// Forgets all sentences behind the first `count`.
  package mutating func keepFirst(_ count: Int) { sentences.removeLast(max(0, sentences.count - count)) }

  private mutating func finish(
    _ tokens: [ArraySlice<UInt8>], _ tags: [(tag: ArraySlice<UInt8>, line: Int)], _ text: ArraySlice<UInt8>?
  ) throws(Malformed) {
    if tokens.isEmpty { return }
    var sentence = Sentence()
    let places: [Range<Int>]
    if let text, let found = TokenPlaces.find(tokens, in: text) {
      sentence.text = Array(text)
      places = found
    } else {
      (sentence.text, places) = TokenPlaces.joined(tokens)
    }
    var open: TaggedType?
    for (index, (tag, line)) in tags.enumerated() {
      if tag.elementsEqual("O".utf8) {
        open = nil
        continue
      }
      let first = tag.first
      guard tag.count > 2, first == UInt8(ascii: "B") || first == UInt8(ascii: "I"),
        let type = TaggedType(name: String(decoding: tag.dropFirst(2), as: UTF8.self))
      else {
        let shown = String(decoding: tag, as: UTF8.self)
        throw Malformed(
          line: line,
          problem: "tag '\(shown)' is none of O, B-PER, I-PER, B-LOC, I-LOC, B-ORG, I-ORG, B-MISC, I-MISC")
      }
      if first == UInt8(ascii: "I") {
        guard open == type else {
          let shown = type.name
          throw Malformed(line: line, problem: "I-\(shown) without B-\(shown) or I-\(shown) in the line before it")
        }
        sentence.names[sentence.names.count - 1].end = UInt32(places[index].upperBound)
      } else {
        sentence.names.append(
          TaggedName(
            start: UInt32(places[index].lowerBound), end: UInt32(places[index].upperBound), type: type))
        marks.insert(type)
      }
      open = type
    }
    sentences.append(sentence)
  }
}
