import Glibc
import Pipeline
import Testing

@testable import Bytes
@testable import Engine

@Suite struct OutputTests {
  private let folder = TemporaryFolder()

  @Test func `an output that goes on is cut at its position and keeps its header`() throws {
    let output = Output(path: "sub/a.toy.gz", format: ToyOutput())
    let sink = try OutputSink(output, in: folder.path, folder.fileSystem, resumingAt: nil)
    try sink.append(compressed([1, 2], .gzip), sequence: 0)
    let position = sink.position
    try sink.append([9, 9, 9], sequence: 1)
    try sink.finish()
    let again = try OutputSink(output, in: folder.path, folder.fileSystem, resumingAt: position)
    try again.append(compressed([3], .gzip), sequence: 1)
    try again.finish()
    let reader = DecompressingReader(.gzip, over: ArraySource(try folder.read("sub/a.toy.gz")))
    var bytes = [UInt8](repeating: 0, count: 100)
    var count = 0
    while case let more = try bytes.withUnsafeMutableBytes({ try reader.read(into: .init(rebasing: $0[count...])) }),
      more > 0
    {
      count += more
    }
    #expect(Array(bytes[..<count]) == ToyOutput().header + [1, 2, 3])
  }

  @Test func `an output takes the documents of its selection`() {
    let outcomes: [Outcome] = [.kept, .dropped(stage: "s", reason: "r"), .failed(stage: "s", error: "e")]
    func included(_ selection: Output.Selection) -> [Bool] { outcomes.map { selection.includes($0) } }
    #expect(included(.kept) == [true, false, false])
    #expect(included(.dropped) == [false, true, false])
    #expect(included(.failed) == [false, false, true])
    #expect(included(.all) == [true, true, true])
  }

  @Test func `standard output is the one of the process, not opened anew for reading`() throws {
    let file = try POSIXFileSystem().open(FilePath("/dev/stdout"), for: .updating)
    #expect(file.descriptor != STDOUT_FILENO)
    #expect(fcntl(file.descriptor, F_GETFL) & O_ACCMODE == fcntl(STDOUT_FILENO, F_GETFL) & O_ACCMODE)
    var (mine, its) = (stat(), stat())
    #expect(fstat(STDOUT_FILENO, &mine) == 0 && fstat(file.descriptor, &its) == 0)
    #expect(mine.st_ino == its.st_ino && mine.st_dev == its.st_dev)
  }
}
