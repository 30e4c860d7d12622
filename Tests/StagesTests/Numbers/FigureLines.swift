import Pipeline
import Testing

@testable import Stages

/// What the stage finds in a text, one line a figure: kind, value or bounds, then modifier, unit, currency, rate, change and
/// reason where they are there.
func figureLines(
  _ text: String, _ language: String, rejected: Bool = false, converts: Bool = false
) throws -> [String] {
  var document = Document(id: "t", source: Source(path: "t"), body: Array(text.utf8))
  document.language = Language(language)
  NumbersStage(keepsRejected: rejected, converts: converts, position: 0).annotate(&document)
  let layer = try #require(document.layer(.quantities))
  return (0..<layer.count).map { index in
    func string(_ field: String) -> String? { layer.value(field, at: index)?.string }
    func decimal(_ field: String) -> String? { layer.value(field, at: index)?.decimal?.canonical.digits }
    let bounds = decimal("low").map { $0 + ".." + (decimal("high") ?? "") }
    return [
      string("kind"), decimal("value") ?? bounds, string("modifier"), string("unit"), string("currency"),
      string("per").map { "per " + $0 }, string("change"), string("reason"),
    ].compactMap { $0 }.joined(separator: " ")
  }
}
