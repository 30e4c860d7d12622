import ICU
import Pipeline

/// Words of scripts without spaces by ICU's dictionaries.
///
/// Names are mostly in no dictionary and fall into single characters, which says that they may be names.
extension TaggerTokens {
  /// Whether it is one scalar from U+3000 to U+9FFF.
  private static func isIdeograph(_ token: TaggerToken, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    token.end - token.start == 3 && (0xE3...0xE9).contains(bytes[Int(token.start)])
  }

  /// Gives every character of a script without spaces its word by ICU's dictionaries.
  mutating func findWords(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < tokens.count {
      guard tokens[index].kind == .character, tokens[index].shape != WordShape.hangul else {
        index += 1
        continue
      }
      var end = index + 1
      var isIdeographic = Self.isIdeograph(tokens[index], bytes)
      while end < tokens.count, tokens[end].kind == .character, tokens[end].shape != WordShape.hangul,
        tokens[end].start == tokens[end - 1].end
      {
        if isIdeographic { isIdeographic = Self.isIdeograph(tokens[end], bytes) }
        end += 1
      }
      let start = Int(tokens[index].start)
      let region = UnsafeBufferPointer(rebasing: bytes[start..<Int(tokens[end - 1].end)])
      var next = index
      func word(_ offset: Int) {
        let first = next
        while next < end, Int(tokens[next].start) - start < offset { next += 1 }
        for inside in first..<next {
          tokens[inside].wordStart = UInt32(first)
          tokens[inside].wordEnd = UInt32(next)
        }
      }
      var isCut: Void?
      if isIdeographic {
        PlainHan.write(region, into: &simplified)
        isCut = simplified.withUnsafeBufferPointer { TextBoundaries.forEachIdeographWord($0) { word($0) } }
      }
      if isCut == nil, let words = try? TextBoundaries.words(region, locale: "und") {
        for offset in words.offsets.dropFirst() { word(Int(offset)) }
      }
      // What is left where ICU refused is a word.
      word(.max)
      index = end
    }
  }
}
