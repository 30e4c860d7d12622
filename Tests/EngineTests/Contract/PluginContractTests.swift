import Bytes
import Foundation
import Pipeline
import Testing

@testable import Engine

/// What plugins are written against, held against the files in `Golden`: a change there is one on purpose.
@Suite struct PluginContractTests {
  @Test("The C header declares what it did")
  func header() throws {
    let header = try GoldenFile.source("Sources/CPlugin/include/assay_plugin.h")
    let code = header.replacing(/\/\*[^*]*\*+(?:[^\/*][^*]*\*+)*\//, with: "")
    let lines = code.split(separator: "\n").map { String($0.replacing(/\s+$/, with: "")) }.filter { !$0.isEmpty }
    try GoldenFile(name: "plugin-header.txt").expect(lines)
  }

  @Test("The manifest has the keys and types it had")
  func manifest() throws {
    // A key that no reader knows, in each place, makes the readers say which they know.
    let yaml = """
      plugin: 0
      unknown: 1
      provides:
        unknown: 1
        layers: { a: { unknown: 1, fields: { b: { type: unknown, unknown: 1 } } } }
      options: { c: { type: unknown, unknown: 1 } }
      """
    let diagnostics = Diagnostics(SourceText(name: "plugin.yaml", bytes: Array(yaml.utf8)))
    #expect(PluginManifestReader(diagnostics).read(folder: FilePath("")) == nil)
    let known = diagnostics.all.filter { !$0.notes.isEmpty }.map { problem in
      problem.message.replacing("'unknown'", with: "…") + "; " + problem.notes.joined(separator: "; ")
    }
    let run = PluginManifest.runOptions(isLibrary: true).map {
      "run option \($0.name): \($0.type.inWords) (\($0.defaultText ?? "no default"))"
    }
    try GoldenFile(name: "plugin-manifest.txt").expect(["contract \(PluginManifest.contract)"] + known + run)
  }

  @Test("Messages have the keys they had")
  func messages() throws {
    let conversation = try SampleConversation()
    try GoldenFile(name: "plugin-protocol.txt").expect(
      ["protocol \(PluginManifest.protocolVersion)", "frame \(String(decoding: Frame.magic, as: UTF8.self))"]
        + conversation.requests + SampleConversation.answerKeys())
  }

  @Test("The library Pipeline has the public names it had")
  func pipeline() throws {
    let folder = GoldenFile.repository.appending(path: "Sources/Pipeline")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(paths.count > 10)
    let sources = try paths.map { try GoldenFile.source("Sources/Pipeline/\($0)") }
    try GoldenFile(name: "pipeline-library.txt").expect(PublicDeclarations(sources).lines)
  }

  @Test("A change is said with what is gone, what is new and what to do")
  func message() throws {
    let message = try #require(GoldenFile.message("a.txt", ["one", "two"], ["one", "three"])).description
    for part in ["a.txt", "- two", "+ three", "ASSAY_WRITE_GOLDEN=1"] { #expect(message.contains(part)) }
    #expect(GoldenFile.message("a.txt", ["one"], ["one"]) == nil)
  }
}
