import Bytes
import Pipeline

/// The stores of one corpus stage while they are filled: keys of fixed size, and cards (id, date, blob) with an index.
final class StoreWriter {
  static let keyMagic: StaticString = "ASSAYkey"
  static let cardMagic: StaticString = "ASSAYcrd"
  static let indexMagic: StaticString = "ASSAYidx"

  private let keys: AppendFile
  private let cards: AppendFile
  private let index: AppendFile
  private(set) var count: Int

  init(
    _ names: StoreNames, in fileSystem: any FileSystem, resumingAt positions: [String: Int64]?, count: Int
  ) throws {
    func open(_ path: FilePath, _ magic: StaticString) throws -> AppendFile {
      try AppendFile(
        path, in: fileSystem, resumingAt: positions?[ByteString(path.lastComponent).display],
        header: StoreFile.header(magic))
    }
    keys = try open(names.keys, Self.keyMagic)
    cards = try open(names.cards, Self.cardMagic)
    index = try open(names.index, Self.indexMagic)
    self.count = count
  }

  /// Appends the documents of one batch; `ends` says where each card ends in `cards`.
  func append(keys keyBytes: [UInt8], cards cardBytes: [UInt8], ends: [Int]) throws {
    let base = UInt64(cards.position)
    var offsets: [UInt8] = []
    offsets.reserveCapacity(ends.count * 8)
    for end in ends {
      withUnsafeBytes(of: (base + UInt64(end)).littleEndian) { offsets.append(contentsOf: $0) }
    }
    try keys.append(keyBytes)
    try cards.append(cardBytes)
    try index.append(offsets)
    count += ends.count
  }

  func sync() throws {
    try keys.sync()
    try cards.sync()
    try index.sync()
  }

  func close() throws {
    try keys.close()
    try cards.close()
    try index.close()
  }

  var positions: [String: Int64] {
    var result: [String: Int64] = [:]
    for file in [keys, cards, index] { result[ByteString(file.path.lastComponent).display] = file.position }
    return result
  }
}

/// File names of the stores and decisions of the corpus stage `number`.
struct StoreNames {
  let keys, cards, index, decisions, decisionIndex, scratch: FilePath

  init(_ number: Int, in folder: FilePath) {
    keys = folder / "store-\(number).keys"
    cards = folder / "store-\(number).cards"
    index = folder / "store-\(number).index"
    decisions = folder / "decisions-\(number)"
    decisionIndex = folder / "decisions-\(number).index"
    scratch = folder / "sort-\(number)"
  }
}

/// What a corpus stage reads while it decides.
final class StoreOnDisk: CorpusStore {
  let count: Int
  let scratch: ByteString
  private let keySize: Int
  private let keys: MappedFile
  private let cards: CardReader
  private let index: MappedFile
  private(set) var notes: [String: Int] = [:]
  private(set) var findings: [CorpusFinding] = []
  private let isCancelled: () -> Bool

  init(
    _ names: StoreNames, keySize: Int, count: Int, in fileSystem: any FileSystem, isCancelled: @escaping () -> Bool
  ) throws {
    self.count = count
    self.keySize = keySize
    self.isCancelled = isCancelled
    scratch = ByteString(names.scratch.bytes)
    keys = try StoreFile.map(names.keys, magic: StoreWriter.keyMagic, in: fileSystem)
    cards = try CardReader(names.cards, magic: StoreWriter.cardMagic, in: fileSystem)
    index = try StoreFile.map(names.index, magic: StoreWriter.indexMagic, in: fileSystem)
    guard keys.count == StoreFile.headerSize + count * keySize else {
      throw RunError.damaged(names.keys, "it holds \(keys.count) bytes for \(count) documents of \(keySize)")
    }
    guard index.count == StoreFile.headerSize + count * 8 else {
      throw RunError.damaged(names.index, "it holds \(index.count) bytes for \(count) documents")
    }
  }

