import Pipeline

/// Short forms in capitals that stand in brackets behind a name: World Health Organization (WHO), Всесвітня … (ВООЗ).
///
/// The letters must follow each other in the name, from its first one on; behind names in scripts without spaces any capitals
/// do. A short form that nobody found gets the type of its name.
struct NameAcronyms {
  /// A name and its short form.
  struct Pair {
    var name: ByteRange
    var acronym: ByteRange
  }

  private let words: UnsafeBufferPointer<Lexicon.Word>
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.words = words
    self.bytes = bytes
  }

  /// Finds all pairs, and adds the short forms that are no names yet. Linear in the words.
  func add(to names: inout [DocumentName]) -> [Pair] {
    var pairs: [Pair] = []
    var added: [(before: Int, name: DocumentName)] = []
    var index = 0
    for position in names.indices where ["ORG", "LOC", "MISC"].contains(names[position].type) {
      let name = names[position]
      while index < words.count, words[index].start < name.range.end { index += 1 }
      guard index < words.count, let range = acronym(index, of: name) else { continue }
      if position + 1 < names.count, names[position + 1].range.overlaps(range) {
        let next = position + 1
        guard names[next].range == range else { continue }
        if names[next].source == .model { names[next].type = name.type }
      } else {
        added.append((position + 1, DocumentName(NameCandidate(range, .model, 0), type: name.type)))
      }
      pairs.append(Pair(name: name.range, acronym: range))
    }
    if added.isEmpty { return pairs }
    var result: [DocumentName] = []
    var next = 0
    for (position, name) in names.enumerated() {
      while next < added.count, added[next].before == position {
        result.append(added[next].name)
        next += 1
      }
      result.append(name)
    }
    names = result + added[next...].map(\.name)
    return pairs
  }

  private func acronym(_ index: Int, of name: DocumentName) -> ByteRange? {
    let word = words[index]
    guard word.letterCase == .upper, word.start > name.range.end, word.start - name.range.end <= 6,
      opens(bytes[Int(name.range.end)..<Int(word.start)]), closes(at: Int(word.end))
    else { return nil }
    let short = NameEndings.letters(UnsafeBufferPointer(rebasing: bytes[word.range.indices]))
    guard (2...8).contains(short.count) else { return nil }
    let long = UnsafeBufferPointer(rebasing: bytes[name.range.indices])
    if UnicodeTable.shared.entry(long.scalar(at: 0).value).wordClass == .unspaced { return word.range }
    var next = 0
    let letters = NameEndings.letters(long)
    guard letters.count > short.count, letters.first == short.first else { return nil }
    for letter in letters where next < short.count && letter == short[next] { next += 1 }
    return next == short.count ? word.range : nil
  }

  /// Whether a gap is a bracket that opens, with spaces and quotation marks around it.
  private func opens(_ gap: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    gap.contains(UInt8(ascii: "(")) || Array(gap).suffix(3) == Array("（".utf8)
  }

  private func closes(at end: Int) -> Bool {
    guard end < bytes.count else { return false }
    return [UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), 0xEF, 0xE2, 0xC2, UInt8(ascii: "\"")]
      .contains(bytes[end])
  }
}
