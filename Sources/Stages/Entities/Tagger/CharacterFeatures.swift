import Pipeline

/// Features of characters: scripts without spaces, and Hangul.
extension TaggerFeatures {
  /// N-grams of characters, and the run that a character stands in.
  @inline(__always)
  static func addCharacters<Sink: FeatureSink>(_ window: Window, _ token: TaggerToken, to sink: inout Sink) {
    let here = token.hash
    let (l1, l2, l3) = (window.word(-1), window.word(-2), window.word(-3))
    let (r1, r2, r3) = (window.word(1), window.word(2), window.word(3))
    sink.add(mix(60, l2, l1), at: .own)
    sink.add(mix(61, r1, r2), at: .own)
    let left3 = mix(62, mix(0, l2, l1), here)
    let right3 = mix(63, mix(0, here, r1), r2)
    sink.add(left3, at: .own)
    sink.add(right3, at: .own)
    sink.add(mix(64, mix(0, l1, here), r1), at: .own)
    sink.add(mix(65, l3, left3), at: .own)
    sink.add(mix(66, right3, r3), at: .own)
    sink.add(mix(67, mix(0, l3, l2), l1), at: .own)
    sink.add(mix(68, mix(0, r1, r2), r3), at: .own)
    addRun(window, token, to: &sink)
    if token.wordEnd > token.wordStart { addDictionaryWord(window, token, to: &sink) }
  }

  private static let longestRun: UInt32 = 16

  @inline(__always)
  private static func addRun<Sink: FeatureSink>(_ window: Window, _ token: TaggerToken, to sink: inout Sink) {
    let shape = UInt64(token.shape)
    let index = UInt32(window.index)
    let before = index - token.runStart
    let behind = token.runEnd - index - 1
    sink.add(mix(70, shape, UInt64(min(before, 4)) << 8 | UInt64(min(behind, 4))), at: .own)
    if before < longestRun {
      var hash = Lexicon.hashSeed
      for position in token.runStart...index { hash = mix(0, hash, window.tokens[Int(position)].hash) }
      sink.add(mix(71, hash), at: .own)
    }
    if behind < longestRun {
      var hash = Lexicon.hashSeed
      for position in (index + 1)..<max(index + 1, token.runEnd) {
        hash = mix(0, hash, window.tokens[Int(position)].hash)
      }
      sink.add(mix(72, hash, shape), at: .own)
      sink.add(mix(73, hash, token.hash), at: .own)
    }
  }

  /// The word of ICU's dictionaries that a character stands in, its neighbours, and how long they are.
  @inline(__always)
  private static func addDictionaryWord<Sink: FeatureSink>(
    _ window: Window, _ token: TaggerToken, to sink: inout Sink
  ) {
    let here = window.wordRange(window.index)
    let before = window.wordRange(here.lowerBound - 1)
    let behind = window.wordRange(here.upperBound)
    let place =
      UInt64(min(window.index - here.lowerBound, 3)) << 8 | UInt64(min(here.upperBound - 1 - window.index, 3))
    let (word, left, right) = (window.hash(here), window.hash(before), window.hash(behind))
    sink.add(mix(110, place, UInt64(token.shape)), at: .own)
    sink.add(mix(111, word, place), at: .own)
    sink.add(mix(112, left, place), at: .own)
    sink.add(mix(113, right, place), at: .own)
    sink.add(mix(115, mix(0, left, word), place), at: .own)
    sink.add(mix(116, mix(0, word, right), place), at: .own)
    sink.add(mix(118, window.hash(window.wordRange(before.lowerBound - 1)), place), at: .own)
    sink.add(mix(119, window.hash(window.wordRange(behind.upperBound)), place), at: .own)
    let lengths = UInt64(min(before.count, 4)) << 16 | place
    sink.add(mix(114, lengths, UInt64(min(behind.count, 4))), at: .own)
    let outer = (
      UInt64(min(window.wordRange(before.lowerBound - 1).count, 4)),
      UInt64(min(window.wordRange(behind.upperBound).count, 4))
    )
    sink.add(mix(117, outer.0 << 32 | lengths << 8 | UInt64(min(behind.count, 4)), outer.1), at: .own)
  }
}
