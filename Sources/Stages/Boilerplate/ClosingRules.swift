import Pipeline

/// What the end of a line says about it: a credit, an agency, a note, all rights reserved.
struct ClosingRules {
  let text: LineText
  let opening: OpeningRules

  /// A credit closes a caption up to this width; in a longer line only the credit is marked.
  private static let captionLimit = 450
  private static let bracketReach = 220
  private static let reach = 140

  func finding(_ line: Range<Int>) -> LineFinding? {
    let last = text.lastScalar(line)
    if let bracket = LineText.opening(of: last) {
      return bracketed(line, opener: bracket, closer: last) ?? separated(line)
    }
    return separated(line) ?? SignatureRules(text: text).finding(line)
  }

  // MARK: In brackets

  private func bracketed(_ line: Range<Int>, opener: UInt32, closer: UInt32) -> LineFinding? {
    let innerEnd = text.bytes.scalarStart(before: line.upperBound, from: line.lowerBound)
    var at = innerEnd
    let limit = max(line.lowerBound, innerEnd - Self.bracketReach)
    while at > limit {
      at = text.bytes.scalarStart(before: at, from: line.lowerBound)
      let (scalar, length) = text.bytes.scalar(at: at)
      if scalar == closer { return nil }
      guard scalar == opener else { continue }
      return inBrackets(text.trimmed(at + length..<innerEnd), at, line)
    }
    return nil
  }

  private func inBrackets(_ inner: Range<Int>, _ start: Int, _ line: Range<Int>) -> LineFinding? {
    let stem = text.trimmed(line.lowerBound..<start)
    let tail = start..<line.upperBound
    let roles = text.roles(at: inner.lowerBound, to: inner.upperBound)
    if roles.contains(.agency), opening.isList(of: .agency, inner, atLeast: 1) {
      if text.endsSentence(stem) { return LineFinding(kind: .source, range: tail) }
      return text.isWider(line, than: 220) ? nil : caption(line, stem, tail)
    }
    if isCredit(inner) { return caption(line, stem, tail) }
    guard !roles.isDisjoint(with: [.note, .byline, .bylineLabel, .sourceLabel, .noticeEnd]) else { return nil }
    let finding = opening.finding(inner, roles: roles, of: tail, isBracketed: true)
    return finding?.needsEdge == true || finding?.kind == .link ? nil : finding
  }

  /// Whether the words in brackets, or behind a slash, say who took a picture.
  private func isCredit(_ inner: Range<Int>) -> Bool {
    let roles = text.roles(at: inner.lowerBound, to: inner.upperBound)
    let end = inner.upperBound
    if roles.contains(.credit) { return true }
    if roles.contains(.creditLabel), let behind = text.end(of: .creditLabel, at: inner.lowerBound, to: end),
      text.behindColon(behind, end) != nil || text.behindDash(behind, end) != nil
        || text.behindSlash(behind, end) != nil
    {
      return true
    }
    // "Reuters/Jane Doe"; "ap/ol" signs an article.
    if roles.contains(.agency), let behind = text.end(of: .agency, at: inner.lowerBound, to: end),
      let name = text.behindSlash(behind, end), NamePattern(text: text).opens(text.trimmed(name..<end))
    {
      return true
    }
    return isSign(at: inner.lowerBound, end) || agencyBehindSlash(inner) != nil
  }

  /// The slash before an agency that ends `range`: "Jane Doe/AFP".
  private func agencyBehindSlash(_ range: Range<Int>) -> Int? {
    var at = range.upperBound
    while at > range.lowerBound {
      at = text.bytes.scalarStart(before: at, from: range.lowerBound)
      let (scalar, length) = text.bytes.scalar(at: at)
      guard scalar == 0x2F || scalar == 0xFF0F else { continue }
      let name = text.trimmed(at + length..<range.upperBound)
      guard !name.isEmpty, text.roles(at: name.lowerBound, to: name.upperBound).contains(.agency),
        opening.isList(of: .agency, name, atLeast: 1)
      else { return nil }
      return at
    }
    return nil
  }

  private func isSign(at position: Int, _ end: Int) -> Bool {
    guard position < end else { return false }
    let scalar = text.bytes.scalar(at: position).value
    return scalar == 0xA9 || scalar == 0x24D2
  }

  // MARK: Behind a separator

