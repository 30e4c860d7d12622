import Pipeline
import Stages

/// The stage `entities` as a run has it, over sentences with known names: each is a document of the language that the name of
/// its file starts with (`uk-neruk-dev.tsv.gz`).
struct StageEvaluation {
  private let stage: EntitiesStage

  init(_ tagger: EntityTagger?, builtIn: String) throws {
    stage = try EntitiesStage(measured: tagger, builtIn: builtIn)
  }

  /// The people, places, organizations and other names that the stage finds.
  func names(in sentence: TaggingCorpus.Sentence, file: String, prints: Bool) throws -> [TaggedName] {
    var document = Document(id: "s", source: Source(path: "evaluate"), body: sentence.text)
    let base = file.split(separator: "/").last ?? ""
    document.language = Language(String(base.prefix { $0 != "-" }))
    try stage.annotate(&document)
    guard let layer = document.layer(.entities) else { return [] }
    let gold = Set(sentence.names)
    return (0..<layer.count).compactMap { index -> TaggedName? in
      guard let type = TaggedType(name: layer.value("type", at: index)?.string ?? "") else { return nil }
      let range = layer.spans[index]
      let name = TaggedName(start: range.start, end: range.end, type: type)
      if prints {
        let verdict = gold.contains(name) ? "right" : Self.verdict(name, gold)
        let fields = ["via", "ref"].map { layer.value($0, at: index)?.string ?? "" }
        let text = String(decoding: sentence.text[range.indices], as: UTF8.self)
        Terminal.print(([file, verdict, type.name] + fields + [text]).joined(separator: "\t"))
      }
      return name
    }
  }

  /// What is wrong with a name: its type, its borders, or that there is none.
  private static func verdict(_ name: TaggedName, _ gold: Set<TaggedName>) -> String {
    for other in gold where other.start < name.end && name.start < other.end {
      return (other.start == name.start && other.end == name.end ? "type " : "borders ") + other.type.name
    }
    return "none"
  }
}
