import Pipeline

/// One way to explain a run of characters outside ASCII: as UTF-8 that was misread by a charset.
struct Misreading {
  /// Characters of the run that stand for the bytes of one scalar.
  struct Sequence {
    /// In the text at hand.
    let range: Range<Int>
    let scalar: UInt32
    /// One of the characters is a control, U+0080 to U+009F.
    let holdsControl: Bool
    /// The second character is part of a frame of a table.
    let holdsFrame: Bool
  }

  enum Strength { case weak, strong }

  let charset: MisreadCharset
  private(set) var sequences: [Sequence] = []
  /// Characters that the run would lose: chance makes two fit now and then, and many never.
  private var weight = 0
  private var letters = 0
  private var rareLetters = 0
  private var oddScalars = 0
  /// Signs between the sequences, which stay.
  private(set) var leftovers = 0
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
      let (value, length) = text.scalar(at: at)
      switch table.entry(value).wordClass {
      case .letter, .mark, .digit, .unspaced: return nil
      default: at += length
      }
      leftovers += 1
    }
    if sequences.isEmpty { return nil }
  }

  /// A byte order mark at the start of a run, whatever comes behind it.
  init?(byteOrderMarkAt run: Range<Int>, in text: UnsafeBufferPointer<UInt8>, _ charset: MisreadCharset) {
    guard let mark = Self.sequence(at: run.lowerBound, run.upperBound, text, charset), mark.scalar == 0xFEFF else {
      return nil
    }
    self.charset = charset
    before = 0
    after = 0
    sequences = [mark]
  }

  /// The sequence that begins at `start`, if its bytes are well-formed UTF-8.
  private static func sequence(
    at start: Int, _ end: Int, _ text: UnsafeBufferPointer<UInt8>, _ charset: MisreadCharset
  ) -> Sequence? {
    let (first, length) = text.scalar(at: start)
    let lead = charset.byte(of: first)
    guard lead >= 0xC2, lead <= 0xF4 else { return nil }
    var value = UInt32(lead) & (lead < 0xE0 ? 0x1F : lead < 0xF0 ? 0x0F : 0x07)
    let count = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
    var at = start + length
    var holdsControl = false
    var holdsFrame = false
    for _ in 0..<count {
      guard at < end else { return nil }
      let (next, length) = text.scalar(at: at)
      if next < 0xA0 { holdsControl = true }
      if next >= 0x2500 { holdsFrame = true }
      let byte = charset.byte(of: next)
      guard byte >= 0x80, byte <= 0xBF else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
      at += length
    }
    // Overlong forms, surrogates and what lies beyond Unicode.
    let lowest: UInt32 = count == 1 ? 0x80 : count == 2 ? 0x800 : 0x10000
    guard value >= lowest, Unicode.Scalar(value) != nil else { return nil }
    return Sequence(range: start..<at, scalar: value, holdsControl: holdsControl, holdsFrame: holdsFrame)
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
        sequence, sense, entry, before: sequence.range.lowerBound == run.lowerBound ? before : 0,
        after: sequence.range.upperBound == run.upperBound ? after : 0)
    }
  }

  /// Whether no sound text has such characters side by side. `before` and `after` are 0 where no ASCII stands there.
  private func isTellingSequence(
    _ sequence: Sequence, _ sense: ScalarSense, _ entry: UnicodeTable.Entry, before: UInt8, after: UInt8
  ) -> Bool {
    if sequence.holdsControl { return true }
    let value = sequence.scalar
    switch value {
    case 0x2000...0x206F, 0x20AC, 0x2116, 0x2122, 0x2190...0x21BF, 0x2200...0x227F, 0xFEFF, 0x1F300...0x1FAFF:
      return true
    default: break
    }
    guard value < 0x800 else { return false }
    let isLatinLetter = sense == .letter && entry.script == ScriptMixture.latin
    let isSign = value < 0xC0
    guard isLatinLetter || isSign else { return false }
    let isInWord =
      isSmall(before) || isSmall(after) || (isASCIILetter(before) && isASCIILetter(after) && entry.isUpper)
    guard charset.isLatin else {
      // A Cyrillic letter and a piece of a frame; a Cyrillic letter and a sign in a Latin word or before a figure.
      return sequence.holdsFrame || (isLatinLetter && isInWord) || (0xA2...0xA5).contains(value) && isDigit(after)
    }
    if !mayFollowCapital(UInt8(0x80 | value & 0x3F)) { return true }
    // A capital in the middle of small letters, or a mark in the middle of capitals; Ä« and Å» also come of bad scans.
    let isGuillemet = value & 0x3F == 0x2B || value & 0x3F == 0x3B
    if isInWord, !(isGuillemet && value >= 0x100) { return true }
    // No word is Ã alone, and none is Â; a letter that is spoken of stands in quotes, so it is no sign for these.
    if before > 0, !isASCIILetter(before), !(before == 0x22 || before == 0x27) {
      if value >= 0xC0 && value <= 0xFF || value == 0xAB || value == 0xBB { return true }
    }
    // A no-break space that no space stands before.
    return value == 0xA0 && before > 0x20 && before < 0x80 && !isCapital(before)
  }

  private func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  private func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private func isASCIILetter(_ byte: UInt8) -> Bool { isSmall(byte) || isCapital(byte) }

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
    if count == 1, weight == 2, letters + rareLetters == 1, isASCIILetter(before) || isASCIILetter(after),
      mayFollowCapital(UInt8(0x80 | sequences[0].scalar >> 6 & 0x3F)),
      mayFollowCapital(UInt8(0x80 | sequences[0].scalar & 0x3F))
    {
      return nil
    }
    // Nor is a letter of few languages alone to be trusted: Ті, which is Ukrainian, makes one.
    return count == 1 && rareLetters == 1 ? nil : .weak
  }

  /// Whether the result may be text that was misread before: at least two characters.
  var mayBeMisreadAgain: Bool { sequences.count > 1 }

  /// Whether it explains more of the run, or explains it by fewer characters.
  func isBetter(than other: Misreading) -> Bool {
    leftovers != other.leftovers ? leftovers < other.leftovers : sequences.count < other.sequences.count
  }

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
  static let latin = UnicodeTable.Script.latin
  private static let none: UInt8 = 255
  /// By script: itself, one for all East Asian ones, which are written together, and none for signs and marks.
  private static let groups: [UInt8] = {
    var groups = (UInt8.min...UInt8.max).map { $0 }
    let han = UnicodeTable.Script.han
    for code in ["Hira", "Kana", "Hang", "Bopo"] { groups[Int(UnicodeTable.Script.index(code))] = han }
    for code in ["Zyyy", "Zinh"] { groups[Int(UnicodeTable.Script.index(code))] = none }
    return groups
  }()

  private var first: UInt8?
  private(set) var isMixed = false

  mutating func add(_ script: UInt8) {
    let group = Self.groups[Int(script)]
    if group == Self.none { return }
    if let first, first != group { isMixed = true }
    first = group
  }
}

/// Appends a scalar as UTF-8.
func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
  if let scalar = Unicode.Scalar(scalar) { bytes.append(contentsOf: UTF8.encode(scalar)!) }
}
