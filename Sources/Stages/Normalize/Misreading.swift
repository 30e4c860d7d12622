import Pipeline

/// One way to explain a run of characters outside ASCII: as UTF-8 that was misread by a charset.
struct Misreading {
  /// Characters of the run that stand for the bytes of one scalar.
  struct Sequence {
    /// In the text at hand.
    let range: Range<Int>
    let scalar: UInt32
  }

  enum Strength { case weak, strong }

  let charset: MisreadCharset
  private(set) var sequences: [Sequence] = []
  /// Characters that the run would lose: chance makes two fit now and then, and many never.
  private var weight = 0
  private var letters = 0
  private var rareLetters = 0
  private var oddScalars = 0
  private var scripts = ScriptMixture()
  /// One of the sequences is never seen in sound text.
  private var isTelling = false
  /// ASCII beside the run.
  private let before: UInt8
  private let after: UInt8

  /// Nil where the run does not fall into sequences of UTF-8, with nothing but signs between them.
  init?(
    of run: Range<Int>, in text: UnsafeBufferPointer<UInt8>, _ charset: MisreadCharset, before: UInt8, after: UInt8
  ) {
    self.charset = charset
    self.before = before
    self.after = after
    let table = UnicodeTable.shared
    var at = run.lowerBound
    while at < run.upperBound {
      if let sequence = Self.sequence(at: at, run.upperBound, text, charset) {
        add(sequence, in: run, table)
        at = sequence.range.upperBound
        continue
      }
      let (value, length) = scalar(in: text, at: at)
      switch table.entry(value).wordClass {
      case .letter, .mark, .digit, .unspaced: return nil
      default: at += length
      }
    }
    if sequences.isEmpty { return nil }
  }

  /// The sequence that begins at `start`, if its bytes are well-formed UTF-8.
  private static func sequence(
    at start: Int, _ end: Int, _ text: UnsafeBufferPointer<UInt8>, _ charset: MisreadCharset
  ) -> Sequence? {
    let (first, length) = Stages.scalar(in: text, at: start)
    let lead = charset.byte(of: first)
    guard lead >= 0xC2, lead <= 0xF4 else { return nil }
    var value = UInt32(lead) & (lead < 0xE0 ? 0x1F : lead < 0xF0 ? 0x0F : 0x07)
    let count = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
    var at = start + length
    for _ in 0..<count {
      guard at < end else { return nil }
      let (next, length) = Stages.scalar(in: text, at: at)
      let byte = charset.byte(of: next)
      guard byte >= 0x80, byte <= 0xBF else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
      at += length
    }
    // Overlong forms, surrogates and what lies beyond Unicode.
    let lowest: UInt32 = count == 1 ? 0x80 : count == 2 ? 0x800 : 0x10000
    guard value >= lowest, Unicode.Scalar(value) != nil else { return nil }
    return Sequence(range: start..<at, scalar: value)
  }

  private mutating func add(_ sequence: Sequence, in run: Range<Int>, _ table: UnicodeTable) {
    let entry = table.entry(sequence.scalar)
    let sense = ScalarSense(sequence.scalar, entry)
    sequences.append(sequence)
    weight += sequence.scalar < 0x800 ? 1 : sequence.scalar < 0x10000 ? 2 : 3
    switch sense {
    case .letter: letters += 1
    case .rareLetter: rareLetters += 1
    case .odd: oddScalars += 1
    case .sign: break
    }
    if sense == .letter || sense == .rareLetter, entry.wordClass != .mark { scripts.add(entry.script) }
    if !isTelling {
      isTelling = isTellingSequence(
        sequence.scalar, sense, entry,
        before: sequence.range.lowerBound == run.lowerBound ? before : 0,
        after: sequence.range.upperBound == run.upperBound ? after : 0)
    }
  }

  /// Whether no sound text has such characters side by side. `before` and `after` are 0 where no ASCII stands there.
  private func isTellingSequence(
    _ value: UInt32, _ sense: ScalarSense, _ entry: UnicodeTable.Entry, before: UInt8, after: UInt8
  ) -> Bool {
    switch value {
    case 0x2010...0x2015, 0x2018...0x201E, 0x2020...0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC,
      0x2116, 0x2122, 0xFEFF, 0x1F300...0x1FAFF:
      return true
    default: break
    }
    guard value < 0x800 else { return false }
    let isLatinLetter = sense == .letter && entry.script == ScriptMixture.latin
    let isInWord = isSmall(before) || isSmall(after)
    // In Cyrillic charsets the misread letter is one of another script, and a sign, in a word of Latin letters.
    guard charset.isLatin else { return isLatinLetter && isInWord }
    guard isLatinLetter || value < 0xC0 else { return false }
    if !mayFollowCapital(UInt8(0x80 | value & 0x3F)) { return true }
    // A capital in the middle of small letters.
    if isInWord { return true }
    // A no-break space that no space stands before.
    return value == 0xA0 && before > 0x20 && !isCapital(before)
  }

  private func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  private func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  /// Quotes, dashes, dots, spaces and raised figures, which may follow a word in capitals.
  private func mayFollowCapital(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x82, 0x84, 0x85, 0x8B, 0x91...0x97, 0x99, 0x9B, 0xA0, 0xAB, 0xAD, 0xAE, 0xB2, 0xB3, 0xB7, 0xB9, 0xBB: true
    default: false
    }
  }

  // MARK: Judgement

  /// How good the explanation is; nil where it makes nothing better. A weak one needs a strong one near it.
  var strength: Strength? {
    if oddScalars > 0 || (scripts.isMixed && weight < 8) { return nil }
    let count = sequences.count
    if rareLetters == 0 || weight >= 4 {
      if count > 1, weight > 2 || letters > 1 || isTelling { return .strong }
      if isTelling { return .strong }
    }
    // é, a no-break space and » make a Chinese character; it does not stand beside Latin letters, alone.
    if count == 1, weight == 2, letters + rareLetters == 1, isASCIILetter(before) || isASCIILetter(after) { return nil }
    return .weak
  }

  private func isASCIILetter(_ byte: UInt8) -> Bool { isSmall(byte) || isCapital(byte) }

  /// Whether the result may be text misread once more, which holds odd characters.
  var mayBeMisreadAgain: Bool { oddScalars > 0 && sequences.count > 1 }

  /// The run as it would be.
  func text(of run: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var at = run.lowerBound
    for sequence in sequences {
      result += text[at..<sequence.range.lowerBound]
      appendUTF8(sequence.scalar, to: &result)
      at = sequence.range.upperBound
    }
    return result + text[at..<run.upperBound]
  }
}

/// Whether the letters of a run are of one writing.
private struct ScriptMixture {
  static let latin = UnicodeTable.Script.index("Latn")
  /// Written together.
  private static let eastAsian = Set(["Hani", "Hira", "Kana", "Hang", "Bopo"].map { UnicodeTable.Script.index($0) })
  private static let none = Set(["Zyyy", "Zinh"].map { UnicodeTable.Script.index($0) })

  private var first: UInt8?
  private(set) var isMixed = false

  mutating func add(_ script: UInt8) {
    if Self.none.contains(script) { return }
    let script = Self.eastAsian.contains(script) ? UnicodeTable.Script.index("Hani") : script
    if let first, first != script { isMixed = true }
    first = script
  }
}

/// Appends a scalar as UTF-8.
func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
  if let scalar = Unicode.Scalar(scalar) { bytes.append(contentsOf: UTF8.encode(scalar)!) }
}
