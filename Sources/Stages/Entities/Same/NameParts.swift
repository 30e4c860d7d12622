import Pipeline

/// The words of a name as its document counts them: forms of one word have one number.
struct NameParts {
  /// One number a word.
  var words: [UInt32] = []
  /// Where each part starts in `words`. Words joined by a hyphen are one part (Won-sik); in scripts without spaces, what stands
  /// between middle dots is one.
  var starts: [Int] = []
  /// Whether the name's first part is a single letter: J., В.
  var startsWithInitial = false
  /// The folded first letter.
  var firstLetter: UInt32 = 0
  /// Of the first word.
  var script: UInt8 = 0
  var isUnspaced = false

  var count: Int { starts.count }
  var first: ArraySlice<UInt32> { words[..<(starts.count > 1 ? starts[1] : words.count)] }
  var last: ArraySlice<UInt32> { words[(starts.last ?? 0)...] }

  /// - Parameter first: position of the name's first word.
  init(
    _ range: ByteRange, _ document: UnsafeBufferPointer<Lexicon.Word>, from first: Int,
    _ bytes: UnsafeBufferPointer<UInt8>, _ vocabulary: NameVocabulary
  ) {
    var index = first
    while index < document.count, document[index].start < range.end {
      let word = document[index]
      if index == first {
        script = word.script
        isUnspaced = word.kind == .ideograph
        let (scalar, length) = bytes.scalar(at: Int(word.start))
        firstLetter = Lexicon.folded(scalar)
        startsWithInitial = word.kind == .letters && Int(word.end) == Int(word.start) + length && word.letterCase == .upper
      }
      if index == first || Self.isBreak(bytes, document[index - 1], word) { starts.append(words.count) }
      words.append(vocabulary.number(word.hash))
      index += 1
    }
  }

  private static func isBreak(
    _ bytes: UnsafeBufferPointer<UInt8>, _ word: Lexicon.Word, _ next: Lexicon.Word
  ) -> Bool {
    if word.end == next.start { return false }
    guard let gap = NameGap.code(bytes, from: Int(word.end), to: Int(next.start)) else { return true }
    return gap != 0x2D && gap != 0x27
  }
}

/// Numbers the words of a document's names, forms and spellings of one word alike.
///
/// Words are joined where one is a first form of the other, or both may come from the same, or differ in spelling only. Linear in the words that differ.
struct NameVocabulary {
  private var numbers: [UInt64: UInt32] = [:]
  private var parents: [UInt32] = []
  private let endings: NameEndings

  init(_ endings: NameEndings) { self.endings = endings }

  /// Makes a word known; all words must be before the first `number`.
  mutating func add(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard numbers[word.hash] == nil else { return }
    var number = insert(word.hash)
    if let spelling = Self.spelling(word, bytes) { number = join(number, insert(spelling)) }
    if endings.isEmpty || word.letterCase == .upper { return }
    // Collected first, since joining while the closure runs would touch what it reads.
    var bases: [UInt64] = []
    endings.forEachBase(of: word, bytes) { bases.append($0) }
    for base in bases { number = join(number, insert(base)) }
  }

  /// What spellings of a word in one script have in common: Zelensky, Zelenskyy.
  private static func spelling(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard word.kind == .letters, word.end - word.start >= 5 else { return nil }
    var letters: [UInt8] = []
    var position = Int(word.start)
    while position < Int(word.end) {
      let (scalar, length) = bytes.scalar(at: position)
      guard LatinLetters.append(scalar, to: &letters) else { return nil }
      position += length
    }
    return NameKey.spelling(letters).map { Lexicon.finish($0 ^ UInt64(word.script)) }
  }

  func number(_ hash: UInt64) -> UInt32 {
    guard let number = numbers[hash] else { return .max }
    return root(number)
  }

  /// The number of a word of the text, which may be no word of a name, and where its part that is one ends.
  func lookup(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> (number: UInt32, end: UInt32)? {
    if let number = numbers[word.hash] { return (root(number), word.end) }
    if endings.isEmpty || word.letterCase == .upper { return nil }
    var found: UInt32?
    endings.forEachBase(of: word, bytes) { if found == nil { found = numbers[$0] } }
    return found.map { (root($0), word.end) }
  }

  private mutating func insert(_ hash: UInt64) -> UInt32 {
    if let number = numbers[hash] { return number }
    let number = UInt32(parents.count)
    numbers[hash] = number
    parents.append(number)
    return number
  }

  private func root(_ number: UInt32) -> UInt32 {
    var number = number
    while parents[Int(number)] != number { number = parents[Int(number)] }
    return number
  }

  private mutating func join(_ a: UInt32, _ b: UInt32) -> UInt32 {
    let first = root(a)
    let second = root(b)
    let low = min(first, second)
    // Ways up are shortened whenever they are walked, so that chains stay short.
    for start in [a, b] {
      var number = start
      while parents[Int(number)] != low {
        let next = parents[Int(number)]
        parents[Int(number)] = low
        if next == number { break }
        number = next
      }
    }
    return low
  }
}
