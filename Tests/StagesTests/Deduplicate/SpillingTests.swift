import Bytes
import Pipeline
import Testing

@testable import Stages

@Suite struct SpillingTests {
  private let folder = TemporaryPath()

  private func stage(_ fileSystem: any FileSystem = POSIXFileSystem()) -> DeduplicateStage {
    let scratch = ByteString(folder.path.bytes)
    return DeduplicateStage { _ in SpillingSorter(in: scratch, runBytes: 1 << 12, fileSystem: fileSystem) }
  }

  private static let documents = (0..<120).map { number in
    let words = DeduplicateStageTests.words(120, seed: UInt64(number / 3))
    return article("doc\(number)", words.dropFirst(number % 3 * 10).joined(separator: " "))
  }

  @Test func `what is sorted on disk is decided as in memory`() throws {
    let expected = try DeduplicateStage.inMemory().run(Self.documents).map(\.duplicate)
    #expect(try stage().run(Self.documents).map(\.duplicate) == expected)
    #expect(expected.compactMap { $0 }.count == 120)
    #expect(try POSIXFileSystem().list(folder.path).isEmpty)
  }

  @Test func `a full disk is an error that names the file, and the next attempt is none`() throws {
    for fault in ["write:1+:ENOSPC", "write:7:half", "read:3:EIO", "open:9:EMFILE"] {
      let faulty = FaultyFileSystem(POSIXFileSystem(), plan: try FaultPlan(fault))
      let error = #expect(throws: FileError.self, "\(fault)") { try stage(faulty).run(Self.documents) }
      #expect(error?.description.contains(folder.path.display) == true)
      #expect(try POSIXFileSystem().list(folder.path).isEmpty)
    }
    #expect(try stage().run(Self.documents).compactMap(\.duplicate).count == 120)
  }
}
