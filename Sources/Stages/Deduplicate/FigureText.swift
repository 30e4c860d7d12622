import Pipeline

/// The parts of a figure as it is written: what tells a figure that changed from one of which less is known.
struct FigureText {
  /// Hashes of its words and numbers in order; 1.234,5 is one number.
  private var parts: [UInt64] = []
  private var digits: [UInt8] = []

  init(_ text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { bytes in
      // A number with a fraction is one part; its words lie a sign apart.
      var end: UInt32?
      for word in Lexicon(scanning: bytes).words {
        let isDigits = word.kind == .digits
        if isDigits { bytes.forEachDigit(of: word) { digits.append($0) } }
        if isDigits, let end, word.start == end + 1, bytes[Int(end)] == 0x2C || bytes[Int(end)] == 0x2E {
          parts[parts.count - 1] = parts[parts.count - 1] &* 0x9E37_79B9_7F4A_7C15 &+ word.hash
        } else {
          parts.append(word.hash)
        }
        end = isDigits ? word.end : nil
      }
    }
  }

  /// Whether the digits are the same and one of them has nothing else: what is known of a figure depends on the words around
  /// it, and those may be others in a copy.
  func isSame(as other: FigureText) -> Bool {
    !digits.isEmpty && digits == other.digits && (parts.count == 1 || other.parts.count == 1)
  }

  /// Whether one of them is the other without some of its words: the unit of nine years may be another word in a copy.
  func isPart(of other: FigureText) -> Bool { Self.isSubsequence(parts, of: other.parts) }

  /// Whether one of them has lost digits of the other, as in a text that was read badly.
  func isDamaged(_ other: FigureText) -> Bool { Self.isSubsequence(digits, of: other.digits) }

  private static func isSubsequence<T: Equatable>(_ a: [T], of b: [T]) -> Bool {
    let (few, many) = a.count <= b.count ? (a, b) : (b, a)
    guard !few.isEmpty else { return false }
    var next = 0
    for part in many where next < few.count && part == few[next] { next += 1 }
    return next == few.count
  }
}
