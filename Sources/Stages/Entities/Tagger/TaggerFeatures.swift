import Pipeline

/// What takes the features of a token, as hashes: the scorer adds up their weights, the trainer numbers them.
protocol FeatureSink {
  /// A feature of a word by itself, for the token at the distance that `place` says.
  mutating func add(_ feature: UInt64, at place: FeaturePlace)
}

/// For whom a feature of a word counts.
enum FeaturePlace: Int {
  /// The word itself.
  case own
  /// The token behind it, the one before it, and the ones two behind and two before.
  case next, previous, afterNext, beforePrevious
  static let count = 5
}

/// The features of tokens; the trainer and the tagger share them.
///
/// Features of a word by itself depend on `key` alone, so that their summed weights are kept by word.
enum TaggerFeatures {
  /// What decides the features of a token by itself: its bytes, and its class of spelling, which the line may change.
  ///
  /// The hash of the lexical pass is not enough, since it passes over marks that endings have.
  @inline(__always)
  static func key(_ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key = mix(200, UInt64(token.shape) << 2 | UInt64(token.kind.rawValue))
    let raw = UnsafeRawBufferPointer(bytes)
    var position = Int(token.start)
    let end = Int(token.end)
    while position + 8 <= end {
      key = mix(key, raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    var rest: UInt64 = 1
    while position < end {
      rest = rest << 8 | UInt64(bytes[position])
      position += 1
    }
    return mix(key, rest)
  }

  @inline(__always)
  static func mix(_ salt: UInt64, _ a: UInt64) -> UInt64 {
    var z = (a ^ salt &* 0xD6E8_FEB8_6659_FD93) &* 0xBF58_476D_1CE4_E5B9
    z ^= z >> 32
    return z &* 0x94D0_49BB_1331_11EB
  }

  @inline(__always)
  static func mix(_ salt: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 {
    mix(salt, a &+ (b << 23 | b >> 41) &* 0xFF51_AFD7_ED55_8CCD)
  }

  // MARK: A word by itself

  static func addWord<Sink: FeatureSink>(
    _ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>, _ known: KnownWords, to sink: inout Sink
  ) {
    let word = token.hash
    let shape = UInt64(token.shape)
    sink.add(mix(1, word), at: .own)
    sink.add(mix(2, shape), at: .own)
    sink.add(mix(3, word), at: .next)
    sink.add(mix(4, shape), at: .next)
    sink.add(mix(5, word), at: .previous)
    sink.add(mix(6, shape), at: .previous)
    sink.add(mix(7, word), at: .afterNext)
    sink.add(mix(8, word), at: .beforePrevious)
    guard token.kind == .word else { return }
    sink.add(mix(9, word, shape), at: .own)
    addAffixes(token, bytes, to: &sink)
    addPlain(token, bytes, known, to: &sink)
  }

  static let longestAffix = 5
  /// Letters behind these are not looked at but for the ending, so that the sums of weights stay small.
  static let longestWord = 40

  private static func addAffixes<Sink: FeatureSink>(
    _ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>, to sink: inout Sink
  ) {
    let table = UnicodeTable.shared
    let shape = UInt64(token.shape)
    var scalars = (UInt32(0), UInt32(0), UInt32(0), UInt32(0), UInt32(0))
    var count = 0
    var prefix = Lexicon.hashSeed
    var firstTwo: UInt64 = 0
    var lastTwo: UInt64 = 0
    var (third, second, last) = (UInt32(0), UInt32(0), UInt32(0))
    var position = Int(token.start)
    withUnsafeMutablePointer(to: &scalars) { pointer in
      pointer.withMemoryRebound(to: UInt32.self, capacity: longestAffix) { ring in
        while position < Int(token.end) {
          let (scalar, length) = bytes.scalar(at: position)
          position += length
          let entry = table.entry(scalar)
          if entry.wordClass == .format { continue }
          let folded = entry.wordClass == .apostrophe ? 0x27 : entry.folded(scalar)
          ring[count % longestAffix] = folded
          count += 1
          if count >= 4, count <= longestWord {
            let trigram = UInt64(third) << 42 | UInt64(second) << 21 | UInt64(last)
            sink.add(mix(31, trigram, UInt64(folded)), at: .own)
          }
          (third, second, last) = (second, last, folded)
          if count == 2 { firstTwo = Lexicon.hash(prefix, adding: folded) }
          if count <= longestAffix, position < Int(token.end) {
            prefix = Lexicon.hash(prefix, adding: folded)
            sink.add(mix(10 + UInt64(count), prefix), at: .own)
            if count == 3 {
              sink.add(mix(40, prefix, shape), at: .own)
              sink.add(mix(41, prefix), at: .next)
              sink.add(mix(42, prefix), at: .previous)
            }
          }
        }
        var suffix = Lexicon.hashSeed
        for length in 1...longestAffix where length < count {
          suffix = Lexicon.hash(suffix, adding: ring[(count - length) % longestAffix])
          if length == 2 { lastTwo = suffix }
          sink.add(mix(20 + UInt64(length), suffix), at: .own)
          if length == 3 {
            sink.add(mix(43, suffix, shape), at: .own)
            sink.add(mix(44, suffix), at: .next)
            sink.add(mix(45, suffix), at: .previous)
          }
        }
      }
    }
    sink.add(mix(30, UInt64(min(count, 8)), shape), at: .own)
    sink.add(mix(46, lastTwo), at: .next)
    sink.add(mix(47, lastTwo), at: .previous)
    sink.add(mix(48, firstTwo, lastTwo), at: .own)
    sink.add(mix(49, lastTwo, shape), at: .own)
  }

  // MARK: A token among others

  /// Features of the token at `index` that need its neighbours in `sequence`.
  @inline(__always)
  static func addContext<Sink: FeatureSink>(
    _ tokens: UnsafeBufferPointer<TaggerToken>, _ sequence: Range<Int>, _ index: Int, to sink: inout Sink
  ) {
    let window = Window(tokens: tokens, sequence: sequence, index: index)
    let token = tokens[index]
    let shape = window.shape(0)
    let (before, behind) = (window.shape(-1), window.shape(1))
    sink.add(mix(50, before << 16 | shape << 8 | behind), at: .own)
    sink.add(mix(51, window.shape(-2) << 16 | before << 8 | shape), at: .own)
    sink.add(mix(52, shape << 16 | behind << 8 | window.shape(2)), at: .own)
    let (left, right) = (window.word(-1), window.word(1))
    sink.add(mix(53, left, token.hash), at: .own)
    sink.add(mix(54, token.hash, right), at: .own)
    if token.kind == .character {
      addCharacters(window, token, to: &sink)
    } else {
      sink.add(mix(55, left, shape << 8 | behind), at: .own)
      sink.add(mix(56, right, shape << 8 | before), at: .own)
      sink.add(mix(57, window.word(-2) ^ left, shape), at: .own)
      sink.add(mix(58, token.hash, before), at: .own)
      sink.add(mix(59, left, right), at: .own)
      addBeyondSigns(window, left, right, to: &sink)
      if token.runEnd > token.runStart { addCapitals(window, token, shape, to: &sink) }
    }
  }

  /// The nearest words where signs stand between.
  @inline(__always)
  private static func addBeyondSigns<Sink: FeatureSink>(
    _ window: Window, _ left: UInt64, _ right: UInt64, to sink: inout Sink
  ) {
    var before = -1
    while before > -4, window.isSign(before) { before -= 1 }
    if before < -1 {
      sink.add(mix(83, window.word(before)), at: .own)
      sink.add(mix(85, window.word(before), left), at: .own)
    }
    var behind = 1
    while behind < 4, window.isSign(behind) { behind += 1 }
    if behind > 1 {
      sink.add(mix(84, window.word(behind)), at: .own)
      sink.add(mix(86, window.word(behind), right), at: .own)
    }
  }

  /// The run of capitalized words: its first and last word, what stands around it, the place in it.
  @inline(__always)
  private static func addCapitals<Sink: FeatureSink>(
    _ window: Window, _ token: TaggerToken, _ shape: UInt64, to sink: inout Sink
  ) {
    let start = Int(token.runStart) - window.index
    let end = Int(token.runEnd) - window.index
    let place = UInt64(min(-start, 5)) << 8 | UInt64(min(end - start, 6))
    sink.add(mix(90, place, shape), at: .own)
    if start < 0 { sink.add(mix(91, window.word(start)), at: .own) }
    if end > 1 { sink.add(mix(92, window.word(end - 1)), at: .own) }
    sink.add(mix(93, window.word(start - 1), place), at: .own)
    sink.add(mix(94, window.word(end), place), at: .own)
  }
}
