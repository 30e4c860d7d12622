import CScan
import Pipeline

/// Undoes UTF-8 that was read as windows-1252, Latin-1, windows-1251 or KOI8-R, once or several times.
///
/// Works on runs of characters outside ASCII. A run is repaired where all its letters fall into well-formed sequences of
/// UTF-8 and the result is what running text has (`Misreading`). Where that could be chance, as with one sequence, a run
/// that can't be needs to stand near, with no sound letters between the two. Sound text pays for `MojibakeGate`.
struct MojibakeRepair: Sendable {
  /// Text misread more often than this is lost.
  private static let levels = 3
  /// How far a run that could be chance may be from one that can't, in bytes.
  private static let reach = 1000
  /// As many runs in a row are not chance.
  private static let clusterSize = 4

  private let charsets = MisreadCharset.all
  private let roles = MisreadCharset.roles

  /// The repaired text and the edits that lead there; nil where nothing is to repair.
  func repair(_ text: UnsafeBufferPointer<UInt8>) -> (bytes: [UInt8], alignment: Alignment)? {
    guard var repaired = repairOnce(text) else { return nil }
    var alignment = Alignment(edits: repaired.edits)
    for _ in 1..<Self.levels {
      guard let again = repaired.bytes.withUnsafeBufferPointer(repairOnce) else { break }
      alignment = alignment.followed(by: Alignment(edits: again.edits))
      repaired = again
    }
    return (repaired.bytes, alignment)
  }

  // MARK: One level

  private func repairOnce(_ text: UnsafeBufferPointer<UInt8>) -> EditedText.Result? {
    guard assay_may_hold_mojibake(text.baseAddress, text.count) != 0 else { return nil }
    let findings = roles.withUnsafeBufferPointer { find(in: text, roles: $0) }
    if !findings.contains(where: \.isAccepted) { return nil }
    var result: [UInt8] = []
    var edits: [Edit] = []
    result.reserveCapacity(text.count)
    var copied = 0
    for finding in findings where finding.isAccepted {
      guard let misreading = finding.misreadings.first else { continue }
      for sequence in misreading.sequences {
        result.append(contentsOf: text[copied..<sequence.range.lowerBound])
        let start = result.count
        // A byte order mark in the middle of things is what is left of a joint of files.
        if sequence.scalar != 0xFEFF { appendUTF8(sequence.scalar, to: &result) }
        copied = sequence.range.upperBound
        // One edit a character, so that annotations inside a run lead back to their own characters.
        edits.append(
          Edit(
            source: ByteRange(sequence.range.lowerBound, sequence.range.upperBound),
            target: ByteRange(start, result.count)))
      }
    }
    result.append(contentsOf: text[copied...])
    return (result, edits)
  }

  /// A run that may be mojibake, or, without a misreading, one that holds sound letters.
  private struct Finding {
    let range: Range<Int>
    /// The best first; an accepted finding has one.
    var misreadings: [Misreading] = []
    var isAccepted = false

    /// Accepts the misreading of a charset, if there is one.
    mutating func accept(_ charset: MisreadCharset) {
      guard let misreading = misreadings.first(where: { $0.charset.name == charset.name }) else { return }
      misreadings = [misreading]
      isAccepted = true
    }
  }

  /// Runs with a misreading, and behind the first of them also those without.
  private func find(in text: UnsafeBufferPointer<UInt8>, roles: UnsafeBufferPointer<UInt8>) -> [Finding] {
    var findings: [Finding] = []
    var at = 0
    while true {
      let start = text.firstOutsideASCII(from: at)
      if start == text.count { break }
      let end = text.firstASCII(from: start)
      at = end
      if var first = firstLead(start, end, text, roles) {
        if let mark = byteOrderMark(first..<end, in: text) {
          findings.append(mark)
          first = mark.range.upperBound
        }
        if first < end, let finding = look(first..<end, in: text) {
          findings.append(finding)
          continue
        }
      }
      if let last = findings.last, !last.misreadings.isEmpty, holdsLetter(start..<end, text) {
        findings.append(Finding(range: start..<end))
      }
    }
    acceptClusters(&findings)
    spread(&findings, order: Array(findings.indices))
    spread(&findings, order: findings.indices.reversed())
    return findings
  }

  /// Where the first character stands that begins a sequence in some charset, with the next one to continue it; nil
  /// where sound letters come first.
  @inline(__always)
  private func firstLead(
    _ start: Int, _ end: Int, _ text: UnsafeBufferPointer<UInt8>, _ roles: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var at = start
    while at < end {
      let (value, length) = text.scalar(at: at)
      // In bounds: below the limit, which is the number of roles.
      let role = value < MisreadCharset.limit ? roles[Int(value)] : 0
      if role & 0x0F != 0 {
        guard at + length < end else { return nil }
        let next = text.scalar(at: at + length).value
        guard next < MisreadCharset.limit else { return nil }
        return role & roles[Int(next)] >> 4 != 0 ? at : nil
      }
      // Quotes, dashes and signs that stand before a damaged word; anything else is sound.
      guard text[at] == 0xC2 || (text[at] == 0xE2 && text[at + 1] == 0x80) else { return nil }
      at += length
    }
    return nil
  }

