import Pipeline

@testable import Readability

/// A document made of sentences, as `segment` would leave it.
struct Article {
  private var document: Document

  init(_ sentences: String..., language: Language?) {
    let text = sentences.joined(separator: " ")
    document = Document(id: "test", source: Source(path: "test"), body: Array(text.utf8))
    document.language = language
    var start = 0
    document.updateLayer(.sentences) { layer in
      for sentence in sentences {
        layer.append(ByteRange(start, start + sentence.utf8.count), stage: 0)
        start += sentence.utf8.count + 1
      }
    }
  }

  /// The same with a mark over the sentence of this number.
  func marking(_ sentence: Int) -> Article {
    var article = self
    let span = document.layer(.sentences)!.spans[sentence]
    article.document.updateLayer(.marks) { $0.append(span, stage: 0, [.string("caption")]) }
    return article
  }

  /// What the stage makes of it.
  func annotated(longSentence: Int = 30) throws -> Document {
    var document = document
    try Readability(longSentence: longSentence).annotate(&document)
    return document
  }

  /// A value as users see it.
  func value(_ name: String) throws -> String? { try annotated().value(name)?.decimal?.digits }
}
