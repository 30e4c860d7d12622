import ArgumentParser
import Foundation
import Testing

@testable import CommandLineTool

struct ArgumentTests {
  @Test(arguments: [
    [
      "run", "news", "articles/", "-o", "out", "-j", "2", "--limit", "10", "--sample", "10%", "--set", "a=b", "--fresh",
    ],
    ["check", "pipelines/news.yaml"], ["test", "pipelines/"], ["try", "text", "--language", "uk"],
    ["why", "a.txt#quantities/0", "-o", "out"], ["stages"], ["stages", "numbers"], ["explain", "A0107"],
    ["schema", "--names"],
  ])
  func documentedCommandsParse(_ arguments: [String]) throws {
    _ = try AssayCommand.parseAsRoot(arguments)
  }

  @Test(arguments: [["rum"], ["run", "--outptu", "x"], ["why"], ["check"]])
  func misspelledCommandsAreRefused(_ arguments: [String]) {
    #expect(throws: (any Error).self) {
      var command = try AssayCommand.parseAsRoot(arguments)
      try command.run()
    }
  }

  @Test func readyPipelinesAreTheFilesInTheRepository() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "pipelines")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    #expect(files.sorted() == ReadyPipelines.all.map { $0.name + ".yaml" }.sorted())
    for pipeline in ReadyPipelines.all {
      let bytes = try Data(contentsOf: folder.appending(path: pipeline.name + ".yaml"))
      #expect([UInt8](bytes) == pipeline.bytes)
    }
  }
}
