import Pipeline

/// A token as patterns see it: a word of the lexical pass, or one sign between two words.
struct PatternToken {
  var start: Int
  var end: Int
  /// Of a word that of the lexical pass; all hyphens have one hash, and so have all apostrophes.
  var hash: UInt64
  var form: TokenForm
  /// Whether no white space stands before it.
  var isJoined: Bool
  /// Script of a word.
  var script: UInt8 = 0
  /// Position among the words; -1 for a sign.
  var word = -1
}

/// Kind and case of a token, in one number.
enum TokenForm: UInt8, CaseIterable {
  case caseless, lower, title, upper, mixed, mixedUpper, ideograph, digits, number, sign

  @inline(__always)
  static func of(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> TokenForm {
    switch word.kind {
    case .digits: return .digits
    case .number: return .number
    case .ideograph: return .ideograph
    case .letters:
      switch word.letterCase {
      case .none: return .caseless
      case .lower: return .lower
      case .title: return .title
      case .upper: return .upper
      case .mixed:
        return UnicodeTable.shared.entry(bytes.scalar(at: Int(word.start)).value).isUpper ? .mixedUpper : .mixed
      }
    }
  }

  func has(_ shape: TokenShape) -> Bool {
    switch shape {
    case .any: true
    case .lower: self == .lower
    case .title: self == .title
    case .upper: self == .upper
    case .mixed: self == .mixed || self == .mixedUpper
    case .capitalized: self == .title || self == .upper || self == .mixedUpper
    case .caseless: self == .caseless || self == .ideograph
    case .letters: rawValue <= TokenForm.ideograph.rawValue
    case .digits: self == .digits || self == .number
    case .sign: self == .sign
    }
  }
}

/// Goes over the tokens of one line, from a word or sign on.
struct PatternTokens {
  private let words: UnsafeBufferPointer<Lexicon.Word>
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  /// The first word that starts at or behind `position`.
  private var word: Int
  private var isJoined: Bool

  init(
    _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>, from position: Int, word: Int
  ) {
    self.words = words
    self.bytes = bytes
    self.position = position
    self.word = word
    isJoined = position > 0 && !Self.isSpace(bytes.scalar(before: position).value)
  }

  /// The next token; nil at a line break and at the end of the text.
  @inline(__always)
  mutating func next() -> PatternToken? {
    while true {
      if word < words.count, Int(words[word].start) == position {
        let found = words[word]
        let token = PatternToken(
          start: position, end: Int(found.end), hash: found.hash, form: .of(found, bytes), isJoined: isJoined,
          script: found.script, word: word)
        word += 1
        position = token.end
        isJoined = true
        return token
      }
      guard position < bytes.count else { return nil }
      if bytes[position] == 0x20 {
        position += 1
        isJoined = false
        continue
      }
      let (scalar, length) = bytes.scalar(at: position)
      switch Self.kind(scalar) {
      case .lineBreak: return nil
      case .space:
        position += length
        isJoined = false
      case .invisible: position += length
      case .sign:
        let token = PatternToken(
          start: position, end: position + length, hash: Self.hash(ofSign: scalar), form: .sign, isJoined: isJoined)
        position += length
        isJoined = true
        return token
      }
    }
  }

  /// The tokens of a text that a pattern names; white space of any kind, also line breaks, only parts them.
  static func all(in bytes: UnsafeBufferPointer<UInt8>) -> [PatternToken] {
    Lexicon(scanning: bytes).words.withUnsafeBufferPointer { words in
      var tokens: [PatternToken] = []
      var position = 0
      var word = 0
      while position < bytes.count {
        var line = PatternTokens(words, bytes, from: position, word: word)
        while let token = line.next() { tokens.append(token) }
        (position, word) = (line.position, line.word)
        if position < bytes.count { position += bytes.scalar(at: position).length }
      }
      return tokens
    }
  }

  private enum Kind { case sign, space, invisible, lineBreak }

  private static func kind(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: .lineBreak
    case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0xFE00...0xFE0F,
      0...0x1F, 0x7F...0x9F:
      .invisible
    default: .sign
    }
  }

  private static func isSpace(_ scalar: UInt32) -> Bool {
    switch kind(scalar) {
    case .space, .lineBreak: true
    case .sign, .invisible: false
    }
  }

  static func isSign(_ scalar: UInt32) -> Bool { if case .sign = kind(scalar) { true } else { false } }

  static func hash(ofSign scalar: UInt32) -> UInt64 {
    let sign: UInt32 =
      switch scalar {
      case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: 0x2D
      case 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x2BB, 0x2BC, 0xFF07: 0x27
      case 0x201C...0x201F, 0xAB, 0xBB: 0x22
      default: scalar
      }
    return Lexicon.finish(Lexicon.hash(Lexicon.hashSeed, adding: sign))
  }

  /// Whether no word holds the scalar.
  static func isOutsideWords(_ scalar: Unicode.Scalar) -> Bool {
    UnicodeTable.shared.entry(scalar.value).wordClass == .other
  }
}
