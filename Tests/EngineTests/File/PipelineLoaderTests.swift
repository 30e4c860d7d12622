import Pipeline
import Testing

@testable import Engine

/// Problems of pipeline files: code, place and what the message says.
struct PipelineLoaderTests {
  struct Text: TextStage {
    func edit(_ document: inout Document) {}
  }

  struct Note: AnnotatingStage {
    func annotate(_ document: inout Document) {}
  }

  static let registry: Registry = {
    var registry = Registry()
    registry.add(
      StageDefinition(
        StageSpec(
          name: "clean", kind: .text, summary: "s",
          options: [
            OptionSpec("form", .enumeration(["nfc", "nfkc"]), default: "nfc", "s"),
            OptionSpec("share", .share, default: "40%", "s"),
          ],
          mainOption: "form")
      ) { _, _ in Text() })
    registry.add(
      StageDefinition(
        StageSpec(
          name: "figures", kind: .annotating, summary: "s",
          options: [OptionSpec("all", .bool, default: "false", "s"), OptionSpec("size", .bytes, "s")],
          uses: ["dates"], provides: [.quantities])
      ) { _, _ in Note() })
    registry.add(
      StageDefinition(StageSpec(name: "days", kind: .annotating, summary: "s", provides: [.dates])) { _, _ in Note() })
    registry.add(
      StageDefinition(
        StageSpec(
          name: "names", kind: .annotating, summary: "s", options: [OptionSpec("list", .path, isRequired: true, "s")],
          requires: ["sentences"],
          provides: [.entities])
      ) { _, _ in Note() })
    registry.add(
      StageDefinition(
        StageSpec(
          name: "filter", kind: .filter, summary: "s", options: [OptionSpec("keep", .condition, "s")],
          mainOption: "keep")
      ) { _, _ in Note() })
    return registry
  }()

  private func load(_ yaml: String, settings: [String: String] = [:]) -> (
    plan: PipelinePlan?, diagnostics: [Diagnostic]
  ) {
    PipelineLoader.load(
      Array(yaml.utf8), file: "p.yaml", folder: "", registry: Self.registry, settings: settings,
      environment: ["HERE": "there"])
  }

