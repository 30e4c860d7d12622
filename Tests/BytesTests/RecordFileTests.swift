import Glibc
import Testing

@testable import Bytes

@Suite struct RecordFileTests {
  let folder = TemporaryFolder()
  var fileSystem: POSIXFileSystem { folder.fileSystem }
  let kind = RecordFile.Kind(magic: "ASSAYtst", version: 2)

  @discardableResult
  func write(_ payloads: [[UInt8]], bufferSize: Int = 1 << 18) throws -> (path: FilePath, positions: [Int64]) {
    let path = folder.path / "records"
    let writer = try RecordFileWriter(creating: path, kind: kind, in: fileSystem, bufferSize: bufferSize)
    let positions = try payloads.map { try writer.append($0) }
    try writer.close()
    return (path, positions + [writer.position])
  }

  func read(_ path: FilePath, tail: RecordFileReader.Tail = .complete, bufferSize: Int = 1 << 18) throws -> [[UInt8]] {
    let reader = try RecordFileReader(path, kind: kind, in: fileSystem, tail: tail, bufferSize: bufferSize)
    var payloads: [[UInt8]] = []
    while let payload = try reader.next() { payloads.append(payload) }
    return payloads
  }

  func problem(_ body: () throws -> Void) -> RecordFileError.Problem? {
    do {
      try body()
      return nil
    } catch { return (error as? RecordFileError)?.problem }
  }

  let payloads: [[UInt8]] = [[], [1], Array("second record".utf8), [UInt8](repeating: 0, count: 9), [], [7, 7]]

  @Test(arguments: [1, 3, 10, 1 << 18])
  func recordsComeBackInOrderAndByPosition(bufferSize: Int) throws {
    let large = payloads + [CompressionTests.content(100_000, seed: 1), [5]]
    let (path, positions) = try write(large, bufferSize: bufferSize)
    #expect(try read(path, bufferSize: bufferSize) == large)
    let reader = try RecordFileReader(path, kind: kind, in: fileSystem, bufferSize: bufferSize)
    for (position, payload) in zip(positions, large).reversed() {
      #expect(try reader.read(at: position) == payload)
      reader.seek(to: position)
      #expect(try reader.next() == payload)
    }
    #expect(try fileSystem.status(of: path)?.size == positions.last)
  }

  @Test func aRandomReadDoesNotDisturbTheSequence() throws {
    let (path, positions) = try write(payloads)
    let reader = try RecordFileReader(path, kind: kind, in: fileSystem, bufferSize: 5)
    var seen: [[UInt8]] = []
    while let payload = try reader.next() {
      seen.append(payload)
      #expect(try reader.read(at: positions[2]) == payloads[2])
    }
    #expect(seen == payloads)
  }

  @Test func anEmptyFileOfRecordsIsAllHeader() throws {
    let (path, positions) = try write([])
    #expect(positions == [16])
    #expect(try read(path) == [])
  }

