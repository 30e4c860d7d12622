import Bytes
import Foundation
import Pipeline
import Testing

@testable import Engine

/// What Assay says to a plugin that declares one of everything, and which keys it understands in the answers.
struct SampleConversation {
  /// The headers of the frames that Assay sends, and a batch's body.
  let requests: [String]

  private static let manifest = """
    plugin: 0
    name: sample
    version: 3
    kind: annotating
    summary: Declares one of everything.
    requires: [sentences]
    uses: [entities, score]
    provides:
      layers:
        things:
          fields: { a: bool, b: int, c: decimal, d: string, e: [x, y], f: span, g: { list: string } }
      values: { tone: decimal }
    options:
      path: { type: path, default: words.tsv }
      share: { type: share, default: 40% }
      time: { type: duration, default: 500ms }
      words: { type: { list: string }, default: [a, b] }
      map: { type: { map: int }, default: { k: 1 } }
    protocol: 0
    offsets: scalars
    command: [sample]
    """

  init() throws {
    let diagnostics = Diagnostics(SourceText(name: "plugin.yaml", bytes: Array(Self.manifest.utf8)))
    let read = PluginManifestReader(diagnostics).read(folder: FilePath("/plugin"))
    let manifest = try #require(read, "\(diagnostics.all)")
    let options = Options([
      "path": .path("/plugin/words.tsv"), "share": .decimal(0.4), "time": .decimal(0.5), "flag": .bool(true),
      "count": .int(2), "language": .language("uk"), "words": .list([.string("a"), .string("b")]),
      "map": .map([("k", .int(1))]), "processes": .int(2),
    ])
    let request = PluginRequest(manifest: manifest, options: options, stageID: "id", inputs: [.sentences, .entities])
    let batch = request.batch(7, [Self.document], [0])
    requests = [
      "→ " + String(decoding: request.start(version: "0").header, as: UTF8.self),
      "→ " + String(decoding: batch.header, as: UTF8.self),
      "→ body: " + String(decoding: batch.body, as: UTF8.self).replacing("\n", with: "\\n"),
    ]
  }

  private static var document: Document {
    var document = Document(
      id: "a.txt", source: Source(path: "a.txt"), title: Array("Ä".utf8), body: Array("Київ.".utf8))
    document.language = "uk"
    document.published = "2025-10-14"
    document.publisher = "Herald"
    document.metadata["desk"] = .string("world")
    document.metadata["page"] = .json(Array("3".utf8))
    document.setValue("score", .decimal(ExactDecimal("0.50")!))
    document.updateLayer(.sentences) { layer in
      layer.append(ByteRange(0, 2), stage: 0)
      layer.append(ByteRange(4, 13), stage: 0)
    }
    document.updateLayer(.entities) { $0.append(ByteRange(4, 12), stage: 1, [.string("LOC"), nil, nil, .int(1)]) }
    return document
  }

  /// The keys that the reader of answers looks for, by the function that does, as they stand in its source.
  static func answerKeys() throws -> [String] {
    var function = ""
    var keys: [String] = []
    for line in try GoldenFile.source("Sources/Engine/Plugin/PluginAnswerReader.swift").split(separator: "\n") {
      if let match = line.firstMatch(of: /func (\w+)\(/) { function = String(match.1) }
      if let match = line.firstMatch(of: /case "([^"]+)":/) { keys.append("← \(function): \(match.1)") }
    }
    return keys.sorted()
  }
}
