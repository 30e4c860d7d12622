import Bytes
import Pipeline
import Testing

@testable import Engine

@Suite struct JournalTests {
  private let folder = TemporaryFolder()
  private var path: FilePath { folder.path / "journal" }

  private func checkpoint(_ number: Int) -> Checkpoint {
    var checkpoint = Checkpoint()
    checkpoint.batches = number
    checkpoint.input.offset = .max - UInt64(number)
    checkpoint.files = ["output-0": Int64(number) << 40]
    checkpoint.stored = [number, 2]
    checkpoint.decided = 1
    checkpoint.counts.add("stage", .failed("пʼять"))
    return checkpoint
  }

  @Test func `torn at any byte, the last complete checkpoint counts and the journal goes on`() throws {
    var ends: [Int] = []
    let journal = try Journal(path, in: folder.fileSystem)
    for number in 1...3 {
      try journal.append(checkpoint(number))
      ends.append(try folder.read("journal").count)
    }
    try journal.close()
    let whole = try folder.read("journal")
    for count in 0...whole.count {
      try folder.write(Array(whole[..<count]), to: FilePath("journal"))
      let expected = ends.filter { $0 <= count }.count
      let torn = try Journal(path, in: folder.fileSystem)
      #expect(torn.last == (expected == 0 ? nil : checkpoint(expected)), "\(count) bytes")
      try torn.append(checkpoint(9))
      try torn.close()
      #expect(try Journal(path, in: folder.fileSystem).last == checkpoint(9))
    }
  }

  @Test func `zero bytes behind the last checkpoint, as a power cut leaves them, are cut off`() throws {
    let journal = try Journal(path, in: folder.fileSystem)
    try journal.append(checkpoint(1))
    try journal.close()
    try folder.write(try folder.read("journal") + Array(repeating: 0, count: 5000), to: FilePath("journal"))
    #expect(try Journal(path, in: folder.fileSystem).last == checkpoint(1))
  }

  @Test func `another file is refused`() throws {
    try folder.write("this is no journal at all", to: "journal")
    #expect(throws: RecordFileError.self) { try Journal(path, in: folder.fileSystem) }
  }
}

@Suite struct AppendFileTests {
  private let folder = TemporaryFolder()
  private var path: FilePath { folder.path / "file" }

  @Test func `a file goes on at its position, and what is behind is cut off`() throws {
    let file = try AppendFile(path, in: folder.fileSystem, resumingAt: nil, header: [1, 2])
    #expect(file.position == 2)
    try file.append([3, 4])
    let position = file.position
    try file.append([5, 6, 7])
    try file.close()
    let again = try AppendFile(path, in: folder.fileSystem, resumingAt: position, header: [1, 2])
    try again.append([8])
    try again.close()
    #expect(try folder.read("file") == [1, 2, 3, 4, 8])
    _ = try AppendFile(path, in: folder.fileSystem, resumingAt: nil)
    #expect(try folder.read("file") == [])
  }

  @Test func `a file shorter than its position is damaged`() throws {
    try folder.write("abc", to: "file")
    #expect(throws: RunError.self) { try AppendFile(path, in: folder.fileSystem, resumingAt: 4) }
    #expect(throws: RunError.self) { try AppendFile(folder.path / "missing", in: folder.fileSystem, resumingAt: 1) }
  }
}
