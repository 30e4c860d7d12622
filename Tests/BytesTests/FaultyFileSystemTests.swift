import Glibc
import Testing

@testable import Bytes

@Suite struct FaultyFileSystemTests {
  let folder = TemporaryFolder()

  func faulty(_ plan: String) throws -> FaultyFileSystem {
    FaultyFileSystem(folder.fileSystem, plan: try FaultPlan(plan))
  }

  @Test func onlyTheNumberedOperationOfTheKindFails() throws {
    let fileSystem = try faulty("write:2:ENOSPC,sync:1:EIO")
    let path = folder.path / "a"
    let file = try fileSystem.open(path, for: .writing)
    try file.write([1])
    #expect(throws: FileError(.write, path, Errno(ENOSPC))) { try file.write([2]) }
    try file.write([3])
    #expect(throws: FileError(.sync, path, Errno(EIO))) { try file.sync() }
    try file.sync()
    try file.close()
    #expect(try folder.fileSystem.contents(of: path) == [1, 3])
  }

  @Test func aPlusSignMakesAllLaterOnesFail() throws {
    let file = try faulty("write:2+:ENOSPC").open(folder.path / "a", for: .writing)
    try file.write([1])
    for _ in 0..<3 { #expect(throws: FileError.self) { try file.write([2]) } }
  }

  @Test func halfAWriteLeavesHalfTheBytes() throws {
    let path = folder.path / "a"
    let file = try faulty("write:1:half").open(path, for: .writing)
    #expect(throws: FileError(.write, path, Errno(ENOSPC))) { try file.write([1, 2, 3, 4, 5]) }
    #expect(try folder.fileSystem.contents(of: path) == [1, 2])
  }

  @Test func anInterruptedCallIsMadeAgain() throws {
    let path = folder.path / "a"
    let fileSystem = try faulty("write:1:EINTR,read:1:EINTR,sync:1:EINTR,close:1:EINTR")
    let file = try fileSystem.open(path, for: .writing)
    try file.write([1, 2])
    try file.sync()
    try file.close()
    #expect(try fileSystem.contents(of: path) == [1, 2])
  }

  @Test func everyKindOfOperationCanFail() throws {
    let path = try folder.write([1], to: "a")
    let kinds = "open:1,read:1,truncate:1,lock:1,close:1,rename:1,remove:1,mkdir:1,stat:1,list:1"
    let fileSystem = try faulty(kinds.split(separator: ",").map { $0 + ":EIO" }.joined(separator: ","))
    let error = Errno(EIO)
    #expect(throws: FileError(.openForReading, path, error)) { try fileSystem.open(path, for: .reading) }
    let file = try fileSystem.open(path, for: .updating)
    var buffer = [UInt8](repeating: 0, count: 4)
    #expect(throws: FileError(.read, path, error)) { try buffer.withUnsafeMutableBytes { try file.read(into: $0) } }
    #expect(throws: FileError(.truncate, path, error)) { try file.truncate(to: 0) }
    #expect(throws: FileError(.lock, path, error)) { try file.tryLock() }
    #expect(throws: FileError(.close, path, error)) { try file.close() }
    #expect(throws: FileError(.rename(to: path), path, error)) { try fileSystem.rename(path, to: path) }
    #expect(throws: FileError(.remove, path, error)) { try fileSystem.remove(path) }
    #expect(throws: FileError(.createDirectory, path, error)) { try fileSystem.createDirectory(path) }
    #expect(throws: FileError(.status, path, error)) { try fileSystem.status(of: path) }
    #expect(throws: FileError(.list, folder.path, error)) { try fileSystem.list(folder.path) }
    #expect(try folder.fileSystem.contents(of: path) == [1])
  }

  @Test func aFailedReplaceKeepsTheOldContent() throws {
    let path = try folder.write([1, 2, 3], to: "a")
    for plan in ["open:1:EACCES", "write:1:half", "sync:1:EIO", "close:1:EIO", "rename:1:EIO"] {
      let fileSystem = try faulty(plan)
      #expect(throws: FileError.self) { try fileSystem.replace(path, with: [4, 5, 6, 7]) }
      #expect(try folder.fileSystem.contents(of: path) == [1, 2, 3])
    }
  }

  @Test(
    "a plan that is none is refused with the reason",
    arguments: [
      ("write:1", "'write:1' is not KIND:NUMBER:ACTION"),
      ("write:0:EIO", "'0' in 'write:0:EIO' is not a number from 1"),
      ("write:x:EIO", "'x' in 'write:x:EIO' is not a number from 1"),
      (
        "sync:1:half",
        "'half' in 'sync:1:half' is not the name of an error, kill, or (for write) half or half-kill"
      ),
      (
        "fly:1:EIO",
        "'fly' in 'fly:1:EIO' is none of open, read, write, sync, truncate, close, lock, rename, remove, mkdir, stat, "
          + "list"
      ),
    ])
  func syntax(plan: String, message: String) {
    #expect(throws: FaultPlan.SyntaxError(description: message)) { try FaultPlan(plan) }
  }

  @Test func anEmptyPlanHasNoFaults() throws {
    try faulty("").open(folder.path / "a", for: .writing).write([1])
  }

  /// Processes are killed in their own exit test, since the signal ends everything.
  @Test(arguments: [("write:2:kill", [1, 2]), ("write:2:half-kill", [1, 2, 3])] as [(String, [UInt8])])
  func killingLeavesWhatWasWritten(plan: String, expected: [UInt8]) async throws {
    let path = folder.path / "a"
    let bytes = path.bytes
    await #expect(processExitsWith: .signal(SIGKILL)) { [plan = plan as String, bytes = bytes as [UInt8]] in
      let fileSystem = FaultyFileSystem(POSIXFileSystem(), plan: try FaultPlan(plan))
      let file = try fileSystem.open(FilePath(bytes: bytes), for: .writing)
      try file.write([1, 2])
      try file.write([3, 4])
    }
    #expect(try folder.fileSystem.contents(of: path) == expected)
  }
}
