import Pipeline

/// Endings that the last word of a name may carry in a text without being part of it, as data of a language: Korean
/// particles (북한이), the German genitive (Deutschlands).
///
/// They are taken off while matching, so that they hold for lists of any size.
public struct NameSuffixes: Sendable {
  /// The suffixes as they were given.
  let list: [[UInt8]]
  /// Unfinished hashes of the suffixes, from the seed; open addressing, at most half full, 0 is empty.
  private var hashes: [UInt64]
  /// The low bytes of the suffixes' last scalars, and between which scalars those lie; turns most words away.
  private var lastBytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var lastScalars: ClosedRange<UInt32>
  /// In scalars.
  private var longest = 0

  public init() { self.init([]) }

  /// - Parameter suffixes: lower-case letters; others are passed over.
  init(_ suffixes: some Sequence<[UInt8]>) {
    list = suffixes.filter { !$0.isEmpty }
    var size = 2
    while size < list.count * 2 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    lastScalars = 0...0
    var lasts: [UInt32] = []
    for suffix in list {
      let (hash, count, last) = suffix.withUnsafeBufferPointer { bytes in
        var hash = Lexicon.hashSeed
        var position = 0
        var count = 0
        var last: UInt32 = 0
        while position < bytes.count {
          let (scalar, length) = bytes.scalar(at: position)
          let folded = Lexicon.folded(scalar)
          if folded != 0 { hash = Lexicon.hash(hash, adding: folded) }
          position += length
          count += 1
          last = scalar
        }
        return (hash, count, last)
      }
      if !contains(hash) { insert(hash) }
      longest = max(longest, count)
      lasts.append(last)
      setLastByte(UInt8(truncatingIfNeeded: last))
    }
    if let low = lasts.min(), let high = lasts.max() { lastScalars = low...high }
  }

  var isEmpty: Bool { longest == 0 }

  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (hashes.count - 1)
    while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (hashes.count - 1) }
    return slot
  }

  private func contains(_ hash: UInt64) -> Bool { hashes[slot(of: hash)] == hash }
  private mutating func insert(_ hash: UInt64) { hashes[slot(of: hash)] = hash }

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
    let scalar = byte < 0x80 ? UInt32(byte) : bytes.scalar(before: Int(word.end)).value
    guard lastScalars.contains(scalar) else { return false }
    let bit = UInt64(1) << UInt64(scalar & 63)
    switch scalar >> 6 & 3 {
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
    for _ in 0..<longest {
      cut -= 1
      while cut > start, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
      guard cut > start else { return }
      guard contains(hash(cut, end, bytes)) else { continue }
      if body(Lexicon.finish(hash(start, cut, bytes)), cut) { return }
    }
  }

  /// As the lexical pass hashes letters and marks, but not yet finished; format characters are passed over.
  private func hash(_ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let table = UnicodeTable.shared
    var hash = Lexicon.hashSeed
    var position = start
    while position < end {
      let byte = bytes[position]
      if byte &- 0x61 < 26 {
        hash = Lexicon.hash(hash, adding: UInt32(byte))
        position += 1
        continue
      }
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