  func withKeys<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    try keys.withBytes { try body(UnsafeRawBufferPointer(rebasing: $0[StoreFile.headerSize...])) }
  }

  private func end(of position: Int) -> Int {
    index.withBytes { bytes in
      Int(
        truncatingIfNeeded: UInt64(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: StoreFile.headerSize + position * 8, as: UInt64.self)))
    }
  }

  private func range(of position: Int) throws -> Range<Int> {
    precondition(position >= 0 && position < count, "no document \(position) in the store")
    let start = position == 0 ? StoreFile.headerSize : end(of: position - 1)
    let end = end(of: position)
    guard StoreFile.headerSize <= start, start <= end else { throw ByteReader.Damage() }
    return start..<end
  }

  static func encodeCard(_ document: Document, blob: [UInt8], into cards: inout [UInt8]) {
    var out = ByteWriter()
    out.bytes(document.id.bytes)
    out.optional(document.published)
    cards.append(contentsOf: out.out)
    cards.append(contentsOf: blob)
  }

  func blob(at position: Int) throws -> [UInt8] {
    // A card is id, date, then the blob up to its end.
    try cards.withBytes(range(of: position)) { bytes in
      var reader = ByteReader(bytes)
      try reader.skipBytes()
      if try reader.byte() != 0 { try reader.skipBytes() }
      return reader.rest()
    }
  }

  func id(at position: Int) throws -> ByteString {
    try label(position) { ByteString(try $0.bytes()) }
  }

  func published(at position: Int) throws -> String? {
    try label(position) { reader in
      _ = try reader.bytes()
      return try reader.optional()
    }
  }

  /// Most ids and dates are short, and the blob behind them long.
  private static let labelSize = 256

  /// Reads what stands before the blob of a card.
  private func label<Result>(_ position: Int, _ body: (inout ByteReader) throws -> Result) throws -> Result {
    let range = try range(of: position)
    func read(_ length: Int) throws -> Result {
      try cards.withPrefix(range, length) { bytes in
        var reader = ByteReader(bytes)
        return try body(&reader)
      }
    }
    do { return try read(Self.labelSize) } catch is ByteReader.Damage where range.count > Self.labelSize {
      return try read(range.count)
    }
  }

  func note(_ text: String, count: Int) { notes[text, default: 0] += count }
  func report(_ finding: CorpusFinding) { findings.append(finding) }

  func checkCancellation() throws { if isCancelled() { throw RunError.interrupted } }
}

/// The decisions of a corpus stage, read by position from many threads.
final class DecisionsOnDisk: Sendable {
  static let magic: StaticString = "ASSAYdcs"
  static let indexMagic: StaticString = "ASSAYdix"
  private let data: MappedFile
  private let index: MappedFile

  init(_ names: StoreNames, in fileSystem: any FileSystem) throws {
    data = try StoreFile.map(names.decisions, magic: Self.magic, in: fileSystem)
    index = try StoreFile.map(names.decisionIndex, magic: Self.indexMagic, in: fileSystem)
  }

  subscript(position: Int) -> [UInt8] {
    get throws {
      try index.withBytes { index in
        guard StoreFile.headerSize + (position + 1) * 8 <= index.count else { throw ByteReader.Damage() }
        func end(_ position: Int) -> Int {
          position < 0
            ? StoreFile.headerSize
            : Int(
              truncatingIfNeeded: UInt64(
                littleEndian: index.loadUnaligned(
                  fromByteOffset: StoreFile.headerSize + position * 8, as: UInt64.self)))
        }
        return try data.withBytes { data in
          let (start, end) = (end(position - 1), end(position))
          guard StoreFile.headerSize <= start, start <= end, end <= data.count else { throw ByteReader.Damage() }
          return Array(data[start..<end])
        }
      }
    }
  }

  /// Lets `stage` decide and brings its decisions to disk; the index is renamed last, so it is there only when all is.
  static func make(
    _ stage: any CorpusStage, over store: StoreOnDisk, _ names: StoreNames, in fileSystem: any FileSystem
  ) throws {
    try fileSystem.createDirectories(names.scratch)
    let temporary = FilePath(bytes: names.decisionIndex.bytes + Array(".new".utf8))
    let data = try AppendFile(names.decisions, in: fileSystem, resumingAt: nil, header: StoreFile.header(magic))
    let index = try AppendFile(temporary, in: fileSystem, resumingAt: nil, header: StoreFile.header(indexMagic))
    var pendingData: [UInt8] = []
    var pendingIndex: [UInt8] = []
    var end = data.position
    func flush() throws {
      try data.append(pendingData)
      try index.append(pendingIndex)
      pendingData.removeAll(keepingCapacity: true)
      pendingIndex.removeAll(keepingCapacity: true)
    }
    var sink = DecisionSink { decision in
      pendingData.append(contentsOf: decision)
      end += Int64(decision.count)
      withUnsafeBytes(of: UInt64(end).littleEndian) { pendingIndex.append(contentsOf: $0) }
      if pendingData.count + pendingIndex.count > 1 << 18 { try flush() }
    }
    try stage.decide(store, &sink)
    guard sink.count == store.count else {
      throw RunError.request("a corpus stage gave \(sink.count) decisions for \(store.count) documents")
    }
    try flush()
    try data.sync()
    try index.sync()
    try data.close()
    try index.close()
    try fileSystem.rename(temporary, to: names.decisionIndex)
    try fileSystem.syncDirectory(names.decisionIndex.parent)
  }
}
