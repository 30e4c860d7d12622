import Glibc
import Testing

@testable import Bytes

@Suite struct FileSystemTests {
  let folder = TemporaryFolder()
  var fileSystem: POSIXFileSystem { folder.fileSystem }

  @Test func whatIsWrittenIsRead() throws {
    let content = CompressionTests.content(200_000, seed: 1)
    let path = try folder.write(content, to: "a")
    #expect(try fileSystem.contents(of: path) == content)
    let file = try fileSystem.open(path, for: .reading)
    #expect(try file.size() == 200_000)
    var part = [UInt8](repeating: 0, count: 100)
    #expect(try part.withUnsafeMutableBytes { try file.read(into: $0, at: 199_950) } == 50)
    #expect(part[..<50] == content[199_950...])
    #expect(try file.position() == 0)
    #expect(try part.withUnsafeMutableBytes { try file.read(into: $0) } == 100)
    #expect(part == Array(content[..<100]))
    #expect(try file.position() == 100)
  }

  @Test func updatingKeepsTheContentAndTruncatingCutsIt() throws {
    let path = try folder.write(Array("abcdef".utf8), to: "a")
    let file = try fileSystem.open(path, for: .updating)
    try file.truncate(to: 4)
    try file.seek(to: 2)
    try file.write(Array("X".utf8))
    try file.sync()
    try file.close()
    try file.close()
    #expect(try fileSystem.contents(of: path) == Array("abXd".utf8))
  }

  @Test func aFileUsedAfterClosingIsAnError() throws {
    let file = try fileSystem.open(try folder.write([1], to: "a"), for: .updating)
    try file.close()
    #expect(throws: FileError(.write, folder.path / "a", Errno(EBADF))) { try file.write([1]) }
  }

  @Test func creatingRefusesAnExistingFile() throws {
    let path = try folder.write([1], to: "a")
    #expect(throws: FileError(.openForWriting, path, Errno(EEXIST))) { try fileSystem.open(path, for: .creating) }
  }

  @Test func errorsNameOperationPathAndReason() {
    let missing = FileError(.openForReading, FilePath("corpus/a.txt"), Errno(EACCES))
    #expect(missing.description == "cannot open corpus/a.txt for reading: Permission denied (EACCES)")
    let renamed = FileError(.rename(to: FilePath("b")), FilePath(bytes: [0xFF]), Errno(ENOSPC))
    #expect(renamed.description == "cannot rename %FF to b: No space left on device (ENOSPC)")
    #expect(throws: FileError(.openForReading, folder.path / "no", Errno(ENOENT))) {
      try fileSystem.open(folder.path / "no", for: .reading)
    }
    #expect(throws: FileError(.remove, folder.path / "no", Errno(ENOENT))) {
      try fileSystem.remove(folder.path / "no")
    }
    #expect(throws: FileError(.list, folder.path / "no", Errno(ENOENT))) { try fileSystem.list(folder.path / "no") }
  }

  @Test func aPathWithAZeroByteIsRefusedAndNotCutShort() throws {
    let path = try folder.write([1], to: "a")
    let longer = FilePath(bytes: path.bytes + [0, 0x62])
    #expect(throws: FileError(.openForReading, longer, Errno(EINVAL))) { try fileSystem.open(longer, for: .reading) }
    #expect(throws: FileError(.rename(to: longer), path, Errno(EINVAL))) { try fileSystem.rename(path, to: longer) }
  }

  @Test func listingIsInByteOrderWithTypesAndNamesThatAreNotUTF8() throws {
    let names: [[UInt8]] = [Array("B".utf8), Array("a".utf8), [0xC3, 0xA9], [0xFF, 0xFE]]
    for name in names.reversed() {
      try fileSystem.open(folder.path / FilePath(bytes: name), for: .creating).close()
    }
    try fileSystem.createDirectories(folder.path / "sub/deep")
    symlink("nowhere", (folder.path / "z1").display)
    symlink("sub", (folder.path / "z2").display)
    let entries = try fileSystem.list(folder.path)
    #expect(
      entries.map(\.name) == [
        names[0], names[1], Array("sub".utf8), Array("z1".utf8), Array("z2".utf8), names[2], names[3],
      ])
    #expect(entries.map(\.status?.kind) == [.file, .file, .directory, nil, .directory, .file, .file])
  }

  @Test func aCircleOfLinksIsSeenByIdentity() throws {
    try fileSystem.createDirectory(folder.path / "sub")
    symlink("..", (folder.path / "sub/up").display)
    let top = try #require(try fileSystem.status(of: folder.path))
    let again = try #require(try fileSystem.list(folder.path / "sub").first?.status)
    #expect(again.kind == .directory)
    #expect(again.identity == top.identity)
    #expect(try fileSystem.status(of: folder.path / "sub")?.identity != top.identity)
    #expect(try fileSystem.status(of: folder.path / "missing") == nil)
  }

  @Test func createDirectoryMindsAFileInItsPlaceAndNotAFolder() throws {
    let path = try folder.write([1], to: "a")
    #expect(throws: FileError(.createDirectory, path, Errno(EEXIST))) { try fileSystem.createDirectory(path) }
    try fileSystem.createDirectory(folder.path / "d")
    try fileSystem.createDirectory(folder.path / "d")
  }

  @Test func replaceLeavesTheNewContentAndNothingElse() throws {
    let path = try folder.write([1, 2, 3], to: "a")
    try fileSystem.replace(path, with: [4])
    #expect(try fileSystem.contents(of: path) == [4])
    #expect(try fileSystem.list(folder.path).count == 1)
  }

  @Test func contentsStopAtTheLimit() throws {
    let path = try folder.write([1, 2, 3], to: "a")
    #expect(try fileSystem.contents(of: path, limit: 3) == [1, 2, 3])
    #expect(throws: FileError(.read, path, Errno(EFBIG))) { try fileSystem.contents(of: path, limit: 2) }
  }

  @Test func aLockIsHeldByOneHandleUntilItCloses() throws {
    let path = folder.path / "lock"
    let first = try fileSystem.open(path, for: .updating)
    let second = try fileSystem.open(path, for: .updating)
    #expect(try first.tryLock())
    #expect(try !second.tryLock())
    try first.close()
    #expect(try second.tryLock())
  }

  @Test func aLockGoesWithItsHandleEvenWhileAChildHasACopyOfTheDescriptor() throws {
    let path = folder.path / "lock"
    var first: File? = try fileSystem.open(path, for: .updating)
    let second = try fileSystem.open(path, for: .updating)
    #expect(try first!.tryLock())
    // What a fork does to the descriptor until the child becomes its program.
    let copy = dup(first!.descriptor)
    defer { close(copy) }
    first = nil
    #expect(try second.tryLock())
  }

  @Test func clocksGoForward() {
    #expect(fileSystem.now() > 1_700_000_000_000_000_000)
    let before = fileSystem.monotonicNow()
    #expect(fileSystem.monotonicNow() >= before)
  }

  @Test func aMappedFileHasTheBytesOfTheFile() throws {
    let content = CompressionTests.content(10_000, seed: 3)
    let mapped = try MappedFile(try folder.write(content, to: "m"), in: fileSystem)
    #expect(mapped.count == content.count)
    #expect(mapped.withBytes { Array($0) } == content)
    #expect(try MappedFile(try folder.write([], to: "empty"), in: fileSystem).withBytes { $0.count } == 0)
    #expect(throws: FileError.self) { try MappedFile(folder.path / "no", in: fileSystem) }
  }
}
