/// The features of the language model, as hashes: runs of one to five letters of a word with its edges, whole words, and
/// one and two neighbouring ideographs.
///
/// Words that begin with a capital are passed over where asked: they are mostly names, which say little about the
/// language around them; so are the words of web and mail addresses. Training and identification share this code, so a model sees the features it was made from.
package enum LetterNGrams {
  /// The longest run of letters; an edge counts as a letter.
  static let longest = 5
  /// Words are cut here, so that a text without spaces costs no more than any other.
  package static let longestWord = 32
  private static let edge: UInt16 = 1

  @inline(__always)
  package static func forEach(
    in bytes: UnsafeBufferPointer<UInt8>, _ table: LetterTable.Lookup, capitalized: Bool, _ body: (UInt64) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: longestWord + 2) { word in
      word[0] = edge
      var length = 1
      var isCapitalized = false
      // An address has letters on both sides of a sign that words have none behind; it goes on to the next space.
      var isAddress = false
      var lastIdeograph: UInt32 = 0
      var position = 0
      while position < bytes.count {
        let (scalar, size) = bytes.scalar(at: position)
        position += size
        let letter = table.letter(scalar)
        if letter != 0 {
          if length > longestWord {
            if !isAddress, capitalized || !isCapitalized { emit(word, length, body) }
            length = 1
          }
          if length == 1 { isCapitalized = UInt32(letter) != scalar }
          word[length] = letter
          length += 1
          lastIdeograph = 0
          continue
        }
        if scalar <= 0x20 || scalar >= 0x80 {
          if length > 1, !isAddress, capitalized || !isCapitalized { emit(word, length, body) }
          isAddress = false
        } else if length > 1, !isAddress {
          isAddress = joinsAddress(scalar) && position < bytes.count && bytes[position] > 0x20
          if !isAddress, capitalized || !isCapitalized { emit(word, length, body) }
        }
        length = 1
        if table.isIdeograph(scalar) {
          body(finish(add(seed, UInt16(truncatingIfNeeded: scalar)), 1))
          if lastIdeograph != 0 {
            body(
              finish(add(add(seed, UInt16(truncatingIfNeeded: lastIdeograph)), UInt16(truncatingIfNeeded: scalar)), 2))
          }
          lastIdeograph = scalar
        } else {
          lastIdeograph = 0
        }
      }
      if length > 1, !isAddress, capitalized || !isCapitalized { emit(word, length, body) }
    }
  }

  @inline(__always)
  private static func joinsAddress(_ scalar: UInt32) -> Bool {
    switch UInt8(truncatingIfNeeded: scalar) {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "_"),
      UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "#"):
      true
    default: false
    }
  }

  /// The features of one word, whose letters stand behind the edge at 0.
  @inline(__always)
  private static func emit(_ word: UnsafeMutableBufferPointer<UInt16>, _ letters: Int, _ body: (UInt64) -> Void) {
    word[letters] = edge
    let length = letters + 1
    for start in 0..<length {
      var hash = seed
      let end = min(length, start + longest)
      for index in start..<end {
        hash = add(hash, word[index])
        // An edge alone says nothing.
        if index > start || (start > 0 && start < letters) { body(finish(hash, UInt64(index - start))) }
      }
    }
    if length > longest {
      var hash = seed
      for index in 1..<letters { hash = add(hash, word[index]) }
      body(finish(hash, 7))
    }
  }

  private static var seed: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  @inline(__always)
  private static func add(_ hash: UInt64, _ letter: UInt16) -> UInt64 {
    (hash ^ UInt64(letter)) &* 0x9FB2_1C65_1E98_DF25
  }

  @inline(__always)
  private static func finish(_ hash: UInt64, _ kind: UInt64) -> UInt64 {
    let z = (hash ^ kind ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return z ^ (z >> 32)
  }
}
