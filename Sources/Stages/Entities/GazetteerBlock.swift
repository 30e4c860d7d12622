import Bytes

/// The tables of a gazetteer as one relocatable block of bytes, read where it lies: in the program, in a mapped file or on
/// the heap.
///
/// Nothing in it is an address, so a block may be written to a file and mapped, or embedded in the program with `#embed`
/// (aligned to 8). How to make one:
///
///     var builder = GazetteerBuilder()
///     builder.add(NameRecord(name: …, canonical: …, type: "LOC", ref: …, place: Place(latitude: …, longitude: …)))
///     let gazetteer = builder.finish()          // may be used as it is
///     gazetteer.block.withBytes { … }           // the block, to be written to a file
///
/// and how to read it back: `Gazetteer(GazetteerBlock(mapping: file))`, or for bytes of the program, whose author is the
/// build, `GazetteerBlock(bytes, verifies: false)`, which touches the header only.
///
/// Layout, all little-endian: a header of 256 bytes (`magic`, `version`, `folding`, length of the block, XXH64 of all behind
/// the checksum, the 128-bit key of what it was made from, limits, then offset and number of elements of every section) and
/// the sections, each aligned to 8 bytes. Whoever reads a number that points somewhere compares it with the size of what it
/// points into, so that a block with a right checksum and wrong content gives wrong names, but never a crash.
struct GazetteerBlock: Sendable {
  static let magic: [UInt8] = Array("ASSAYGAZ".utf8)
  /// Of the layout; raise it with every change of a section.
  static let version: UInt32 = 1
  static let headerSize = 256

  /// The sections in the order of the header; `width` is the size of an element.
  enum Section: Int, CaseIterable {
    /// Bits of the words that names start with, those of words in lower case apart, and of their first two words.
    case filter, lowerFilter, pairFilter
    /// Edges: the high bits of the key, then the node it leads to; 0 is empty.
    case slots
    /// For every node, and one behind, the number of its first entry; the highest bit says that edges lead on.
    case nodes
    case entries
    case things
    /// Strings, each behind its length as UInt32; the empty one first.
    case strings
    /// Offsets of strings: of types, then of languages, then of suffixes.
    case terms

    var width: Int {
      switch self {
      case .filter, .lowerFilter, .pairFilter, .slots: 8
      case .nodes, .terms: 4
      case .entries: 16
      case .things: 32
      case .strings: 1
      }
    }
  }

  enum Damage: Error, Hashable, CustomStringConvertible {
    case foreign
    case version(UInt32, UInt32)
    case length
    case checksum
    case content

    var description: String {
      switch self {
      case .foreign: "not a compiled list of names"
      case .version(let layout, let folding): "a compiled list of names of version \(layout).\(folding)"
      case .length: "damaged: shorter or longer than its header says"
      case .checksum: "damaged: the checksum is wrong"
      case .content: "damaged: its tables do not fit together"
      }
    }
  }

  /// Where things stand in the header.
  enum Field {
    static let version = 8
    static let folding = 12
    static let length = 16
    static let checksum = 24
    static let keyHigh = 32
    static let keyLow = 40
    /// Bits of a node number in a slot.
    static let nodeBits = 48
    /// Slots that a look-up may have to see.
    static let probes = 52
    static let depth = 56
    static let typeCount = 60
    static let languageCount = 64
    static let suffixCount = 68
    static let sections = 72
  }

  /// Keeps the bytes alive; nil for those of the program.
  private let owner: (any AnyObject & Sendable)?
  // Sound to share: the bytes are constant, and live as long as `owner`, or for ever.
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer
  private let starts: [Int]
  private let counts: [Int]

