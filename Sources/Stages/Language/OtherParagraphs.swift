import Foundation
import Pipeline

/// Finds the paragraphs of a text that are not in its language.
///
/// The start of each line is looked at: which script it is in, and whether its frequent words are the language's. Only
/// lines that fail are identified, so a text in one language costs little.
struct OtherParagraphs {
  /// Bytes of a line that are looked at first, and that it must have.
  static let glance = 128
  static let leastBytes = 40
  /// Words of the glance.
  static let words = 16
  /// Bytes of a line that identification reads.
  static let sample = 640
  /// A paragraph is taken for another language only at this score: most are in the document's after all.
  static let leastScore: Float = 0.97

  let identifier: LanguageIdentifier
  /// The document's language; where it is `und`, every paragraph is identified.
  let language: Language
  private let position: Int?

  init(identifier: LanguageIdentifier, language: Language) {
    self.identifier = identifier
    self.language = language
    position = identifier.position(of: language)
  }

  func find(in text: UnsafeBufferPointer<UInt8>) throws -> [(ByteRange, LanguageIdentification)] {
    var found: [(ByteRange, LanguageIdentification)] = []
    var script: UInt8?
    var start = 0
    while start < text.count {
      let end = Self.lineEnd(text, from: start)
      defer { start = end + 1 }
      guard end - start >= Self.leastBytes else { continue }
      let glance = Self.piece(text, start..<end, Self.glance)
      if language != .undetermined {
        let tally = ScriptTally(glance)
        // The first line that has one says what script the language is written in, where the model does not know it.
        let usual = position.map { identifier.model.scripts[$0] } ?? script ?? tally.main
        if tally.letters >= 20 { script = usual }
        let sameScript = tally.main == usual || tally.mainLetters * 100 < tally.letters * LanguageIdentifier.leastShare
        if sameScript, agrees(glance) { continue }
      }
      let piece = Self.piece(text, start..<end, Self.sample)
      guard let other = try identifier.identify(piece, rival: language) else { continue }
      guard other.language != language, other.score ?? 1 >= Self.leastScore, isRunning(piece, in: other.language)
      else { continue }
      found.append((Self.trimmed(text, start..<end), other))
    }
    return found
  }

  /// Whether the frequent words of a piece are those of the document's language.
  private func agrees(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let position else { return true }
    let own: UInt64 = 1 << UInt64(position)
    var (here, elsewhere) = (0, 0)
    LetterTable.shared.withLookup { table in
      FrequentWords.forEachHash(in: piece, most: Self.words, limit: Self.glance, table) { hash in
        let languages = identifier.model.languages(ofWord: hash)
        if languages & own != 0 { here += 1 } else if languages != 0 { elsewhere += 1 }
      }
    }
    return elsewhere < 2 || elsewhere <= here
  }

  /// Whether two different words of a piece are frequent in `other`. Only asked of Latin letters, which stand in texts of
  /// every script: names, models of machines and text in a wrong charset have none.
  private func isRunning(_ piece: UnsafeBufferPointer<UInt8>, in other: Language) -> Bool {
    guard let position = identifier.position(of: other),
      identifier.model.scripts[position] == UnicodeTable.Script.latin
    else { return true }
    var first: UInt64?
    var isFound = false
    LetterTable.shared.withLookup { table in
      FrequentWords.forEachHash(in: piece, most: .max, limit: .max, table) { hash in
        guard identifier.model.languages(ofWord: hash) & 1 << UInt64(position) != 0 else { return }
        if first == nil { first = hash } else if first != hash { isFound = true }
      }
    }
    return isFound
  }

  private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = text.baseAddress, let found = memchr(base + start, 0x0A, text.count - start) else {
      return text.count
    }
    return base.distance(to: found.assumingMemoryBound(to: UInt8.self))
  }

  /// The first bytes of a range, cut between scalars.
  private static func piece(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ most: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let end =
      range.count <= most ? range.upperBound : LanguageSample.border(range.lowerBound + most, range.lowerBound, text)
    return UnsafeBufferPointer(rebasing: text[range.lowerBound..<end])
  }

  /// The range without spaces and carriage returns at its edges.
  private static func trimmed(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> ByteRange {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, text[low] <= 0x20 { low += 1 }
    while high > low, text[high - 1] <= 0x20 { high -= 1 }
    return ByteRange(low, high)
  }
}
