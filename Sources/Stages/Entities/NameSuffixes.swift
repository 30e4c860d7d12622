import Pipeline

/// Endings that the last word of a name may carry in a text without being part of it, as data of a language: Korean
/// particles (북한이), the German genitive (Deutschlands).
///
/// They are taken off while matching, so that they hold for lists of any size.
public struct NameSuffixes: Sendable {
  /// The suffixes as they were given.
  let list: [[UInt8]]
  let matcher: SuffixMatcher
  private let hashes: SuffixMatcher.Hashes

  public init() { self.init([]) }

  /// - Parameter suffixes: lower-case letters; others are passed over.
  init(_ suffixes: some Sequence<[UInt8]>) {
    list = suffixes.filter { !$0.isEmpty }
    hashes = SuffixMatcher.Hashes(capacity: list.count)
    matcher = SuffixMatcher(list, hashes)
  }

  var isEmpty: Bool { matcher.longest == 0 }

  func mayEnd(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool { matcher.mayEnd(word, bytes) }

  /// As `SuffixMatcher.forEachStem`, with hashes as the lexical pass has them.
  func forEachStem(of word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt64, Int) -> Bool) {
    withExtendedLifetime(hashes) { matcher.forEachStem(of: word, bytes, keepsAccents: true, body) }
  }
}

/// Finds suffixes at the end of words; it holds no reference, so that asking it per word costs nothing, and so it must not
/// outlive the `NameSuffixes` it is part of.
struct SuffixMatcher: Sendable {
  /// Unfinished hashes of the suffixes, from the seed; open addressing, at most half full, 0 is empty.
  final class Hashes: Sendable {
    // Sound to share: written before it is shared.
    fileprivate nonisolated(unsafe) let slots: UnsafeMutablePointer<UInt64>
    fileprivate let mask: Int

    init(capacity: Int) {
      var size = 2
      while size < capacity * 2 { size *= 2 }
      slots = .allocate(capacity: size)
      slots.initialize(repeating: 0, count: size)
      mask = size - 1
    }

    deinit { slots.deallocate() }
  }

  private nonisolated(unsafe) let slots: UnsafeMutablePointer<UInt64>
  private let mask: Int
  /// The low bytes of the suffixes' last scalars, and between which scalars those lie; turns most words away.
  private var lastBytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var lastScalars: (low: UInt32, high: UInt32) = (1, 0)
  /// In scalars; 0 where there are no suffixes.
  private(set) var longest = 0

  fileprivate init(_ list: [[UInt8]], _ hashes: Hashes) {
    slots = hashes.slots
    mask = hashes.mask
    for suffix in list {
      suffix.withUnsafeBufferPointer { bytes in
        slots[slot(of: Self.hash(bytes, 0, bytes.count))] = Self.hash(bytes, 0, bytes.count)
        longest = max(longest, bytes.reduce(0) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 })
        let last = bytes.scalar(before: bytes.count).value
        lastScalars =
          lastScalars.low > lastScalars.high
          ? (last, last) : (min(lastScalars.low, last), max(lastScalars.high, last))
        setLastByte(UInt8(truncatingIfNeeded: last))
      }
    }
  }

  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

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
    guard scalar >= lastScalars.low, scalar <= lastScalars.high else { return false }
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
  func forEachStem(
    of word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, keepsAccents: Bool, _ body: (UInt64, Int) -> Bool
  ) {
    let start = Int(word.start)
    let end = Int(word.end)
    var cut = end
    for _ in 0..<longest {
      cut -= 1
      while cut > start, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
      guard cut > start else { return }
      let hash = Self.hash(bytes, cut, end)
      guard slots[slot(of: hash)] == hash else { continue }
      let stem = Lexicon.finish(NameFolding.hash(bytes, start, cut, keepsAccents: keepsAccents))
      if body(stem, cut) { return }
    }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    NameFolding.hash(bytes, start, end, keepsAccents: true)
  }
}
