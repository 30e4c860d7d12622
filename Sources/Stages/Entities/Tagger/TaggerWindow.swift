import Pipeline

extension TaggerFeatures {
  /// The tokens around one of a sequence.
  struct Window {
    let tokens: UnsafeBufferPointer<TaggerToken>
    let sequence: Range<Int>
    let index: Int

    @inline(__always)
    func isSign(_ offset: Int) -> Bool {
      let position = index + offset
      return sequence.contains(position) && tokens[position].kind == .sign
    }

    /// The word of a dictionary at a position, or the token alone; empty beyond the sequence.
    @inline(__always)
    func wordRange(_ position: Int) -> Range<Int> {
      guard sequence.contains(position) else { return position..<position }
      let token = tokens[position]
      return token.wordEnd > token.wordStart
        ? (Int(token.wordStart)..<Int(token.wordEnd)).clamped(to: sequence) : position..<position + 1
    }

    @inline(__always)
    func hash(_ range: Range<Int>) -> UInt64 {
      guard let first = range.first else { return Self.edge }
      if range.count == 1 { return tokens[first].hash }
      var hash = Lexicon.hashSeed
      for position in range { hash = mix(0, hash, tokens[position].hash) }
      return hash
    }

    private static let edge: UInt64 = 0x1234_5678

    /// The class of spelling, and whether white space stands before.
    @inline(__always)
    func shape(_ offset: Int) -> UInt64 {
      let position = index + offset
      guard position >= sequence.lowerBound, position < sequence.upperBound else { return 0 }
      return UInt64(tokens[position].shape) << 1 | (tokens[position].isSpaced ? 1 : 0)
    }

    @inline(__always)
    func word(_ offset: Int) -> UInt64 {
      let position = index + offset
      guard position >= sequence.lowerBound, position < sequence.upperBound else { return Self.edge }
      return tokens[position].hash
    }
  }
}
