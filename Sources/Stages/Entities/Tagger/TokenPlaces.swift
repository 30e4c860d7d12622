import Pipeline

/// Where the tokens of a training sentence stand in its running text.
enum TokenPlaces {
  /// The places of `tokens`, which follow each other in `text` with only white space between; nil where they don't.
  static func find(_ tokens: [ArraySlice<UInt8>], in text: ArraySlice<UInt8>) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    var position = text.startIndex
    for token in tokens {
      var start = position
      while true {
        guard start + token.count <= text.endIndex else { return nil }
        if text[start..<start + token.count].elementsEqual(token) { break }
        start += 1
      }
      position = start + token.count
      places.append(start - text.startIndex..<position - text.startIndex)
    }
    return places
  }

  /// The tokens as running text, by simple spacing rules.
  static func joined(_ tokens: [ArraySlice<UInt8>]) -> (text: [UInt8], places: [Range<Int>]) {
    var text: [UInt8] = []
    var places: [Range<Int>] = []
    var quotesOpen: Set<ArraySlice<UInt8>> = []
    var attachesNext = true
    var lastIsUnspaced = false
    for token in tokens {
      let edge = Edge(token)
      var attaches = attachesNext || edge.closes
      attachesNext = edge.opens
      if edge.isQuote {
        if quotesOpen.remove(token) != nil {
          attaches = true
          attachesNext = false
        } else {
          quotesOpen.insert(token)
          attachesNext = true
        }
      }
      if edge.startsUnspaced || lastIsUnspaced, !(edge.isWord && !edge.startsUnspaced && !lastIsUnspaced) {
        attaches = true
      }
      lastIsUnspaced = edge.endsUnspaced
      if !attaches { text.append(0x20) }
      places.append(text.count..<text.count + token.count)
      text += token
    }
    return (text, places)
  }

  /// How a token stands beside others.
  private struct Edge {
    var opens = false
    var closes = false
    var isQuote = false
    var isWord = false
    var startsUnspaced = false
    var endsUnspaced = false

    init(_ token: ArraySlice<UInt8>) {
      let scalars = Array(String(decoding: token, as: UTF8.self).unicodeScalars)
      guard let first = scalars.first, let last = scalars.last else { return }
      let (head, tail) = (UnicodeTable.shared.entry(first.value), UnicodeTable.shared.entry(last.value))
      startsUnspaced = head.wordClass == .unspaced || Self.isWide(first.value)
      endsUnspaced = tail.wordClass == .unspaced || Self.isWide(last.value)
      isWord = head.wordClass == .letter || head.wordClass == .digit
      if scalars.count == 1 {
        switch first {
        case "(", "[", "{", "¿", "¡", "«", "„", "“", "‘", "$", "£", "€", "#": opens = true
        case ")", "]", "}", ",", ".", ";", ":", "!", "?", "%", "…", "»", "”", "।": closes = true
        case "\"", "'": isQuote = true
        default: break
        }
      } else if !isWord, scalars.allSatisfy({ $0 == "." || $0 == "!" || $0 == "?" }) {
        closes = true
      } else if last == "'" || last == "’", isWord {
        // d' and l' stand on the next word.
        opens = true
      }
    }

    /// Signs of scripts without spaces.
    private static func isWide(_ scalar: UInt32) -> Bool {
      (0x3001...0x303F).contains(scalar) || (0x30FB...0x30FC).contains(scalar) || (0xFF00...0xFFEF).contains(scalar)
    }
  }
}