  @Test func foreignNewerAndDamagedFilesAreToldApart() throws {
    let (path, _) = try write(payloads)
    let content = try fileSystem.contents(of: path)
    for foreign in [[], Array("ASSAY".utf8), Array("{\"id\":\"some JSON\"}".utf8)] {
      let other = try folder.write(foreign, to: "other")
      #expect(problem { _ = try read(other) } == .foreign(expected: kind.magic, found: Array(foreign.prefix(8))))
    }
    let newer = RecordFile.Kind(magic: "ASSAYtst", version: 3)
    let newerPath = try folder.write(newer.header, to: "newer")
    #expect(problem { _ = try read(newerPath) } == .newerVersion(found: 3, known: 2))
    for cut in 8..<16 {
      let other = try folder.write(Array(content[..<cut]), to: "other")
      #expect(problem { _ = try read(other) } == .damagedHeader)
    }
    for offset in 8..<16 {
      var changed = content
      changed[offset] ^= 1
      let other = try folder.write(changed, to: "other")
      #expect(problem { _ = try read(other) } == .damagedHeader)
    }
    let older = try folder.write(RecordFile.Kind(magic: "ASSAYtst", version: 1).header, to: "older")
    #expect(try RecordFileReader(older, kind: kind, in: fileSystem).version == 1)
    #expect(
      problem { _ = try RecordFileWriter(reopening: older, at: 16, kind: kind, in: fileSystem) }
        == .olderVersion(found: 1, written: 2))
  }

  @Test func messagesSayWhichFileAndWhatToExpect() {
    func message(_ problem: RecordFileError.Problem) -> String {
      RecordFileError(path: FilePath("run/spool"), position: 99, problem: problem).description
    }
    #expect(
      message(.foreign(expected: Array("ASSAYspl".utf8), found: [0x1F, 0x8B]))
        == "run/spool is not the file expected here: it should begin with \"ASSAYspl\" and begins with \"%1F%8B\"")
    #expect(
      message(.newerVersion(found: 3, known: 2))
        == "run/spool was written by a newer Assay: its format is version 3, this one reads up to 2")
    #expect(message(.tornTail) == "run/spool ends in the middle of the record at byte 99")
    #expect(message(.checksumMismatch) == "run/spool is damaged: the record at byte 99 has the wrong checksum")
  }

  @Test func aTailTornAtEveryByteIsAnErrorOrToleratedAsAsked() throws {
    let (path, positions) = try write(payloads)
    let content = try fileSystem.contents(of: path)
    for cut in 16...content.count {
      let torn = try folder.write(Array(content[..<cut]), to: "torn")
      let whole = positions.dropFirst().count { $0 <= Int64(cut) }
      let isAtEnd = positions.contains(Int64(cut))
      #expect(problem { _ = try read(torn) } == (isAtEnd ? nil : .tornTail))
      let reader = try RecordFileReader(torn, kind: kind, in: fileSystem, tail: .mayBeTorn, bufferSize: 7)
      var seen: [[UInt8]] = []
      while let payload = try reader.next() { seen.append(payload) }
      #expect(seen == Array(payloads[..<whole]))
      #expect(reader.position == positions[whole])
      #expect(reader.foundTornTail == !isAtEnd)
      #expect(try reader.next() == nil)
      if whole < payloads.count {
        let problem = problem { _ = try reader.read(at: positions[whole]) }
        #expect(problem == (isAtEnd ? .positionOutside(size: Int64(cut)) : .tornTail))
      }
    }
  }

  @Test func everyChangedByteOfARecordIsNoticed() throws {
    let (path, positions) = try write(payloads)
    let content = try fileSystem.contents(of: path)
    for offset in 16..<content.count {
      var changed = content
      changed[offset] ^= 0x10
      let damaged = try folder.write(changed, to: "damaged")
      let index = positions.lastIndex { $0 <= Int64(offset) }!
      let reader = try RecordFileReader(damaged, kind: kind, in: fileSystem)
      for payload in payloads[..<index] { #expect(try reader.next() == payload) }
      let found = problem { _ = try reader.next() }
      // A changed length may reach beyond the end, which looks like a torn tail.
      #expect(found == .checksumMismatch || (found == .tornTail && offset < positions[index] + 4))
      // Trying again finds the same.
      #expect(problem { _ = try reader.next() } == found)
      #expect(problem { _ = try reader.read(at: positions[index]) } == found)
    }
  }

  @Test func damageBeforeTheLastRecordIsNotTakenForATornTail() throws {
    let (path, positions) = try write(payloads)
    var content = try fileSystem.contents(of: path)
    content[Int(positions[2]) + 10] ^= 1
    let damaged = try folder.write(content, to: "damaged")
    #expect(problem { _ = try read(damaged, tail: .mayBeTorn) } == .checksumMismatch)
    content = try fileSystem.contents(of: path)
    content[content.count - 1] ^= 1
    let torn = try folder.write(content, to: "torn")
    #expect(problem { _ = try read(torn) } == .checksumMismatch)
    #expect(try read(torn, tail: .mayBeTorn) == payloads.dropLast())
  }

  @Test(arguments: [1, 8, 20, 5000])
  func zerosAfterTheLastRecordAreATornTailAndNoRecords(count: Int) throws {
    let (path, _) = try write(payloads)
    let zeros = [UInt8](repeating: 0, count: count)
    let padded = try folder.write(try fileSystem.contents(of: path) + zeros, to: "padded")
    #expect(problem { _ = try read(padded) } != nil)
    #expect(try read(padded, tail: .mayBeTorn, bufferSize: 64) == payloads)
  }

  @Test func reopeningGoesOnAtThePosition() throws {
    let (path, positions) = try write(payloads)
    let writer = try RecordFileWriter(reopening: path, at: positions[3], kind: kind, in: fileSystem)
    #expect(try writer.append([9, 9]) == positions[3])
    try writer.sync()
    #expect(try read(path) == Array(payloads[..<3]) + [[9, 9]])
    try writer.append([8])
    try writer.close()
    #expect(try read(path) == Array(payloads[..<3]) + [[9, 9], [8]])
  }

  @Test func reopeningRefusesAMissingFileAForeignOneAndABadPosition() throws {
    let missing = folder.path / "missing"
    #expect(throws: FileError(.openForReading, missing, Errno(ENOENT))) {
      try RecordFileWriter(reopening: missing, at: 16, kind: kind, in: fileSystem)
    }
    #expect(try fileSystem.status(of: missing) == nil)
    let foreign = try folder.write(Array("precious text of the user".utf8), to: "foreign")
    #expect(problem { _ = try RecordFileWriter(reopening: foreign, at: 16, kind: kind, in: fileSystem) } != nil)
    #expect(try fileSystem.contents(of: foreign) == Array("precious text of the user".utf8))
    let (path, positions) = try write(payloads)
    for position in [0, 15, positions.last! + 1] {
      #expect(
        problem { _ = try RecordFileWriter(reopening: path, at: position, kind: kind, in: fileSystem) }
          == .positionOutside(size: positions.last!))
    }
    #expect(try read(path) == payloads)
  }

  @Test func aFailedWriteStaysAnErrorAndLeavesAReadablePrefix() throws {
    let path = folder.path / "faulty"
    let faulty = FaultyFileSystem(fileSystem, plan: try FaultPlan("write:3:half"))
    let writer = try RecordFileWriter(creating: path, kind: kind, in: faulty)
    try writer.append([1])
    try writer.sync()
    let good = writer.position
    try writer.append([2, 2])
    try writer.flush()
    try writer.append([3, 3, 3])
    for _ in 0..<2 { #expect(throws: FileError(.write, path, Errno(ENOSPC))) { try writer.sync() } }
    #expect(throws: FileError.self) { try writer.append([4]) }
    #expect(try read(path, tail: .mayBeTorn) == [[1], [2, 2]])
    let again = try RecordFileWriter(reopening: path, at: good, kind: kind, in: fileSystem)
    try again.append([5])
    try again.close()
    #expect(try read(path) == [[1], [5]])
  }
}
