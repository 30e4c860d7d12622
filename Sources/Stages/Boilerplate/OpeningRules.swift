import Pipeline

/// What the first words of a line say about it.
struct OpeningRules {
  let text: LineText

  /// Widths beyond which a line is a paragraph, whatever it begins with.
  private static let phraseLimit = 350
  private static let labelLimit = 220
  private static let captionLimit = 320
  private static let headlineLimit = 140
  private static let nameLimit = 90

  /// What the words at the start of `inner` make of the line `line`, of which `inner` is all but bullets or brackets.
  func finding(_ inner: Range<Int>, roles: PhraseRoles, of line: Range<Int>, isBracketed: Bool) -> LineFinding? {
    let (start, end) = (inner.lowerBound, inner.upperBound)
    func whole(_ kind: BoilerplateKind) -> LineFinding { LineFinding(kind: kind, range: line) }
    if roles.contains(.note), let behind = text.end(of: .note, at: start, to: end),
      isBracketed || text.behindColon(behind, end) != nil || text.behindDash(behind, end) != nil
        || text.hasNoWord(behind..<end)
    {
      return whole(.note)
    }
    if roles.contains(.caption), !text.isWider(line, than: Self.captionLimit) { return whole(.caption) }
    if let finding = credit(inner, roles, line) { return finding }
    if let finding = link(inner, roles, line) { return finding }
    if roles.contains(.noticeLine), let behind = text.end(of: .noticeLine, at: start, to: end),
      text.hasNoWord(behind..<end)
    {
      return whole(.notice)
    }
    if text.isWider(line, than: Self.phraseLimit) { return nil }
    if roles.contains(.notice) || roles.contains(.noticeEnd) { return whole(.notice) }
    if roles.contains(.byline) { return whole(.byline) }
    if let finding = names(inner, roles, line) { return finding }
    if roles.contains(.social), isList(of: .social, inner, atLeast: 2) { return whole(.notice) }
    if roles.contains(.agency), isList(of: .agency, inner, atLeast: 1) { return whole(.source) }
    return nil
  }

  // MARK: Kinds

  private func credit(_ inner: Range<Int>, _ roles: PhraseRoles, _ line: Range<Int>) -> LineFinding? {
    let end = inner.upperBound
    let caption = LineFinding(kind: .caption, range: line, captionEnd: nil)
    if roles.contains(.creditLabel), let behind = text.end(of: .creditLabel, at: inner.lowerBound, to: end),
      !text.isWider(line, than: Self.phraseLimit)
    {
      if text.hasNoWord(behind..<end) || text.behindColon(behind, end) != nil { return caption }
      let isShort = !text.isWider(line, than: Self.nameLimit) && !text.endsSentence(line)
      if isShort, text.behindDash(behind, end) != nil || text.behindSlash(behind, end) != nil { return caption }
    }
    if roles.contains(.credit), let behind = text.end(of: .credit, at: inner.lowerBound, to: end),
      !text.isWider(line, than: Self.labelLimit)
    {
      if text.hasNoWord(behind..<end) || text.behindColon(behind, end) != nil { return caption }
      if !text.isWider(line, than: 120), !text.endsSentence(line) { return caption }
    }
    return nil
  }

  private func link(_ inner: Range<Int>, _ roles: PhraseRoles, _ line: Range<Int>) -> LineFinding? {
    guard !roles.isDisjoint(with: [.link, .linkLabel]), !text.isWider(line, than: Self.phraseLimit) else { return nil }
    // Headlines end without a stop; a long line with one is a paragraph that has lost its line end.
    if text.isWider(line, than: Self.headlineLimit), text.endsSentence(line, orAsks: false) { return nil }
    let end = inner.upperBound
    var finding = LineFinding(kind: .link, range: line)
    if let behind = text.end(of: [.link, .linkLabel], at: inner.lowerBound, to: end) {
      if text.hasNoWord(behind..<end) {
        // "More." and "Links?" are somebody's words.
        if !roles.contains(.link), text.endsSentence(line) { return nil }
        finding.isHeading = true
        return finding
      }
      if text.behindColon(behind, end) != nil || text.behindDash(behind, end) != nil || isArrow(behind, end) {
        return finding
      }
    }
    return roles.contains(.link) ? finding : nil
  }

  private func isArrow(_ position: Int, _ end: Int) -> Bool {
    let at = text.skipBlanks(position, end)
    guard at < end else { return false }
    return [0x3E, 0xBB, 0x203A, 0x2192, 0x25B6, 0x25BA, 0x1F449, 0x2026, 0x21D2, 0xFF1E].contains(
      text.bytes.scalar(at: at).value)
  }

  private func names(_ inner: Range<Int>, _ roles: PhraseRoles, _ line: Range<Int>) -> LineFinding? {
    let (start, end) = (inner.lowerBound, inner.upperBound)
    guard !text.isWider(line, than: Self.labelLimit) else { return nil }
    if roles.contains(.bylineLabel), let behind = text.end(of: .bylineLabel, at: start, to: end) {
      let isCredit = text.bytes[start] >= 0xE3 && text.behindSlash(behind, end) != nil
      // In interviews the label is who speaks, and what follows is a sentence.
      if isCredit || text.behindColon(behind, end) != nil, !text.endsSentence(line) {
        return LineFinding(kind: .byline, range: line)
      }
    }
    if roles.contains(.sourceLabel), let behind = text.end(of: .sourceLabel, at: start, to: end),
      text.behindColon(behind, end) != nil
    {
      return LineFinding(kind: .source, range: line)
    }
    if roles.contains(.bylineName), let behind = text.end(of: .bylineName, at: start, to: end),
      !text.isWider(line, than: Self.nameLimit)
    {
      let name = text.trimmed(behind..<end)
      let last = text.bytes.scalarStart(before: behind, from: start)
      guard name.lowerBound > behind || !text.isWord(text.bytes.scalar(at: last).value) else { return nil }
      if isList(of: .agency, name, atLeast: 1) { return LineFinding(kind: .byline, range: line) }
      if NamePattern(text: text).opens(name) {
        return LineFinding(kind: .byline, range: line, needsEdge: true)
      }
    }
    return nil
  }

  /// Whether `range` holds only phrases of one role, with commas, slashes or digits of a date between them.
  func isList(of role: PhraseRoles, _ range: Range<Int>, atLeast: Int) -> Bool {
    var count = 0
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = text.bytes.scalar(at: position)
      guard text.isWord(scalar), !(0x30...0x39).contains(scalar) else {
        if LineText.closing(of: scalar) != nil { return false }
        position += length
        continue
      }
      guard let behind = text.end(of: role, at: position, to: range.upperBound) else { return false }
      count += 1
      position = behind
    }
    return count >= atLeast
  }
}
