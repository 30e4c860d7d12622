import Pipeline

/// Endings that the last word of a name may carry in a text without being part of it, as data of a language: Korean
/// particles (북한이), the German genitive (Deutschlands).
///
/// They are taken off while matching, so that they hold for lists of any size.
public struct NameSuffixes: Sendable {
  /// Unfinished hashes of the suffixes, from the seed.
  private var hashes: Set<UInt64> = []
  /// Last bytes of the suffixes; turns most words away.
  private var lastBytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var longest = 0

  public init() {}

  /// - Parameter suffixes: lower-case letters; others are passed over.
  init(_ suffixes: some Sequence<[UInt8]>) {
    for suffix in suffixes where !suffix.isEmpty {
      let (hash, count) = suffix.withUnsafeBufferPointer { bytes in
        var hash = Lexicon.hashSeed
        var position = 0
        var count = 0
        while position < bytes.count {
          let (scalar, length) = bytes.scalar(at: position)
          let folded = Lexicon.folded(scalar)
          if folded != 0 { hash = Lexicon.hash(hash, adding: folded) }
          position += length
          count += 1
        }
        return (hash, count)
      }
      hashes.insert(hash)
      longest = max(longest, count)
      setLastByte(suffix[suffix.count - 1])
    }
  }

  var isEmpty: Bool { hashes.isEmpty }

  private mutating func setLastByte(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: lastBytes.0 |= bit
    case 1: lastBytes.1 |= bit
    case 2: lastBytes.2 |= bit
    default: lastBytes.3 |= bit
    }
  }

  @inline(__always)
  func mayEnd(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.kind == .letters else { return false }
    let byte = bytes[Int(word.end) - 1]
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: return lastBytes.0 & bit != 0
    case 1: return lastBytes.1 & bit != 0
    case 2: return lastBytes.2 & bit != 0
    default: return lastBytes.3 & bit != 0
    }
  }

  /// Calls `body` with the hash and end of every stem that `word` has without one of the suffixes, longest stem first,
  /// until it answers true. At most as many cuts are tried as the longest suffix has scalars.
  @inline(__always)
  func forEachStem(of word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt64, Int) -> Bool) {
    let start = Int(word.start)
    let end = Int(word.end)
    var cut = end
    let table = UnicodeTable.shared
    for _ in 0..<longest {
      cut -= 1
      while cut > start, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
      guard cut > start else { return }
      guard hashes.contains(hash(cut, end, bytes, table)) else { continue }
      if body(Lexicon.finish(hash(start, cut, bytes, table)), cut) { return }
    }
  }

  /// As the lexical pass hashes letters and marks, but not yet finished; format characters are passed over.
  private func hash(
    _ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ table: UnicodeTable
  ) -> UInt64 {
    var hash = Lexicon.hashSeed
    var position = start
    while position < end {
      let (scalar, length) = bytes.scalar(at: position)
      let entry = table.entry(scalar)
      switch entry.wordClass {
      case .format: break
      case .apostrophe: hash = Lexicon.hash(hash, adding: 0x27)
      default:
        let folded = Lexicon.folded(scalar, entry)
        if folded != 0 { hash = Lexicon.hash(hash, adding: folded) }
      }
      position += length
    }
    return hash
  }
}