  /// Bytes that may begin a separator: , . / | - ! ? ; © and leads of the others.
  private static let separators: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in ",./|-!?;:".utf8 { table[Int(byte)] = true }
    for byte in [0xC2, 0xE2, 0xE3, 0xEF, 0xE0, 0xD8, 0xDB] { table[byte] = true }
    return table
  }()

  private func separated(_ line: Range<Int>) -> LineFinding? {
    let limit = max(line.lowerBound, line.upperBound - Self.reach)
    var at = line.upperBound - 1
    while at >= limit {
      if Self.separators[Int(text.bytes[at])], let finding = separated(line, at) { return finding }
      at -= 1
    }
    return nil
  }

  @inline(__always)
  private func separated(_ line: Range<Int>, _ at: Int) -> LineFinding? {
    let (scalar, length) = text.bytes.scalar(at: at)
    let end = line.upperBound
    let next = text.skipBlanks(at + length, end)
    guard next < end else { return nil }
    switch scalar {
    case 0x2F, 0xFF0F:
      return behindSlash(
        line, at, next, isSpaced: next > at + length && at > line.lowerBound && text.bytes[at - 1] == 0x20)
    case 0x7C, 0xFF5C: return behindSlash(line, at, next, isSpaced: true)
    case 0xA9, 0x24D2: return behindSign(line, at, next)
    case 0x2C, 0x2E, 0x3A, 0x3B, 0x21, 0x3F, 0x2013, 0x2014, 0x2D, 0x2022, 0x2026, 0x25B2, 0xBB, 0x201D, 0x60C, 0x964,
      0x3001, 0x3002, 0xFF0C, 0xFF0E:
      // Between letters and digits a mark separates nothing: 12,5 and cross-border.
      guard next > at + length || scalar > 0x2FFF else { return nil }
      return behindMark(line, at, next, scalar)
    default: return nil
    }
  }

  private func behindSlash(_ line: Range<Int>, _ at: Int, _ next: Int, isSpaced: Bool) -> LineFinding? {
    let behind = next..<line.upperBound
    let roles = text.roles(at: next, to: line.upperBound)
    let stem = text.trimmed(line.lowerBound..<at)
    if roles.contains(.agency), opening.isList(of: .agency, behind, atLeast: 1), !text.endsSentence(line) {
      return caption(line, stem, isSpaced ? at..<line.upperBound : line)
    }
    guard isSpaced, !text.endsSentence(line) else { return nil }
    let label = text.end(of: .creditLabel, at: next, to: line.upperBound)
    let isLabelled = label.map { text.behindColon($0, line.upperBound) != nil } ?? false
    guard isLabelled || !text.isWider(behind, than: 60) && namesPicture(behind) else { return nil }
    return caption(line, stem, at..<line.upperBound)
  }

  /// Whether one of the words in `range` names a picture.
  private func namesPicture(_ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    var isInWord = false
    while position < range.upperBound {
      let (scalar, length) = text.bytes.scalar(at: position)
      let isWord = text.isWord(scalar)
      if isWord, !isInWord, !text.roles(at: position, to: range.upperBound).isDisjoint(with: [.credit, .creditLabel]) {
        return true
      }
      isInWord = isWord
      position += length
    }
    return false
  }

  private func behindSign(_ line: Range<Int>, _ at: Int, _ next: Int) -> LineFinding? {
    let isYear = (0x30...0x39).contains(text.bytes[next])
    if at == line.lowerBound || text.trimmed(line.lowerBound..<at).isEmpty || text.hasNoWord(line.lowerBound..<at) {
      return text.isWider(line, than: 220) ? nil : LineFinding(kind: isYear ? .notice : .caption, range: line)
    }
    if isYear { return text.isWider(line, than: 220) ? nil : LineFinding(kind: .notice, range: line) }
    // Inside a word the sign is a damaged letter.
    let before = text.bytes.scalar(at: text.bytes.scalarStart(before: at, from: line.lowerBound)).value
    guard [0x20, 0xA0, 0x3000, 0x2E, 0x2F, 0x7C, 0x28].contains(before), !text.isWider(next..<line.upperBound, than: 70)
    else { return nil }
    return caption(line, text.trimmed(line.lowerBound..<at), at..<line.upperBound)
  }

  private func behindMark(_ line: Range<Int>, _ at: Int, _ next: Int, _ mark: UInt32) -> LineFinding? {
    let end = line.upperBound
    let roles = text.roles(at: next, to: end)
    if roles.isEmpty { return nil }
    let stem = text.trimmed(line.lowerBound..<at)
    if roles.contains(.creditLabel), let behind = text.end(of: .creditLabel, at: next, to: end) {
      let isLabel =
        text.behindColon(behind, end) != nil
        || (text.behindDash(behind, end) ?? text.behindSlash(behind, end)) != nil && !text.endsSentence(line)
      if isLabel { return caption(line, stem, next..<end) }
    }
    if roles.contains(.credit), !text.endsSentence(next..<end, orAsks: true), mark != 0x3A {
      return caption(line, stem, next..<end)
    }
    if roles.contains(.noticeEnd), let behind = text.end(of: .noticeEnd, at: next, to: end),
      text.hasNoWord(behind..<end)
    {
      return LineFinding(kind: .notice, range: text.isWider(line, than: Self.captionLimit) ? next..<end : line)
    }
    // "… he said. – AFP" and "… he said. REUTERS"
    let isDash = PhraseScalars.compared(mark) == 0x2D
    guard isDash || mark == 0x2E || mark == 0x3002, roles.contains(.agency), !text.endsSentence(line),
      text.endsSentence(line.lowerBound..<(isDash ? stem.upperBound : next)),
      opening.isList(of: .agency, next..<end, atLeast: 1)
    else { return nil }
    return LineFinding(kind: .source, range: (isDash ? at : next)..<end)
  }

  private func caption(_ line: Range<Int>, _ stem: Range<Int>, _ tail: Range<Int>) -> LineFinding {
    let isLong = text.isWider(line, than: Self.captionLimit)
    return LineFinding(
      kind: .caption, range: isLong ? tail : line, captionEnd: isLong ? nil : stem.upperBound)
  }
}
