import Glibc
import Testing

@testable import Bytes

@Suite struct ExternalSorterTests {
  let folder = TemporaryFolder()

  func records(_ count: Int, keys: UInt64, seed: UInt64) -> [KeyRecord] {
    var generator = Generator(state: seed)
    return (0..<count).map { _ in
      KeyRecord(key: generator.next() % keys, value: generator.next() % (keys / 2 + 1))
    }
  }

  func sorted(_ records: [KeyRecord], runBytes: Int, fanIn: Int = 128) throws -> SortedRecords {
    let sorter = ExternalSorter(
      folder: folder.path, name: "keys", fileSystem: folder.fileSystem, runBytes: runBytes, maximumFanIn: fanIn)
    for record in records { try sorter.add(record) }
    return try sorter.finish()
  }

  func collect(_ records: SortedRecords) throws -> [KeyRecord] {
    var collected: [KeyRecord] = []
    try records.forEach { collected.append($0) }
    return collected
  }

  @Test(arguments: [1, 2, 300, 1 << 20, UInt64.max])
  func radixSortAgreesWithTheStandardSort(keys: UInt64) {
    for count in [0, 1, 2, 255, 256, 257, 3000] {
      let input = records(count, keys: keys, seed: UInt64(count))
      var fast = input
      radixSort(&fast)
      #expect(fast == input.sorted())
    }
  }

  @Test(arguments: [(1, 2), (16, 2), (16, 3), (100, 5), (4096, 2), (4096, 128), (100_000, 2)])
  func spilledRunsMergeToTheStandardOrder(runBytes: Int, fanIn: Int) throws {
    for count in [0, 1, 7, 300, 2000] where count < 2000 || runBytes > 16 {
      let input = records(count, keys: 500, seed: UInt64(count))
      let output = try sorted(input, runBytes: runBytes, fanIn: fanIn)
      #expect(try collect(output) == input.sorted())
      // A second pass gives the same.
      #expect(try collect(output) == input.sorted())
    }
    #expect(try folder.fileSystem.list(folder.path).isEmpty)
  }

  @Test func runsLongerThanABlockMergeRight() throws {
    let input = records(20_000, keys: .max, seed: 1)
    #expect(try collect(try sorted(input, runBytes: 9000 * 16)) == input.sorted())
  }

  @Test func smallInputNeverTouchesTheDisk() throws {
    let faulty = FaultyFileSystem(folder.fileSystem, plan: try FaultPlan("open:1+:EIO,remove:1+:EIO"))
    let input = records(1000, keys: 100, seed: 1)
    let sorter = ExternalSorter(folder: folder.path, name: "keys", fileSystem: faulty, runBytes: 16_000)
    for record in input { try sorter.add(record) }
    let output = try sorter.finish()
    #expect(output.isInMemory)
    #expect(try collect(output) == input.sorted())
  }

  @Test func readersAreIndependentAndKeepTheFiles() throws {
    let input = records(100, keys: 50, seed: 1)
    var output: SortedRecords? = try sorted(input, runBytes: 160)
    var first = try output!.makeReader()
    var second = try output!.makeReader()
    _ = try second.next()
    output = nil
    for record in input.sorted() { #expect(try first.next() == record) }
    #expect(try first.next() == nil)
    #expect(try second.next() == input.sorted()[1])
  }

  @Test func aFullDiskIsAnErrorAndLeavesNoFiles() throws {
    for number in 1...12 {
      let faulty = FaultyFileSystem(folder.fileSystem, plan: try FaultPlan("write:\(number):half"))
      do {
        let sorter = ExternalSorter(
          folder: folder.path, name: "keys", fileSystem: faulty, runBytes: 160, maximumFanIn: 2)
        #expect(throws: FileError.self) {
          for record in records(100, keys: 50, seed: 1) { try sorter.add(record) }
          _ = try sorter.finish()
        }
      }
      #expect(try folder.fileSystem.list(folder.path).isEmpty)
    }
  }

  @Test func aDamagedRunIsAnErrorAndNeverAWrongOrder() throws {
    let output = try sorted(records(100, keys: 50, seed: 1), runBytes: 160)
    let run = try #require(try folder.fileSystem.list(folder.path).first)
    let file = try folder.fileSystem.open(folder.path / FilePath(bytes: run.name), for: .updating)
    try file.seek(to: 40)
    try file.write([0xAA])
    try file.close()
    #expect(throws: RecordFileError.self) { try output.forEach { _ in } }
  }
}
