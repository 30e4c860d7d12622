/// The lexical pass: the words and digit runs of a text, with class, script, case and a folded hash.
///
/// Made once per document and shared: numbers, lists, the tagger and deduplication all read it, and nobody folds text
/// alone. It is not UAX #29; users see ICU's words. What is a word here:
/// - a run of letters and marks of spaced scripts; an apostrophe (' ’ ʼ) between two Cyrillic letters belongs to it;
/// - a run of decimal digits of one script;
/// - one scalar (with its marks) of an unspaced script: Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar;
/// - any other number character (½, Ⅳ, ①) alone.
/// Letters and digits that touch are separate words (`152mm` is two).
public struct Lexicon: Sendable {
  public let words: [Word]

  @frozen
  public struct Word: Sendable, Hashable {
    public var start: UInt32
    public var end: UInt32
    /// Hash of the word's scalars after simple case folding, without soft hyphens and `OptionalMarks`, with apostrophes
    /// made equal.
    public var hash: UInt64
    public var kind: Kind
    public var letterCase: LetterCase
    /// Index of the script (see `UnicodeTable.Script`) of the first letter.
    public var script: UInt8

    @inlinable public var range: ByteRange { ByteRange(start, end) }

    @inlinable
    public init(start: UInt32, end: UInt32, hash: UInt64, kind: Kind, letterCase: LetterCase, script: UInt8) {
      self.start = start
      self.end = end
      self.hash = hash
      self.kind = kind
      self.letterCase = letterCase
      self.script = script
    }
  }

  @frozen
  public enum Kind: UInt8, Sendable {
    /// Letters of a script that puts spaces between words.
    case letters
    /// Decimal digits of any script.
    case digits
    /// One scalar of a script without spaces.
    case ideograph
    /// Another number character: ½ Ⅳ ①.
    case number
  }

  @frozen
  public enum LetterCase: UInt8, Sendable {
    /// No cased letter, or a script without case.
    case none
    case lower
    /// First letter upper, the rest lower. One upper letter alone is `upper`.
    case title
    case upper
    case mixed
  }

  /// The position of the first word that starts at or behind `offset`.
  public func firstWord(from offset: UInt32) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Scans valid UTF-8; one pass, no allocation but the result.
  public init(scanning bytes: UnsafeBufferPointer<UInt8>) {
    var words: [Word] = []
    words.reserveCapacity(bytes.count / 5)
    UnicodeTable.shared.withLookup { table in
      let scanner = Scanner(bytes: bytes, table: table)
      var position = 0
      while let word = scanner.word(from: &position) { words.append(word) }
    }
    self.words = words
  }

  /// The hash that a word of `text` would get; for building tables. Nil where `text` is not exactly one word.
  public static func hash(ofWord text: some StringProtocol) -> UInt64? {
    let bytes = Array(text.utf8)
    let lexicon = bytes.withUnsafeBufferPointer { Lexicon(scanning: $0) }
    guard lexicon.words.count == 1, lexicon.words[0].start == 0, lexicon.words[0].end == bytes.count else { return nil }
    return lexicon.words[0].hash
  }

  // MARK: Hashing

