import Pipeline
import PlaceTables

/// Cities of 15,000 and more inhabitants (GeoNames), by their names in many languages; the most populous of one name first.
///
/// Some names make a place wherever they stand; Sources/Places/cities.tsv says which, and scripts/places.py by what rules.
/// All of them say which city a place is that something else has found.
struct CityNames: Sendable {
  let standing: Gazetteer
  let known: Gazetteer

  /// The tables that ship, unpacked when first asked for; damaged ones are a fault of the build, which tests show.
  static let embedded = CityNames(standing: gazetteer(.standing), known: gazetteer(.known))

  private static func gazetteer(_ table: PlaceTable) -> Gazetteer {
    let memory = GazetteerBlock.Memory(count: table.count)
    guard table.unpack(into: memory.bytes),
      let block = try? GazetteerBlock(UnsafeRawBufferPointer(memory.bytes), owner: memory, verifies: false)
    else { preconditionFailure("the table of cities is damaged") }
    return Gazetteer(block)
  }

  // MARK: Names that make a place

  /// Mentions of the names that stand alone, in ascending order, also in forms that the language's endings explain.
  ///
  /// A word beside another capitalized one may be part of its name (Paris Hilton) and is left out.
  func found(
    _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>, _ endings: NameEndings
  ) -> [EntitySearch.Found] {
    var found: [EntitySearch.Found] = []
    let active = [Bool](repeating: true, count: standing.languages.count)
    var index = 0
    while index < words.count {
      let word = words[index]
      guard word.kind != .number, word.letterCase != .lower,
        let match = match(in: standing, words, from: index, bytes, endings, active)
      else {
        index += 1
        continue
      }
      if !Self.isPart(words, index..<match.end, bytes) {
        let candidates = standing.candidates(match, words, from: index, bytes, active: active)
        found.append(.init(gazetteer: 0, match: match, candidates: candidates))
      }
      index = match.end
    }
    return found
  }

  private func match(
    in gazetteer: Gazetteer, _ words: UnsafeBufferPointer<Lexicon.Word>, from first: Int,
    _ bytes: UnsafeBufferPointer<UInt8>, _ endings: NameEndings, _ active: [Bool]
  ) -> Gazetteer.Match? {
    if gazetteer.tables.mayStart(words, at: first, bytes),
      let match = gazetteer.tables.longestMatch(words, from: first, bytes, active: active)
    {
      return match
    }
    return inflected(in: gazetteer, words, first..<first + 1, bytes, endings, active)
  }

  /// A name whose last word has an ending of the language, where it is that of one of the words' first forms.
  private func inflected(
    in gazetteer: Gazetteer, _ words: UnsafeBufferPointer<Lexicon.Word>, _ range: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>, _ endings: NameEndings, _ active: [Bool]
  ) -> Gazetteer.Match? {
    // Korean particles are no part of the name; the tables know them.
    if endings.isEmpty || range.isEmpty || words[range.lowerBound].script == UnicodeTable.Script.hangul { return nil }
    let last = words[range.upperBound - 1]
    let start = Int(words[range.lowerBound].start)
    let kept = Int(last.start) + bytes.scalar(at: Int(last.start)).length
    var best: Gazetteer.Match?
    endings.forEachFirstForm(of: last, bytes) { letters in
      if best != nil { return }
      // The form as text, since a gazetteer folds accents by itself.
      var text = Array(bytes[start..<kept])
      for letter in letters.dropFirst() {
        if let scalar = Unicode.Scalar(letter) { text += Array(String(scalar).utf8) }
      }
      best = text.withUnsafeBufferPointer { form in
        Lexicon(scanning: form).words.withUnsafeBufferPointer { words in
          guard words.count == range.count, gazetteer.tables.mayStart(words, at: 0, form),
            let match = gazetteer.tables.longestMatch(words, from: 0, form, active: active), match.end == words.count
          else { return nil }
          return match
        }
      }
    }
    best?.range = ByteRange(words[range.lowerBound].start, last.end)
    best?.end += range.lowerBound
    return best
  }

  /// Whether the words seem to be part of a longer name: another capitalized word touches them but for a space or hyphen.
  private static func isPart(
    _ words: UnsafeBufferPointer<Lexicon.Word>, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let first = words[range.lowerBound]
    guard first.letterCase == .title || first.letterCase == .mixed else { return false }
    if range.lowerBound > 0 {
      let before = words[range.lowerBound - 1]
      let isInitial = isCapitalized(before) && before.end - before.start <= 2 && before.end + 2 == first.start
      if Self.touch(before, first, bytes), isCapitalized(before), !NameCase.isSentenceStart(bytes, Int(before.start)) {
        return true
      }
      if isInitial, bytes[Int(before.end)] == UInt8(ascii: ".") { return true }
    }
    if range.upperBound < words.count {
      let last = words[range.upperBound - 1]
      let behind = words[range.upperBound]
      if Self.touch(last, behind, bytes), isCapitalized(behind) { return true }
    }
    return false
  }

  private static func isCapitalized(_ word: Lexicon.Word) -> Bool {
    word.kind == .letters && (word.letterCase == .title || word.letterCase == .mixed || word.letterCase == .upper)
  }

  private static func touch(_ first: Lexicon.Word, _ second: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool
  {
    let gap = Int(second.start) - Int(first.end)
    return gap == 1 && (bytes[Int(first.end)] == 0x20 || bytes[Int(first.end)] == UInt8(ascii: "-"))
  }

  // MARK: Names that something else has found

  /// Sets name, ref and place of a place of which nobody said which one it is.
  func explain(
    _ name: inout DocumentName, _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ endings: NameEndings
  ) {
    var first = 0
    var high = words.count
    while first < high {
      let middle = (first + high) / 2
      if words[middle].start < name.range.start { first = middle + 1 } else { high = middle }
    }
    var end = first
    while end < words.count, words[end].end <= name.range.end { end += 1 }
    guard end > first, end - first <= 8 else { return }
    let active = [Bool](repeating: true, count: known.languages.count)
    let range = first..<end
    var match =
      known.tables.mayStart(words, at: first, bytes)
      ? known.tables.longestMatch(UnsafeBufferPointer(rebasing: words[..<end]), from: first, bytes, active: active)
      : nil
    if match?.end != end { match = inflected(in: known, words, range, bytes, endings, active) }
    guard let match else { return }
    let entry = known.entry(Int(match.entry))
    name.name = known.string(entry.name)
    name.ref = known.string(entry.ref)
    name.place = entry.place
    name.thing = entry.thing
    name.candidates = known.candidates(match, words, from: first, bytes, active: active)
  }

  /// What is known about the city of this ref that has this name.
  func city(_ name: [UInt8], ref: [UInt8]) -> (name: String, place: Place?)? {
    name.withUnsafeBufferPointer { bytes in
      let active = [Bool](repeating: true, count: known.languages.count)
      let match = Lexicon(scanning: bytes).words.withUnsafeBufferPointer { words in
        known.tables.longestMatch(words, from: 0, bytes, active: active)
      }
      guard let match else { return nil }
      let wanted = String(decoding: ref, as: UTF8.self)
      // The entries of one name lie behind one another.
      for index in Int(match.entry)..<min(Int(match.entry) + 64, known.count) {
        let entry = known.entry(index)
        if known.string(entry.ref) == wanted { return (known.string(entry.name), entry.place) }
      }
      return nil
    }
  }
}