  /// A block that outlives this value; `verifies` also reads every byte for the checksum.
  init(_ bytes: UnsafeRawBufferPointer, owner: (any AnyObject & Sendable)? = nil, verifies: Bool = true)
    throws(Damage)
  {
    guard bytes.count >= Self.headerSize, bytes.prefix(8).elementsEqual(Self.magic), let base = bytes.baseAddress,
      UInt(bitPattern: base) % 8 == 0
    else { throw .foreign }
    func number(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func wide(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    guard number(Field.version) == Self.version, number(Field.folding) == NameFolding.version else {
      throw .version(number(Field.version), number(Field.folding))
    }
    guard wide(Field.length) == UInt64(bytes.count) else { throw .length }
    if verifies {
      let body = UnsafeRawBufferPointer(rebasing: bytes[Field.keyHigh...])
      guard Hash.hash64(body) == wide(Field.checksum) else { throw .checksum }
    }
    var starts: [Int] = []
    var counts: [Int] = []
    for section in Section.allCases {
      let start = wide(Field.sections + section.rawValue * 16)
      let count = wide(Field.sections + section.rawValue * 16 + 8)
      guard start % 8 == 0, start >= UInt64(Self.headerSize), start <= UInt64(bytes.count),
        count <= (UInt64(bytes.count) - start) / UInt64(section.width)
      else { throw .content }
      starts.append(Int(start))
      counts.append(Int(count))
    }
    func isPowerOfTwo(_ count: Int) -> Bool { count > 0 && count & (count - 1) == 0 }
    guard isPowerOfTwo(counts[Section.filter.rawValue]), isPowerOfTwo(counts[Section.lowerFilter.rawValue]),
      isPowerOfTwo(counts[Section.pairFilter.rawValue]),
      isPowerOfTwo(counts[Section.slots.rawValue]), counts[Section.nodes.rawValue] >= 2,
      counts[Section.strings.rawValue] >= 4, counts[Section.entries.rawValue] < 1 << 31,
      (1...32).contains(number(Field.nodeBits))
    else { throw .content }
    let terms = [Field.typeCount, Field.languageCount, Field.suffixCount].map { Int(number($0)) }
    guard terms[0] <= 1 << 16, (1...1 << 16).contains(terms[1]), terms.reduce(0, +) == counts[Section.terms.rawValue]
    else { throw .content }
    self.owner = owner
    self.bytes = bytes
    self.starts = starts
    self.counts = counts
  }

  /// A block in a mapped file, of which only the pages that are looked at come into memory once it is checked.
  init(mapping file: MappedFile) throws(Damage) {
    // The bytes stay where they are as long as the block has the file.
    let bytes = file.withBytes { UncheckedBytes(bytes: $0) }
    try self.init(bytes.bytes, owner: file)
  }

  private struct UncheckedBytes: @unchecked Sendable { let bytes: UnsafeRawBufferPointer }

  /// A block in bytes that it keeps a copy of.
  init(copying bytes: [UInt8], verifies: Bool = true) throws(Damage) {
    let memory = Memory(count: bytes.count)
    memory.bytes.copyBytes(from: bytes)
    try self.init(UnsafeRawBufferPointer(memory.bytes), owner: memory, verifies: verifies)
  }

  /// Bytes on the heap, aligned for every section, for as long as a block needs them.
  final class Memory: Sendable {
    // Sound to share: written by whoever made it only, before it is shared.
    nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer

    init(count: Int) { bytes = .allocate(byteCount: count, alignment: 64) }
    deinit { bytes.deallocate() }
  }

  /// Gives the whole block to `body`; the bytes must not be kept.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    defer { withExtendedLifetime(owner) {} }
    return try body(bytes)
  }

  /// Size in bytes.
  var count: Int { bytes.count }

  /// What the block was made from; zeros where nobody said.
  var key: Hash128 { Hash128(high: wide(Field.keyHigh), low: wide(Field.keyLow)) }

  func field(_ offset: Int) -> Int {
    Int(UInt32(littleEndian: bytes.load(fromByteOffset: offset, as: UInt32.self)))
  }

  private func wide(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.load(fromByteOffset: offset, as: UInt64.self))
  }

  /// A section; valid as long as the block lives.
  func section(_ section: Section) -> UnsafeRawBufferPointer {
    let start = starts[section.rawValue]
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + counts[section.rawValue] * section.width])
  }

  func elements(_ section: Section) -> Int { counts[section.rawValue] }
}