  @Test(arguments: [
    ("", "A0004", "empty"), ("- a", "A0004", "mapping"), ("assay: 2\nstages: []", "A0006", "version 1"),
    ("stages: []", "A0006", "missing"),
    ("assay: 1\nstages: [clean\n", "A0002", "expected"), ("assay: 1\nstages: []\nstages: []", "A0005", "'stages'"),
    ("assay: 1\nstags: []\nstages: []", "A0101", "did you mean 'stages'"),
    ("assay: 1\nstages: { clean: }", "A0102", "list"),
    ("assay: 1", "A0103", "'stages' is missing"), ("assay: 1\nstages: [claen]", "A0104", "did you mean 'clean'"),
    ("assay: 1\nstages: [{ clean: nfc, figures: }]", "A0105", "one stage an item"),
    ("assay: 1\nstages: [clean, clean]", "A0106", "'clean'"),
    ("assay: 1\nstages: [{ clean: { fomr: nfc } }]", "A0107", "did you mean 'form'"),
    ("assay: 1\nstages: [{ clean: nfd }]", "A0108", "nfc, nfkc"),
    ("assay: 1\nstages: [{ figures: { all: yes } }]", "A0108", "true or false"),
    ("assay: 1\nstages: [{ clean: { share: 140% } }]", "A0108", "share"),
    ("assay: 1\nstages: [{ figures: { size: many } }]", "A0108", "bytes"),
    ("assay: 1\nstages: [{ names: {} }]", "A0109", "'list'"),
    ("assay: 1\nname: ${NOTHING}\nstages: []", "A0110", "no value"),
    ("assay: 1\nvars: { a: '${b}', b: '${a}' }\nname: ${a}\nstages: []", "A0110", "back to itself"),
    ("assay: 1\nstages: [figures, clean]", "A0111", "edits the text"),
    ("assay: 1\nstages: [{ names: x.tsv }]", "A0102", "mapping"),
    ("assay: 1\nstages: [{ names: { list: x } }]", "A0112", "'sentences'"),
    ("assay: 1\nstages: []\nwrite: a.xyz", "A0113", "ending"),
    ("assay: 1\nstages: [figures, days]", "A0114", "move 'days' up"),
    ("assay: 1\nstages: [{ filter: { lenth: { min: 2 } } }]", "A0115", "did you mean 'length'"),
    ("assay: 1\nstages: [{ filter: { keep: { publisher: { matches: '(' } } } }]", "A0115", "regular expression"),
    (
      "assay: 1\nstages: []\ntests: [{ given: [a], expect: [{ quantites: [] }] }]", "A0118", "did you mean 'quantities'"
    ),
    (
      "assay: 1\nstages: [clean]\ntests: [{ through: claen, given: [a], expect: [{}] }]", "A0118",
      "did you mean 'clean'"
    ),
  ])
  func eachProblemIsToldWithItsCode(_ yaml: String, _ code: String, _ part: String) {
    let found = load(yaml).diagnostics
    #expect(
      found.contains { $0.code.rawValue == code && $0.headline.contains(part) },
      "\(found.map(\.headline)) lacks \(code) '\(part)'")
  }

  @Test func allProblemsOfAFileComeAtOnceSortedByPlace() {
    let found = load("assay: 1\nstags: 1\nstages:\n  - claen\n  - clean: { fomr: x }\non-error: { stop-at: often }\n")
      .diagnostics
    #expect(found.map(\.code.rawValue) == ["A0101", "A0104", "A0107", "A0108"])
    #expect(found.map(\.span.line) == [2, 4, 5, 6])
  }

  @Test func thePlaceIsCountedInCharacters() {
    let found = load("assay: 1\nname: \"Київ\"\nstages: [{ clean: { \"форма\": 1 } }]\n").diagnostics
    #expect(found.map(\.headline).first?.hasPrefix("p.yaml:3:21: error[A0107]") == true, "\(found.map(\.headline))")
  }

  @Test func variablesComeFromSettingsTheFileAndTheEnvironment() throws {
    let yaml = "assay: 1\nvars: { a: one }\nname: \"${a}-${HERE}-${x:-y}-$${z}\"\nstages: []\n"
    #expect(try #require(load(yaml).plan).name == "one-there-y-${z}")
    #expect(try #require(load(yaml, settings: ["a": "two"]).plan).name == "two-there-y-${z}")
  }

  @Test func optionsAreReadFromTheirRawText() throws {
    let plan = try #require(load("assay: 1\nstages:\n  - clean: nfkc\n  - figures: { all: true, size: 16MB }\n").plan)
    #expect(plan.stages[0].options.string("form") == "nfkc")
    #expect(plan.stages[0].options.decimal("share") == 0.4)
    #expect(plan.stages[1].options.int("size") == 16_000_000)
    let other = try #require(load("assay: 1\nstages:\n  - clean: nfc\n  - figures: { all: true, size: 16MB }\n").plan)
    #expect(plan.identity != other.identity)
  }

  @Test func anAliasBombIsRefused() {
    var yaml = "assay: 1\nvars:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      yaml += "  a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    #expect(load(yaml).diagnostics.contains { $0.code == .tooLarge })
    #expect(load(yaml + "? *a8\n: x\n").diagnostics.contains { $0.code == .tooLarge })
    #expect(load("assay: 1\nvars: { a: &a x, b: *a }\nname: ${b}\nstages: []\n").plan?.name == "x")
  }

  @Test func changedBytesNeverCrashAndPlacesLieInTheFile() {
    let good = Array(
      "assay: 1\nname: x\nread: { paths: [a, b] }\nstages:\n  - clean: { form: nfc, share: 0.4 }\n  - filter: { keep: { length: { min: 3 } } }\nwrite: []\n"
        .utf8)
    var state: UInt64 = 5
    for _ in 0..<1500 {
      var bytes = good
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      let lines = bytes.count { $0 == 0x0A } + 8
      let found = PipelineLoader.load(bytes, file: "p", folder: "", registry: Self.registry, environment: [:])
        .diagnostics
      #expect(found.allSatisfy { $0.span.line >= 0 && $0.span.line <= lines })
    }
  }

  // MARK: Conditions

  private func holds(_ condition: String, _ document: Document) throws -> Bool {
    let plan = try #require(load("assay: 1\nstages:\n  - filter: { keep: \(condition) }\n").plan, "\(condition)")
    return try ConditionEvaluator(try #require(plan.stages[0].options.condition("keep"))).holds(for: document)
  }

  @Test(arguments: [
    ("{ language: en }", true), ("{ language: [uk, de] }", false), ("{ language: { not: uk } }", true),
    ("{ publisher: Herald }", true),
    ("{ publisher: { matches: '^H' } }", true), ("{ published: { min: 2025-10, max: 2025-10 } }", true),
    ("{ published: { min: 2025-11 } }", false),
    ("{ length: { min: 5, max: 5 } }", true), ("{ metadata.desk: 3 }", true), ("{ metadata.desk: { max: 2 } }", false),
    ("{ values.tone: { min: -0.5 } }", true), ("{ values.none: { min: 0 } }", false),
    ("{ values.none: { not: { min: 0 } } }", true),
    ("{ language: en, publisher: Other }", false),
  ])
  func conditionsHoldAsTheGrammarSays(_ condition: String, _ expected: Bool) throws {
    var document = Document(id: "d", source: Source(path: "a"), body: Array("Київ!".utf8))
    document.language = "en-GB"
    document.publisher = "Herald"
    document.published = "2025-10-14"
    document.metadata["desk"] = .json(Array("3".utf8))
    document.setValue("tone", .decimal(ExactDecimal("-0.3")!))
    #expect(try holds(condition, document) == expected)
  }
}
