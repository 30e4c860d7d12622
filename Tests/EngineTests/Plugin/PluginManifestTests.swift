import Bytes
import Pipeline
import Testing

@testable import Engine

@Suite struct PluginManifestTests {
  private static let good = """
    plugin: 0
    name: tone
    version: 3
    kind: annotating
    summary: Scores the tone.
    languages: [en, uk]
    requires: [sentences]
    uses: [entities]
    provides:
      layers:
        tone-words:
          fields:
            polarity: { type: [positive, negative], summary: Which way. }
            weights: { list: decimal }
        dates:
      values:
        tone: { type: decimal }
    options:
      words: { type: path, default: words.tsv, summary: The words. }
      least: { type: decimal, min: 0, max: 1, default: 0.5 }
      kinds: [a, b]
      names: { type: { list: string }, default: [x, "y z"] }
    main-option: words
    protocol: 0
    offsets: utf16
    processes: 2
    timeout: 5s
    command: [python3, tone.py]
    """

  private func load(_ yaml: String) throws -> (manifest: PluginManifest?, diagnostics: [Diagnostic]) {
    let folder = TemporaryFolder()
    try folder.write(yaml, to: "plugin.yaml")
    return try PluginFolder.load(folder.path, in: folder.fileSystem)
  }

  @Test func everythingThatAManifestSaysIsInTheSpec() throws {
    let (manifest, diagnostics) = try load(Self.good)
    #expect(diagnostics.map(\.headline) == [])
    let spec = try #require(manifest).spec
    #expect(spec.name == "tone" && spec.version == 3 && spec.kind == .annotating && spec.mainOption == "words")
    #expect(spec.requires == ["sentences"] && spec.uses == ["entities"])
    #expect(spec.provides.map(\.name) == ["tone-words", "dates"])
    #expect(spec.provides[0].fields.map(\.type) == [.enumeration(["positive", "negative"]), .list(.decimal)])
    #expect(spec.provides[1].fields.map(\.name) == LayerSchema.dates.fields.map(\.name))
    #expect(spec.values.map(\.name) == ["tone"])
    #expect(spec.options.prefix(4).map(\.name) == ["words", "least", "kinds", "names"])
    #expect(spec.options.first { $0.name == "processes" }?.defaultText == "2")
    #expect(spec.options.first { $0.name == "timeout" }?.defaultText == "5s")
    #expect(manifest?.offsets == .utf16)
    #expect(manifest?.program == .command(["python3", "tone.py"]))
    #expect(manifest?.pathDefaults == ["words": "words.tsv"])
  }

  /// A line of the good manifest, what stands in its place, and what is said of it.
  @Test(arguments: [
    ("plugin: 0", "plugin: 7", "this program knows 'plugin: 0'"),
    ("plugin: 0\n", "", "the version of the contract is missing"),
    ("protocol: 0", "protocol: 1", "this program knows 'protocol: 0'"),
    ("name: tone", "name: Tone", "small letters"),
    ("name: tone", "name: [a]", "'name' must be a text"),
    ("version: 3", "version: three", "'version'"),
    ("version: 3\n", "", "needs 'version'"),
    ("kind: annotating", "kind: corpus", "must be compiled in"),
    ("kind: annotating", "kind: annotate", "'kind'"),
    ("kind: annotating", "kind: text", "only an annotating stage provides"),
    ("kind: annotating", "kind: filter", "names the reasons"),
    ("summary: Scores the tone.\n", "", "needs 'summary'"),
    ("languages: [en, uk]", "languages: [english!]", "language"),
    ("requires: [sentences]", "reqires: [sentences]", "did you mean 'requires'"),
    ("polarity: { type: [positive, negative], summary: Which way. }", "polarity: { tipe: int }", "did you mean 'type'"),
    ("weights: { list: decimal }", "weights: { list: numbers }", "there is no type"),
    ("weights: { list: decimal }", "start: int", "every annotation has 'start' already"),
    ("    dates:", "    dates: { fields: { x: int } }", "has its own fields"),
    ("    dates:", "    language:", "the record has a field 'language' already"),
    ("tone: { type: decimal }", "Tone: { type: decimal }", "small letters"),
    (
      "least: { type: decimal, min: 0, max: 1, default: 0.5 }", "least: { type: decimal, min: 2, max: 1 }",
      "'min' is above 'max'"
    ),
    (
      "least: { type: decimal, min: 0, max: 1, default: 0.5 }", "least: { type: int, default: half }",
      "the default of 'least'"
    ),
    ("least: { type: decimal, min: 0, max: 1, default: 0.5 }", "least: { type: bool, min: 1 }", "only int and decimal"),
    ("least: { type: decimal, min: 0, max: 1, default: 0.5 }", "least: { type: float }", "there is no type"),
    ("kinds: [a, b]", "timeout: int", "every plugin has 'timeout' already"),
    ("kinds: [a, b]", "when: int", "every plugin has 'when' already"),
    ("main-option: words", "main-option: word", "did you mean 'words'"),
    ("offsets: utf16", "offsets: bytes", "'offsets'"),
    ("processes: 2", "processes: 0", "'processes'"),
    ("timeout: 5s", "timeout: soon", "'timeout'"),
    ("command: [python3, tone.py]", "command: python3 tone.py", "must be a list of words"),
    ("command: [python3, tone.py]", "command: []", "must be a list of words"),
    ("command: [python3, tone.py]", "", "either 'command' or 'library'"),
    ("command: [python3, tone.py]", "command: [a]\nlibrary: b.so", "either 'command' or 'library'"),
    ("command: [python3, tone.py]", "library: b.so", "the offsets of a shared library are utf8"),
    ("plugin: 0", "plugin: 0\n- a", ""),
  ])
  func aMistakeIsSaidAtItsPlace(_ line: String, _ instead: String, _ message: String) throws {
    #expect(Self.good.contains(line))
    let (manifest, diagnostics) = try load(Self.good.replacing(line, with: instead))
    #expect(manifest == nil)
    #expect(
      diagnostics.contains { $0.severity == .error && (message.isEmpty || $0.headline.contains(message)) },
      "\(diagnostics.map(\.headline))")
    #expect(diagnostics.allSatisfy { $0.headline.contains("plugin.yaml:") })
  }

  @Test func aFolderWithoutManifestIsNoPlugin() {
    let folder = TemporaryFolder()
    let yaml = "assay: 1\nplugins: [x]\nstages: []"
    let result = PipelineLoader.load(
      Array(yaml.utf8), file: "p.yaml", folder: ByteString(folder.path.bytes), registry: Registry(), settings: [:],
      environment: [:], fileSystem: folder.fileSystem)
    #expect(result.diagnostics.contains { $0.code.rawValue == "A0117" && $0.headline.contains("'x' is no plugin") })
  }
}
