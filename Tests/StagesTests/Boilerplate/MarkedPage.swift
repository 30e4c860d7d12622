import Pipeline

@testable import Stages

/// A page written line by line with what each line is: `caption | © Jane Doe`, `article | Words.`, or an empty line.
/// Every line is marked whole or not at all.
struct MarkedPage {
  let lines: [(kind: String?, text: String)]

  init(_ source: String) {
    lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let bar = line.firstRange(of: " | ") else { return (nil, String(line)) }
      let kind = String(line[..<bar.lowerBound])
      return (kind == "article" ? nil : kind, String(line[bar.upperBound...]))
    }
  }

  var text: String { lines.map(\.text).joined(separator: "\n") }

  /// The page as the stage marks it, written as the source is.
  func found(_ stage: BoilerplateStage = BoilerplateStage(), language: Language?) throws -> String {
    let document = try marked(text, language: language, stage: stage)
    let layer = document.layer(.marks)!
    var kinds: [String: String] = [:]
    for index in layer.spans.indices {
      kinds["\(layer.spans[index])"] = layer.value("kind", at: index)?.string
    }
    var result: [String] = []
    var start = 0
    for line in lines {
      let end = start + line.text.utf8.count
      let kind = kinds.removeValue(forKey: "\(ByteRange(start, end))")
      result.append(line.text.isEmpty ? "" : "\(kind ?? "article") | \(line.text)")
      start = end + 1
    }
    return (result + kinds.map { "\($0.value) at \($0.key) | no whole line" }.sorted()).joined(separator: "\n")
  }

  var expected: String {
    lines.map { $0.text.isEmpty ? "" : "\($0.kind ?? "article") | \($0.text)" }.joined(separator: "\n")
  }
}

func marked(
  _ text: String, title: String? = nil, language: Language? = "en", stage: BoilerplateStage = BoilerplateStage()
) throws -> Document {
  var document = Document(
    id: "test", source: Source(path: "test"), title: title.map { Array($0.utf8) }, body: Array(text.utf8))
  document.language = language
  try stage.annotate(&document)
  document.sortLayers()
  return document
}

/// Kind and text of every mark.
func marks(
  _ text: String, title: String? = nil, language: Language? = "en", stage: BoilerplateStage = BoilerplateStage()
) throws -> [String] {
  let document = try marked(text, title: title, language: language, stage: stage)
  let layer = document.layer(.marks)!
  return layer.spans.indices.map {
    "\(layer.value("kind", at: $0)?.string ?? "?"): \(document.text.string(layer.spans[$0]))"
  }
}
