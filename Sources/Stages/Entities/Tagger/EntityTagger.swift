import Pipeline
import Synchronization

/// Finds names by a model: features of tokens, added weights, the best valid tags.
///
/// One tagger serves all threads; the memory it works in, with the weights of words already seen, is lent to one document
/// after another.
package final class EntityTagger: Sendable {
  private let model: TaggerModel
  private let scratches = Mutex<[TaggerScratch]>([])

  package init(_ model: TaggerModel) { self.model = model }

  /// The names in a text whose words are `words`, in ascending order; they don't overlap.
  package func names(_ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>) -> [TaggedName] {
    let scratch = scratches.withLock { $0.popLast() } ?? TaggerScratch(model)
    defer { scratches.withLock { $0.append(scratch) } }
    return scratch.names(words, bytes)
  }

  /// The names in `text`; for evaluation and tests.
  package func names(in text: [UInt8]) -> [TaggedName] {
    text.withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { names($0, bytes) }
    }
  }
}

extension TaggerTokens {
  /// Adds the names that `tags` of the sequence `range` make.
  func append(_ tags: [UInt8], of range: Range<Int>, to names: inout [TaggedName]) {
    var index = 0
    while index < tags.count {
      let tag = Int(tags[index])
      if tag == EntityTag.outside {
        index += 1
        continue
      }
      var end = index + 1
      while end < tags.count, Int(tags[end]) == tag + 1 { end += 1 }
      names.append(
        TaggedName(
          start: tokens[range.lowerBound + index].start, end: tokens[range.lowerBound + end - 1].end,
          type: EntityTag.type(tag)))
      index = end
    }
  }
}
