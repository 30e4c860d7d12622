import Foundation
import Testing

/// The guide to names says what the program does.
@Suite struct EntitiesGuideTests {
  @Test func `the examples of the guide hold`() throws {
    let guide = try String(contentsOf: Assay.root.appending(path: "Documentation/Entities.md"), encoding: .utf8)
    let blocks = guide.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count >= 2)
    for yaml in blocks {
      let folder = try Folder()
      try folder.write("p.yaml", yaml)
      let result = try Assay.run(["test", "p.yaml"], in: folder.url)
      #expect(result.status == 0, "\(yaml)\n\(result.text)\(result.errors)")
    }
  }
}
