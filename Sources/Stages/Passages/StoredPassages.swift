import Pipeline

/// A document's words and units as they lie in the store: four numbers, then words, sentences and paragraphs.
struct StoredPassages {
  struct Sentence {
    var words: Range<Int>
    /// Unicode scalars of the original.
    var start: UInt32
    var end: UInt32
  }

  private(set) var words: [UInt32] = []
  private(set) var sentences: [Sentence] = []
  private(set) var paragraphs: [Range<Int>] = []

  static func append(_ text: PassageText, of document: Document, to blob: inout [UInt8]) {
    blob.reserveCapacity(12 + text.words.count * 4 + text.sentences.count * 16 + text.paragraphs.count * 8)
    blob.appendLittleEndian(UInt32(text.words.count))
    blob.appendLittleEndian(UInt32(text.sentences.count))
    blob.appendLittleEndian(UInt32(text.paragraphs.count))
    for word in text.words { blob.appendLittleEndian(word) }
    for (sentence, offsets) in zip(text.sentences, text.scalarOffsets(in: document)) {
      blob.appendLittleEndian(UInt32(sentence.words.lowerBound))
      blob.appendLittleEndian(UInt32(sentence.words.upperBound))
      blob.appendLittleEndian(offsets.start)
      blob.appendLittleEndian(offsets.end)
    }
    for paragraph in text.paragraphs {
      blob.appendLittleEndian(UInt32(paragraph.words.lowerBound))
      blob.appendLittleEndian(UInt32(paragraph.words.upperBound))
    }
  }

  /// Empty where the blob is not one of ours.
  init(blob: [UInt8]) {
    blob.withUnsafeBytes { bytes in
      var position = 0
      func number() -> Int {
        defer { position += 4 }
        return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
      }
      guard bytes.count >= 12 else { return }
      let (wordCount, sentenceCount, paragraphCount) = (number(), number(), number())
      guard bytes.count == 12 + wordCount * 4 + sentenceCount * 16 + paragraphCount * 8 else { return }
      func range() -> Range<Int> {
        let (start, end) = (number(), number())
        return start <= end && end <= wordCount ? start..<end : 0..<0
      }
      words.reserveCapacity(wordCount)
      for _ in 0..<wordCount { words.append(UInt32(number())) }
      for _ in 0..<sentenceCount {
        let words = range()
        sentences.append(Sentence(words: words, start: UInt32(number()), end: UInt32(number())))
      }
      for _ in 0..<paragraphCount { paragraphs.append(range()) }
    }
  }

  /// The sentence that has a word, or the next one behind it.
  func sentence(of word: Int) -> Sentence? {
    let place = sentences.partitioningIndex { $0.words.upperBound > word }
    return place < sentences.count ? sentences[place] : nil
  }

  /// The hash of a run of words.
  func hash(_ range: Range<Int>) -> UInt64 {
    var hash = Lexicon.hashSeed
    for index in range { hash = Lexicon.finish(hash ^ UInt64(words[index])) }
    return hash
  }
}
