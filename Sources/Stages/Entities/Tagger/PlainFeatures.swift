import Pipeline

/// Features of a word in plain letters, which scripts and languages share, and of the classes it is known to have.
extension TaggerFeatures {
  static func addPlain<Sink: FeatureSink>(
    _ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>, _ known: KnownWords, to sink: inout Sink
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * longestWord) { memory in
      let count = fold(token, bytes, into: UnsafeMutableBufferPointer(rebasing: memory[..<longestWord]))
      let room = UnsafeMutableBufferPointer(rebasing: memory[longestWord...])
      let length = PlainLetters.write(UnsafeBufferPointer(rebasing: memory[..<count]), into: room)
      if length == 0 { return }
      let plain = UnsafeBufferPointer(rebasing: room[..<length])
      addLetters(plain, token, to: &sink)
      if token.shape != WordShape.lower { addClasses(known.classes(of: plain), token, to: &sink) }
    }
  }

  /// The first letters of a word, folded.
  private static func fold(
    _ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>, into folded: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    var count = 0
    var position = Int(token.start)
    while position < Int(token.end), count < folded.count {
      let (scalar, length) = bytes.scalar(at: position)
      position += length
      let entry = UnicodeTable.shared.entry(scalar)
      if entry.wordClass == .format { continue }
      folded[count] = entry.wordClass == .apostrophe ? 0x27 : entry.folded(scalar)
      count += 1
    }
    return count
  }

  /// The same features that a word has which is written in plain letters; nothing for such a word, which has them already.
  private static func addLetters<Sink: FeatureSink>(
    _ plain: UnsafeBufferPointer<UInt32>, _ token: TaggerToken, to sink: inout Sink
  ) {
    let whole = Lexicon.finish(plain.reduce(Lexicon.hashSeed) { Lexicon.hash($0, adding: $1) })
    if whole == token.hash { return }
    let shape = UInt64(token.shape)
    sink.add(mix(1, whole), at: .own)
    sink.add(mix(3, whole), at: .next)
    sink.add(mix(5, whole), at: .previous)
    sink.add(mix(9, whole, shape), at: .own)
    var prefix = Lexicon.hashSeed
    for length in 1..<max(1, min(longestAffix + 1, plain.count)) {
      prefix = Lexicon.hash(prefix, adding: plain[length - 1])
      if length >= 3 { sink.add(mix(10 + UInt64(length), prefix), at: .own) }
      if length == 3 { sink.add(mix(40, prefix, shape), at: .own) }
    }
    var suffix = Lexicon.hashSeed
    for length in 1..<max(1, min(longestAffix + 1, plain.count)) {
      suffix = Lexicon.hash(suffix, adding: plain[plain.count - length])
      if length >= 2 { sink.add(mix(20 + UInt64(length), suffix), at: .own) }
      if length == 3 { sink.add(mix(43, suffix, shape), at: .own) }
    }
  }

  private static func addClasses<Sink: FeatureSink>(
    _ classes: (whole: UInt32, stem: UInt32, ending: Int), _ token: TaggerToken, to sink: inout Sink
  ) {
    let shape = UInt64(token.shape)
    if classes.whole != 0 {
      let known = UInt64(classes.whole)
      sink.add(mix(130, known), at: .own)
      sink.add(mix(131, known, shape), at: .own)
      sink.add(mix(132, known, shape), at: .next)
      sink.add(mix(133, known, shape), at: .previous)
    } else if classes.stem != 0 {
      let known = UInt64(classes.stem)
      sink.add(mix(134, known, UInt64(classes.ending)), at: .own)
      sink.add(mix(135, known, shape), at: .own)
      sink.add(mix(136, known, shape), at: .next)
      sink.add(mix(137, known, shape), at: .previous)
    } else {
      sink.add(mix(138, shape), at: .own)
    }
  }
}
