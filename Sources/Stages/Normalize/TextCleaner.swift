import Pipeline

/// Puts blanks and line ends in order and takes out controls and invisible characters, in one pass.
struct TextCleaner: Sendable {
  let junk: JunkTable
  private let table = UnicodeTable.shared
  private let joiningScripts: Set<UInt8> = Set(
    [
      "Arab", "Syrc", "Mong", "Nkoo", "Mand", "Phag", "Adlm", "Rohg", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml",
      "Telu", "Knda", "Mlym", "Sinh", "Khmr", "Mymr", "Tibt", "Java", "Bali", "Newa", "Cakm", "Gran", "Tirh", "Modi",
    ].map { UnicodeTable.Script.index($0) }.filter { $0 != 255 })

  /// Cleans valid UTF-8; nil where nothing changes. `borders` are ranges between parts of the document, in ascending
  /// order: they stay as they are, and no blank or line end is left beside them.
  ///
  /// `mayBeDenormalized` says whether the result may not be in NFC; where it is false, it is.
  func clean(
    _ bytes: UnsafeBufferPointer<UInt8>, borders: [Range<Int>]
  ) -> (text: EditedText?, mayBeDenormalized: Bool) {
    junk.gate.withUnsafeBufferPointer { gate in
      junk.seconds.withUnsafeBufferPointer { seconds in
        junk.plain.withUnsafeBufferPointer { plain in
          clean(
            Pass(cleaner: self, gate: gate, plain: plain, seconds: seconds, text: EditedText(bytes)), borders)
        }
      }
    }
  }

  private func clean(_ fresh: Pass, _ borders: [Range<Int>]) -> (text: EditedText?, mayBeDenormalized: Bool) {
    var pass = fresh
    var start = 0
    for border in borders {
      pass.clean(start..<border.lowerBound, trimsStart: start > 0, trimsEnd: true)
      start = border.upperBound
    }
    pass.clean(start..<pass.text.source.count, trimsStart: !borders.isEmpty, trimsEnd: false)
    guard !pass.text.edits.isEmpty else { return (nil, pass.isSuspicious) }
    pass.text.finish()
    return (pass.text, pass.isSuspicious)
  }

  struct Pass {
    let cleaner: TextCleaner
    /// `cleaner.junk.gate`; 256 entries, so that every byte is an index in bounds.
    let gate: UnsafeBufferPointer<JunkTable.Gate>
    /// `cleaner.junk.plain`; 256 entries as well.
    let plain: UnsafeBufferPointer<UInt8>
    /// `cleaner.junk.seconds`; 256 entries as well.
    let seconds: UnsafeBufferPointer<UInt64>
    var text: EditedText
    /// Whether a scalar has been seen that normalization may change.
    var isSuspicious = false
    /// The next scalar that is neither removed nor a joiner, for all positions from `from` to its own.
    var nextText: (from: Int, position: Int) = (0, -1)

    mutating func clean(_ range: Range<Int>, trimsStart: Bool, trimsEnd: Bool) {
      let bytes = text.source
      var at = range.lowerBound
      if trimsStart { at = trimStart(range) }
      // Text that is looked at letter by letter need not be tried in words of eight bytes again and again.
      var nextTry = at
      while at < range.upperBound {
        if at >= nextTry {
          let end = passText(at, range.upperBound)
          if end == at { nextTry = at + 32 }
          at = end
          guard at < range.upperBound else { break }
        }
        switch gate[Int(bytes[at])] {
        case .pass:
          at += 1
        case .space where at + 1 < range.upperBound && isText(at + 1),
          .lineFeed where at + 1 < range.upperBound && isText(at + 1):
          at += 1
        case .lookAtSecond where !mustLook(at):
          at += 2
        case .look, .lookAtSecond, .space, .lineFeed:
          let (value, length) = bytes.scalar(at: at)
          if value >= 0x300, !isSuspicious { isSuspicious = isSuspicious(at, value) }
          switch cleaner.junk.junk(value) {
          case .none: at += length
          case .removed:
            text.replace(at..<at + length, with: EmptyCollection())
            at += length
          case .joiner:
            if !keepsJoiner(value, at: at, length, range.upperBound) {
              text.replace(at..<at + length, with: EmptyCollection())
            }
            at += length
          case .substitute:
            at = substitute(value, at..<at + length, range)
          case .blank, .groupingBlank, .tab, .carriageReturn, .lineEnd:
            at = space(at, range.upperBound, trimsEnd: trimsEnd)
          }
        }
      }
    }

    /// Goes on, eight bytes at a time, as long as there is only text with single spaces in it.
    private func passText(_ start: Int, _ end: Int) -> Int {
      guard end - start >= 8, let base = text.source.baseAddress else { return start }
      let bytes = UnsafeRawPointer(base)
      var at = start
      while at <= end - 8 {
        // Eight bytes from `at` on lie before `end`, which the source holds.
        let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        func isMore(_ index: UInt64) -> UInt8 { plain[Int(truncatingIfNeeded: word >> (8 * index) & 0xFF)] }
        let left = isMore(0) | isMore(1) | isMore(2) | isMore(3)
        if left | isMore(4) | isMore(5) | isMore(6) | isMore(7) != 0 { break }
        // The high bit of every byte that is a space (and of some behind one, which only costs time).
        let difference = word ^ 0x2020_2020_2020_2020
        let spaces = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
        if spaces & (spaces >> 8) != 0 { break }
        // A space at the end is looked at together with what comes behind it.
        at += spaces >> 63 == 0 ? 8 : 7
      }
      return at
    }