  /// Start of a word's hash; FNV-1a over the folded scalars with a last mix (`finish`), so that low bits are good.
  @inlinable public static var hashSeed: UInt64 { 0xCBF2_9CE4_8422_2325 }
  /// Adds one folded scalar to a hash that is not yet finished; for code that hashes a part of a word, such as a stem.
  @inlinable public static func hash(_ hash: UInt64, adding scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3 &+ (hash >> 29)
  }
  /// The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
  @inlinable public static func finish(_ hash: UInt64) -> UInt64 {
    var z = hash
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Cuts a text into words; see `Lexicon`.
private struct Scanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let table: UnicodeTable.Lookup
  let latin = UnicodeTable.Script.latin
  let cyrillic = UnicodeTable.Script.cyrillic

  init(bytes: UnsafeBufferPointer<UInt8>, table: UnicodeTable.Lookup) {
    self.bytes = bytes
    self.table = table
  }

  /// The first word at or behind `position`, which moves behind it; nil at the end.
  @inline(__always)
  func word(from position: inout Int) -> Lexicon.Word? {
    while position < bytes.count {
      // Most words begin with a letter of ASCII or behind one space; a jump by class is guessed wrong more often.
      let byte = bytes[position]
      if (byte | 0x20) &- 0x61 < 26 { return letters(from: &position) }
      if byte == 0x20 {
        position += 1
        continue
      }
      let (scalar, length) = bytes.scalar(at: position)
      let entry = table.entry(scalar)
      switch entry.wordClass {
      case .other, .mark, .format, .apostrophe:
        position += length
      case .letter:
        return letters(from: &position)
      case .digit:
        return digits(from: &position, script: entry.script)
      case .unspaced:
        return ideograph(from: &position, entry)
      case .number:
        let start = position
        position += length
        return Lexicon.Word(
          start: UInt32(start), end: UInt32(position),
          hash: Lexicon.finish(Lexicon.hash(Lexicon.hashSeed, adding: scalar)), kind: .number, letterCase: .none,
          script: entry.script)
      }
    }
    return nil
  }

  @inline(__always)
  private func letters(from start: inout Int) -> Lexicon.Word {
    var position = start
    var end = start
    var hash = Lexicon.hashSeed
    var script = latin
    var lastScript = script
    // Counted without branches: whether a letter is a capital is hard to guess.
    var upper = 0
    var lower = 0
    var count = 0
    scan: while position < bytes.count {
      let byte = bytes[position]
      if (byte | 0x20) &- 0x61 < 26 {
        // An ASCII letter: lower case has bit 5, and folding sets it.
        let isLower = Int(byte >> 5 & 1)
        lower &+= isLower
        upper &+= 1 &- isLower
        count &+= 1
        lastScript = latin
        hash = Lexicon.hash(hash, adding: UInt32(byte | 0x20))
        position += 1
        end = position
        continue
      }
      let (scalar, length) = bytes.scalar(at: position)
      let entry = table.entry(scalar)
      switch entry.wordClass {
      case .letter:
        if count == 0 { script = entry.script }
        lastScript = entry.script
        upper &+= Int(entry.letterCase & 1)
        lower &+= Int(entry.letterCase >> 1)
        count &+= 1
        let folded = table.hashed(scalar, entry)
        if folded != 0 { hash = Lexicon.hash(hash, adding: folded) }
        position += length
        end = position
      case .mark:
        let folded = table.hashed(scalar, entry)
        if folded != 0 { hash = Lexicon.hash(hash, adding: folded) }
        position += length
        end = position
      case .format:
        // Soft hyphens and joiners inside a word are passed over; at its end they stay outside.
        position += length
      case .apostrophe:
        // Part of the word between two Cyrillic letters only (п’ять, Об'єднані).
        guard lastScript == cyrillic, end == position, position + length < bytes.count
        else { break scan }
        let next = table.entry(bytes.scalar(at: position + length).value)
        guard next.wordClass == .letter, next.script == cyrillic else { break scan }
        hash = Lexicon.hash(hash, adding: 0x27)
        position += length
      case .digit, .number, .unspaced, .other:
        break scan
      }
    }
    let letterCase: Lexicon.LetterCase
    if upper == 0 {
      letterCase = lower == 0 ? .none : .lower
    } else if lower == 0 {
      letterCase = .upper
    } else {
      letterCase = upper == 1 && table.entry(bytes.scalar(at: start).value).isUpper ? .title : .mixed
    }
    let word = Lexicon.Word(
      start: UInt32(start), end: UInt32(end), hash: Lexicon.finish(hash), kind: .letters, letterCase: letterCase,
      script: script)
    start = max(end, position)
    return word
  }

  private func digits(from position: inout Int, script: UInt8) -> Lexicon.Word {
    let start = position
    var hash = Lexicon.hashSeed
    while position < bytes.count {
      let (scalar, length) = bytes.scalar(at: position)
      let entry = table.entry(scalar)
      guard entry.wordClass == .digit, entry.script == script else { break }
      hash = Lexicon.hash(hash, adding: 0x30 + UInt32(entry.digitValue(scalar)))
      position += length
    }
    return Lexicon.Word(
      start: UInt32(start), end: UInt32(position), hash: Lexicon.finish(hash), kind: .digits, letterCase: .none,
      script: script)
  }

  private func ideograph(from position: inout Int, _ entry: UnicodeTable.Entry) -> Lexicon.Word {
    let start = position
    let (scalar, length) = bytes.scalar(at: position)
    var hash = Lexicon.hash(Lexicon.hashSeed, adding: entry.folded(scalar))
    position += length
    while position < bytes.count {
      let (scalar, length) = bytes.scalar(at: position)
      let mark = table.entry(scalar)
      guard mark.wordClass == .mark else { break }
      let folded = Lexicon.folded(scalar, mark)
      if folded != 0 { hash = Lexicon.hash(hash, adding: folded) }
      position += length
    }
    return Lexicon.Word(
      start: UInt32(start), end: UInt32(position), hash: Lexicon.finish(hash), kind: .ideograph, letterCase: .none,
      script: entry.script)
  }
}
