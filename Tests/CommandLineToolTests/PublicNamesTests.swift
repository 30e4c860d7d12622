import Engine
import Foundation
import Pipeline
import Testing

@testable import CommandLineTool

/// The golden file of all names that users write or read.
///
/// Where a name was added on purpose, write the new listing:  assay schema --names > Tests/CommandLineToolTests/PublicNames.txt
struct PublicNamesTests {
  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "PublicNames.txt")

  @Test func noPublicNameChangesUnseen() throws {
    let before = try String(contentsOf: Self.golden, encoding: .utf8).split(separator: "\n").map(String.init)
    let now = PublicNames.listing(.builtIn).split(separator: "\n").map(String.init)
    let gone = before.filter { !now.contains($0) }
    let new = now.filter { !before.contains($0) }
    #expect(gone.isEmpty, "names that users may rely on are gone: \(gone)")
    #expect(new.isEmpty, "new names, to be added to the golden file: \(new)")
  }

  @Test func everyStageAndFormatDescribesItself() {
    for stage in Registry.builtIn.stages {
      #expect(!stage.spec.summary.isEmpty)
      #expect(
        stage.spec.options.allSatisfy { !$0.summary.isEmpty }, "\(stage.spec.name) has an option without a summary")
      #expect(stage.spec.mainOption.map { name in stage.spec.options.contains { $0.name == name } } ?? true)
    }
    for spec in Registry.builtIn.inputFormats.map(\.spec) + Registry.builtIn.outputFormats.map(\.spec) {
      #expect(!spec.summary.isEmpty && !spec.extensions.isEmpty)
    }
  }

  @Test func theSchemaOfPipelineFilesIsJSONAndNamesEveryStage() throws {
    let json = try JSONSerialization.jsonObject(with: Data(PipelineSchema.json(.builtIn)))
    let text = String(decoding: PipelineSchema.json(.builtIn), as: UTF8.self)
    #expect(json is [String: Any])
    for stage in Registry.builtIn.stages { #expect(text.contains("\"\(stage.spec.name)\"")) }
  }
}