    /// Whether the scalar of two bytes or more at `position` must be looked at; valid UTF-8 has a second byte there.
    private func mustLook(_ position: Int) -> Bool {
      seconds[Int(text.source[position])] >> UInt64(text.source[position + 1] & 63) & 1 == 1
    }

    /// Whether no white space and nothing that may go stands here.
    private func isText(_ position: Int) -> Bool {
      switch gate[Int(text.source[position])] {
      case .pass: true
      case .lookAtSecond: !mustLook(position)
      case .look, .space, .lineFeed: false
      }
    }

    private func isSuspicious(_ at: Int, _ value: UInt32) -> Bool {
      let lead = Int(text.source[at])
      let isListed =
        lead == 0xE2
        || NormalizationQuickCheck.suspiciousSeconds[lead] >> UInt64(text.source[at + 1] & 63) & 1 == 1
      return isListed && NormalizationQuickCheck.isSuspicious(value)
    }

    /// Takes out white space and invisible characters at the start of a part.
    private mutating func trimStart(_ range: Range<Int>) -> Int {
      let (_, end) = white(range.lowerBound, range.upperBound)
      if end > range.lowerBound { text.replace(range.lowerBound..<end, with: EmptyCollection()) }
      return end
    }

    /// What a run of white space holds.
    private struct White {
      var lineEnds = 0
      /// Blanks behind the last line end, or in all where there is none.
      var blanks = 0
      var hasTab = false
      /// The only blank, where it may group digits.
      var grouping: UInt32?
    }

    /// Reads the run of white space and invisible characters from `start` on.
    private func white(_ start: Int, _ end: Int) -> (White, end: Int) {
      var white = White()
      var at = start
      var followsReturn = false
      while at < end {
        let (value, length) = text.source.scalar(at: at)
        let junk = cleaner.junk.junk(value)
        switch junk {
        case .none, .substitute: return (white, at)
        case .removed, .joiner: break
        case .blank, .groupingBlank, .tab:
          white.grouping = junk == .groupingBlank && white.blanks == 0 ? value : nil
          white.blanks += 1
          if junk == .tab { white.hasTab = true }
          followsReturn = false
        case .carriageReturn, .lineEnd:
          if !(followsReturn && value == 0x0A) { white.lineEnds += 1 }
          followsReturn = junk == .carriageReturn
          white.blanks = 0
          white.hasTab = false
          white.grouping = nil
        }
        at += length
      }
      return (white, at)
    }

    /// Puts a run of white space in order; returns the position behind it.
    private mutating func space(_ start: Int, _ end: Int, trimsEnd: Bool) -> Int {
      let (white, runEnd) = white(start, end)
      let range = start..<runEnd
      let isLast = runEnd == end
      if isLast, trimsEnd {
        text.replace(range, with: EmptyCollection())
        return runEnd
      }
      if white.lineEnds == 0, let grouping = white.grouping, !isLast,
        isDigit(text.source.scalar(at: runEnd).value),
        let before = text.scalars(before: start, limit: 1).first, isDigit(before)
      {
        replace(range, with: Array(String(Unicode.Scalar(grouping)!).utf8))
        return runEnd
      }
      var result: [UInt8] = []
      if white.lineEnds > 0 { result.append(0x0A) }
      if white.lineEnds > 1 { result.append(0x0A) }
      if white.blanks > 0, !isLast { result.append(white.hasTab ? 0x09 : 0x20) }
      replace(range, with: result)
      return runEnd
    }

    private mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
      if !text.source[range].elementsEqual(bytes) { text.replace(range, with: bytes) }
    }

    private func isDigit(_ scalar: UInt32) -> Bool { cleaner.table.entry(scalar).wordClass == .digit }

    // MARK: Joiners

    /// A non-joiner stays between letters of a script that needs it, a joiner behind one (it ends words in Malayalam) and
    /// in emoji sequences.
    private mutating func keepsJoiner(_ value: UInt32, at position: Int, _ length: Int, _ end: Int) -> Bool {
      let before = text.scalars(before: position, limit: 16)
      guard let last = before.first else { return false }
      let next = nextText(position + length, end)
      // The marks before it and their letter, in whatever order the marks stand: normalization may change it.
      let base = before.firstIndex { !isMark($0) } ?? before.count - 1
      if before[...base].contains(where: joins) {
        if value == 0x200D { return true }
        return next.map { isMark($0) || joins($0) } ?? false
      }
      guard value == 0x200D, let next else { return false }
      let emoji = last == 0xFE0F ? before.dropFirst().first ?? 0 : last
      return isEmoji(emoji) && isEmoji(next)
    }

    /// Whether this is a letter or mark of a script that needs joiners.
    private func joins(_ scalar: UInt32) -> Bool {
      let entry = cleaner.table.entry(scalar)
      switch entry.wordClass {
      case .letter, .mark, .unspaced: return cleaner.joiningScripts.contains(entry.script)
      default: return false
      }
    }

    private func isMark(_ scalar: UInt32) -> Bool { cleaner.table.entry(scalar).wordClass == .mark }

    private func isEmoji(_ scalar: UInt32) -> Bool {
      (0x1F000...0x1FBFF).contains(scalar) || (0x2190...0x2BFF).contains(scalar)
    }

    /// The next scalar that is not about to go.
    mutating func nextText(_ start: Int, _ end: Int) -> UInt32? {
      if !(nextText.from <= start && start <= nextText.position) {
        var at = start
        while at < end {
          let (value, length) = text.source.scalar(at: at)
          let junk = cleaner.junk.junk(value)
          guard junk == .removed || junk == .joiner else { break }
          at += length
        }
        nextText = (start, at)
      }
      return nextText.position < end ? text.source.scalar(at: nextText.position).value : nil
    }
  }
}