  /// A misread byte order mark, which stands before text that need not be damaged.
  private func byteOrderMark(_ run: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Finding? {
    for charset in charsets {
      guard let mark = Misreading(byteOrderMarkAt: run, in: text, charset) else { continue }
      return Finding(range: mark.sequences[0].range, misreadings: [mark], isAccepted: true)
    }
    return nil
  }

  /// The misreadings that make a run better: one that can't be chance, or all that may be.
  private func look(_ run: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Finding? {
    let before = run.lowerBound > 0 ? text[run.lowerBound - 1] : 0x20
    let after = run.upperBound < text.count ? text[run.upperBound] : 0x20
    let (strong, weak) = readings(run, in: text, before: before, after: after, level: 1)
    if let strong { return Finding(range: run, misreadings: [strong], isAccepted: true) }
    return weak.isEmpty ? nil : Finding(range: run, misreadings: weak)
  }

  private func readings(
    _ run: Range<Int>, in text: UnsafeBufferPointer<UInt8>, before: UInt8, after: UInt8, level: Int
  ) -> (strong: Misreading?, weak: [Misreading]) {
    var strong: Misreading?
    var weak: [Misreading] = []
    for charset in charsets {
      guard let misreading = Misreading(of: run, in: text, charset, before: before, after: after) else { continue }
      var strength = misreading.strength
      // What looks odd or poor may be text that was misread before.
      if strength != .strong, misreading.mayBeMisreadAgain, level < Self.levels {
        let again = misreading.text(of: run, in: text)
        let deeper = again.withUnsafeBufferPointer {
          readings(0..<$0.count, in: $0, before: before, after: after, level: level + 1)
        }
        if deeper.strong != nil { strength = .strong } else if !deeper.weak.isEmpty { strength = .weak }
      }
      switch strength {
      case .strong?: if strong.map({ misreading.isBetter(than: $0) }) ?? true { strong = misreading }
      case .weak?: weak.append(misreading)
      case nil: break
      }
    }
    return (strong, weak.sorted { $0.isBetter(than: $1) })
  }

  /// Accepts runs that could each be chance where several stand together with no sound letters between them.
  private func acceptClusters(_ findings: inout [Finding]) {
    for charset in charsets {
      var cluster: [Int] = []
      func close() {
        if cluster.count >= Self.clusterSize { for index in cluster { findings[index].accept(charset) } }
        cluster = []
      }
      for index in findings.indices {
        let isOfCharset =
          !findings[index].isAccepted && findings[index].misreadings.contains { $0.charset.name == charset.name }
        if !isOfCharset { close() }
        if let last = cluster.last, findings[index].range.lowerBound - findings[last].range.upperBound > Self.reach {
          close()
        }
        if isOfCharset { cluster.append(index) }
      }
      close()
    }
  }

  /// Accepts runs that could be chance next to accepted ones of the same charset, up to the next sound letters.
  private func spread(_ findings: inout [Finding], order: some Sequence<Int>) {
    var last: Int?
    for index in order {
      if findings[index].misreadings.isEmpty {
        last = nil
        continue
      }
      if !findings[index].isAccepted, let last {
        let (a, b) = (findings[min(index, last)].range, findings[max(index, last)].range)
        if b.lowerBound - a.upperBound <= Self.reach { findings[index].accept(findings[last].misreadings[0].charset) }
      }
      // A byte order mark says nothing of the text behind it.
      if findings[index].isAccepted, findings[index].misreadings[0].sequences[0].scalar != 0xFEFF { last = index }
    }
  }

  private func holdsLetter(_ run: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = run.lowerBound
    while at < run.upperBound {
      let (value, length) = text.scalar(at: at)
      switch UnicodeTable.shared.entry(value).wordClass {
      case .letter, .unspaced, .mark: return true
      default: at += length
      }
    }
    return false
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first byte at or after `start` that is not ASCII; the count where there is none.
  @inline(__always)
  func firstOutsideASCII(from start: Int) -> Int { first(from: start, isASCII: false) }

  /// The offset of the first byte of ASCII at or after `start`; the count where there is none.
  @inline(__always)
  func firstASCII(from start: Int) -> Int { first(from: start, isASCII: true) }

  @inline(__always)
  private func first(from start: Int, isASCII: Bool) -> Int {
    var at = start
    let raw = UnsafeRawBufferPointer(self)
    let high: UInt64 = 0x8080_8080_8080_8080
    // Eight bytes at a time; in bounds by the condition.
    while at &+ 8 <= count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) & high
      let found = isASCII ? word ^ high : word
      if found != 0 { return at &+ found.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < count, (self[at] < 0x80) != isASCII { at &+= 1 }
    return at
  }
}
