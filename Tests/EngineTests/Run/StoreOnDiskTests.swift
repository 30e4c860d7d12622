import Bytes
import Pipeline
import Testing

@testable import Engine

@Suite struct StoreOnDiskTests {
  private let folder = TemporaryFolder()
  private var names: StoreNames { StoreNames(0, in: folder.path) }

  private struct Echo: CorpusStage {
    let keySize = 4
    let memoryPerDocument = 0
    var missing = 0

    func summarize(_ document: inout Document, key: inout [UInt8], blob: inout [UInt8]) {}
    func decide(_ corpus: any CorpusStore, _ decisions: inout DecisionSink) throws {
      for position in 0..<corpus.count - missing {
        try corpus.checkCancellation()
        try decisions.append(try corpus.blob(at: position) + (try corpus.id(at: position)).bytes)
      }
      corpus.note("seen", count: corpus.count)
    }
    func apply(_ decision: [UInt8], to document: inout Document) -> Verdict { .keep }
  }

  private func blob(_ number: Int) -> [UInt8] { Array(repeating: UInt8(number % 251), count: number % 7 * 10) }

  /// A store of `count` documents, written in batches and reopened between them.
  private func fill(_ count: Int) throws {
    var writer = try StoreWriter(names, in: folder.fileSystem, resumingAt: nil, count: 0)
    for start in stride(from: 0, to: count, by: 10) {
      var (keys, cards, ends): ([UInt8], [UInt8], [Int]) = ([], [], [])
      for number in start..<min(start + 10, count) {
        var document = Document(id: ByteString("id-\(number)"), source: Source(path: "p"), body: [])
        document.published = number % 2 == 0 ? nil : "2024-01-\(number)"
        keys += [UInt8(number % 256), 1, 2, 3]
        StoreOnDisk.encodeCard(document, blob: blob(number), into: &cards)
        ends.append(cards.count)
      }
      try writer.append(keys: keys, cards: cards, ends: ends)
      // Half a batch more, which is cut off again as after a crash.
      let (positions, written) = (writer.positions, writer.count)
      try writer.append(keys: [1, 2], cards: [3, 4, 5], ends: [3])
      try writer.close()
      writer = try StoreWriter(names, in: folder.fileSystem, resumingAt: positions, count: written)
    }
    try writer.sync()
    try writer.close()
  }

  private func store(_ count: Int, isCancelled: @escaping () -> Bool = { false }) throws -> StoreOnDisk {
    try StoreOnDisk(names, keySize: 4, count: count, in: folder.fileSystem, isCancelled: isCancelled)
  }

  @Test(arguments: [0, 1, 10, 95]) func `what is stored is read by position`(count: Int) throws {
    try fill(count)
    let store = try store(count)
    #expect(store.count == count)
    for number in 0..<count {
      #expect(try store.id(at: number) == ByteString("id-\(number)"))
      #expect(try store.blob(at: number) == blob(number))
      #expect(try store.published(at: number) == (number % 2 == 0 ? nil : "2024-01-\(number)"))
    }
    try store.withKeys { keys in
      #expect(keys.count == 4 * count)
      for number in 0..<count { #expect(keys[4 * number] == UInt8(number)) }
    }
  }

  @Test(arguments: [0, 1, 95]) func `decisions are read by position`(count: Int) throws {
    try fill(count)
    let store = try store(count)
    try DecisionsOnDisk.make(Echo(), over: store, names, in: folder.fileSystem)
    let decisions = try DecisionsOnDisk(names, in: folder.fileSystem)
    for number in 0..<count { #expect(try decisions[number] == blob(number) + Array("id-\(number)".utf8)) }
    #expect(throws: (any Error).self) { try decisions[count] }
    #expect(store.notes == ["seen": count])
  }

  @Test func `too few decisions are refused, and a stop is heeded`() throws {
    try fill(20)
    let open = try store(20)
    #expect(throws: RunError.self) {
      try DecisionsOnDisk.make(Echo(missing: 1), over: open, names, in: folder.fileSystem)
    }
    #expect(try folder.fileSystem.status(of: names.decisionIndex) == nil)
    let stopped = try store(20, isCancelled: { true })
    #expect(throws: RunError.self) { try DecisionsOnDisk.make(Echo(), over: stopped, names, in: folder.fileSystem) }
  }

  @Test func `files of the wrong size or kind are damaged`() throws {
    try fill(20)
    #expect(throws: RunError.self) { try store(19) }
    #expect(throws: RunError.self) { try store(21) }
    var index = try folder.fileSystem.contents(of: names.index)
    for offset in StoreFile.headerSize..<index.count { index[offset] = 0xFF }
    try folder.write(index, to: FilePath(bytes: names.index.lastComponent))
    let damaged = try store(20)
    for number in 0..<20 { #expect(throws: (any Error).self) { try damaged.blob(at: number) } }
    try folder.write("nonsense", to: "store-0.keys")
    #expect(throws: RunError.self) { try store(20) }
  }
}
