import Pipeline

/// The tokens of a text and the lines they stand in, remade for every document in the same memory.
struct TaggerTokens {
  var tokens: [TaggerToken] = []
  /// Where sequences begin, and the end: a name does not go over a line break.
  private(set) var sequences: [Int] = []

  /// A line of more tokens is cut, so that memory is bounded.
  static let longestSequence = 2000

  /// The text of a run of Han characters in simplified ones.
  var simplified: [UInt8] = []

  private static let hangul = UnicodeTable.Script.index("Hang")
  private static let han = UnicodeTable.Script.index("Hani")
  private static let hiragana = UnicodeTable.Script.index("Hira")
  private static let katakana = UnicodeTable.Script.index("Kana")

  mutating func scan(_ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>) {
    tokens.removeAll(keepingCapacity: true)
    sequences.removeAll(keepingCapacity: true)
    sequences.append(0)
    var position = 0
    var isSpaced = true
    for word in words {
      signs(from: position, to: Int(word.start), bytes, &isSpaced)
      append(word, bytes, isSpaced)
      isSpaced = false
      position = Int(word.end)
    }
    signs(from: position, to: bytes.count, bytes, &isSpaced)
    breakLine()
    for sequence in 1..<max(1, sequences.count) {
      noteCapitals(sequences[sequence - 1]..<sequences[sequence])
      findCapitals(sequences[sequence - 1]..<sequences[sequence])
    }
    findRuns()
    findWords(bytes)
  }

  private mutating func breakLine() {
    if sequences.last != tokens.count { sequences.append(tokens.count) }
  }

  private mutating func append(_ token: TaggerToken) {
    if tokens.count - sequences[sequences.count - 1] >= Self.longestSequence { breakLine() }
    tokens.append(token)
  }

  /// Signs and white space between two words.
  @inline(__always)
  private mutating func signs(
    from start: Int, to end: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ isSpaced: inout Bool
  ) {
    // The gap between most words.
    if end - start == 1, bytes[start] == 0x20 {
      isSpaced = true
      return
    }
    if start < end { longGap(from: start, to: end, bytes, &isSpaced) }
  }

  private mutating func longGap(
    from start: Int, to end: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ isSpaced: inout Bool
  ) {
    var position = start
    var last: UInt32 = 0
    while position < end {
      let (scalar, length) = bytes.scalar(at: position)
      defer { position += length }
      switch scalar {
      case 0x0A, 0x0D, 0x2028, 0x2029:
        breakLine()
        isSpaced = true
        last = 0
      case 0...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
        isSpaced = true
        last = 0
      case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF, 0xFE00...0xFE0F: break
      default:
        // A run of one sign is one token.
        if scalar == last, let index = tokens.indices.last {
          tokens[index].end = UInt32(position + length)
          continue
        }
        append(
          TaggerToken(
            start: UInt32(position), end: UInt32(position + length),
            hash: Lexicon.finish(Lexicon.hash(Lexicon.hashSeed, adding: scalar)), kind: .sign,
            shape: WordShape.of(sign: scalar), script: 0, isSpaced: isSpaced))
        isSpaced = false
        last = scalar
      }
    }
  }

  private mutating func append(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, _ isSpaced: Bool) {
    switch word.kind {
    case .letters:
      if word.script == Self.hangul { return syllables(word, bytes, isSpaced) }
      let length = word.end - word.start
      let shape: UInt8
      switch word.letterCase {
      case .lower: shape = WordShape.lower
      case .title: shape = WordShape.title
      case .upper:
        shape = length == 1 || (length == 2 && bytes[Int(word.start)] >= 0x80) ? WordShape.initial : WordShape.upper
      case .mixed:
        shape =
          UnicodeTable.shared.entry(bytes.scalar(at: Int(word.start)).value).isUpper
          ? WordShape.mixedUpper : WordShape.mixedLower
      case .none: shape = WordShape.uncased
      }
      append(
        TaggerToken(
          start: word.start, end: word.end, hash: word.hash, kind: .word, shape: shape, script: word.script,
          isSpaced: isSpaced))
    case .ideograph:
      let shape =
        word.script == Self.han
        ? WordShape.han
        : word.script == Self.hiragana
          ? WordShape.hiragana : word.script == Self.katakana ? WordShape.katakana : WordShape.otherCharacter
      append(
        TaggerToken(
          start: word.start, end: word.end, hash: PlainHan.hash(word, bytes), kind: .character, shape: shape,
          script: word.script, isSpaced: isSpaced))
    case .digits:
      let length = word.end - word.start
      let shape =
        length == 1
        ? WordShape.digit : length == 2 ? WordShape.digits2 : length == 4 ? WordShape.digits4 : WordShape.digitsMany
      append(
        TaggerToken(
          start: word.start, end: word.end, hash: word.hash, kind: .digits, shape: shape, script: word.script,
          isSpaced: isSpaced))
    case .number:
      append(
        TaggerToken(
          start: word.start, end: word.end, hash: word.hash, kind: .digits, shape: WordShape.number,
          script: word.script, isSpaced: isSpaced))
    }
  }

  /// One token a syllable; what follows a syllable without being one (a mark, a letter of another script) belongs to it.
  private mutating func syllables(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, _ isSpaced: Bool) {
    var position = Int(word.start)
    var isSpaced = isSpaced
    while position < Int(word.end) {
      let (scalar, length) = bytes.scalar(at: position)
      append(
        TaggerToken(
          start: UInt32(position), end: UInt32(position + length),
          hash: Lexicon.finish(Lexicon.hash(Lexicon.hashSeed, adding: scalar)), kind: .character,
          shape: WordShape.hangul, script: Self.hangul, isSpaced: isSpaced))
      isSpaced = false
      position += length
    }
  }

  /// Gives every character the run of its shape that it stands in.
  private mutating func findRuns() {
    tokens.withUnsafeMutableBufferPointer { tokens in
      var index = 0
      while index < tokens.count {
        let first = tokens[index]
        guard first.kind == .character else {
          index += 1
          continue
        }
        var end = index + 1
        while end < tokens.count, tokens[end].shape == first.shape, !tokens[end].isSpaced,
          tokens[end].start == tokens[end - 1].end
        { end += 1 }
        for inside in index..<end {
          tokens[inside].runStart = UInt32(index)
          tokens[inside].runEnd = UInt32(end)
        }
        index = end
      }
    }
  }
}
