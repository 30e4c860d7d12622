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
    var names = scratch.names(words, bytes)
    for index in names.indices { names[index].leaveOutPossessive(bytes) }
    return names
  }

  /// The names in `text`; for evaluation and tests.
  package func names(in text: [UInt8]) -> [TaggedName] {
    text.withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { names($0, bytes) }
    }
  }
}

extension TaggedName {
  /// Ends the name of a person or place before "'s", whose signs may be tagged as a part of it. Names of companies may have
  /// one of their own: McDonald's.
  fileprivate mutating func leaveOutPossessive(_ bytes: UnsafeBufferPointer<UInt8>) {
    let end = Int(end)
    guard type == .person || type == .location, end - Int(start) > 5, bytes[end - 1] | 0x20 == UInt8(ascii: "s") else {
      return
    }
    if bytes[end - 2] == UInt8(ascii: "'") { self.end -= 2 }
    // U+2019
    if bytes[end - 2] == 0x99, bytes[end - 3] == 0x80, bytes[end - 4] == 0xE2 { self.end -= 4 }
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
