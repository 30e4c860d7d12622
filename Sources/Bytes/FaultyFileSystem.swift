import Glibc

/// A file system that fails where a test says so, to prove that no failure loses or mixes data.
public struct FaultyFileSystem: FileSystem {
  private let base: any FileSystem
  private let plan: FaultPlan

  public init(_ base: any FileSystem, plan: FaultPlan) {
    self.base = base
    self.plan = plan
  }

  public func open(_ path: FilePath, for access: FileAccess) throws(FileError) -> File {
    try check(.open, access == .reading ? .openForReading : .openForWriting, path)
    return FaultyFile(try base.open(path, for: access), plan: plan)
  }

  public func rename(_ path: FilePath, to target: FilePath) throws(FileError) {
    try check(.rename, .rename(to: target), path)
    try base.rename(path, to: target)
  }

  public func remove(_ path: FilePath) throws(FileError) {
    try check(.remove, .remove, path)
    try base.remove(path)
  }

  public func createDirectory(_ path: FilePath) throws(FileError) {
    try check(.mkdir, .createDirectory, path)
    try base.createDirectory(path)
  }

  public func status(of path: FilePath) throws(FileError) -> FileStatus? {
    try check(.stat, .status, path)
    return try base.status(of: path)
  }

  public func list(_ path: FilePath) throws(FileError) -> [DirectoryEntry] {
    try check(.list, .list, path)
    return try base.list(path)
  }

  public func syncDirectory(_ path: FilePath) throws(FileError) {
    try check(.sync, .sync, path)
    try base.syncDirectory(path)
  }

  public func availableSpace(at path: FilePath) -> Int64? { base.availableSpace(at: path) }

  public func now() -> Int64 { base.now() }

  public func monotonicNow() -> UInt64 { base.monotonicNow() }

  private func check(_ kind: Fault.Kind, _ operation: FileOperation, _ path: FilePath) throws(FileError) {
    if let error = plan.strike(kind)?.carryOut() { throw FileError(operation, path, error) }
  }
}

/// A file whose system calls fail by plan.
private final class FaultyFile: File {
  private let plan: FaultPlan

  init(_ file: File, plan: FaultPlan) {
    self.plan = plan
    super.init(adopting: file.surrender(), path: file.path)
  }

  override func systemRead(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64?) -> Int {
    fails(.read) ? -1 : super.systemRead(buffer, at: offset)
  }

  override func systemWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let action = plan.strike(.write) else { return super.systemWrite(bytes) }
    if action.writesHalf {
      var half = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
      while !half.isEmpty {
        let count = super.systemWrite(half)
        if count <= 0 { return -1 }
        half = UnsafeRawBufferPointer(rebasing: half[count...])
      }
    }
    errno = action.carryOut().code
    return -1
  }

  override func systemSync() -> Int32 {
    fails(.sync) ? -1 : super.systemSync()
  }

  override func systemTruncate(_ size: Int64) -> Int32 {
    fails(.truncate) ? -1 : super.systemTruncate(size)
  }

  override func systemLock(_ operation: Int32) -> Int32 {
    fails(.lock) ? -1 : super.systemLock(operation)
  }

  override func systemClose() -> Int32 {
    guard let error = plan.strike(.close)?.carryOut() else { return super.systemClose() }
    _ = super.systemClose()
    errno = error.code
    return -1
  }

  private func fails(_ kind: Fault.Kind) -> Bool {
    guard let error = plan.strike(kind)?.carryOut() else { return false }
    errno = error.code
    return true
  }
}
