import Pipeline

/// What the tagger gives tags to: words of the lexical pass, syllables of Hangul words, and signs between words.
///
/// Punctuation is needed as context and inside of names (AT&T, U.S.). Scripts without spaces have a token a character, and
/// so has Hangul, since Korean particles stand on names.
struct TaggerToken {
  enum Kind: UInt8 {
    case word, character, digits, sign
  }

  var start: UInt32
  var end: UInt32
  var hash: UInt64
  var kind: Kind
  /// Class of the spelling; see `WordShape`.
  var shape: UInt8
  var script: UInt8
  /// White space stands before it.
  var isSpaced: Bool
  /// The run that it stands in, as positions among the tokens: characters of one kind (an eojeol, a run of Katakana), or
  /// capitalized words (a name of several, in most scripts).
  var runStart: UInt32 = 0
  var runEnd: UInt32 = 0
  /// For characters of scripts without spaces: the word of ICU's dictionaries that it stands in.
  var wordStart: UInt32 = 0
  var wordEnd: UInt32 = 0
}

/// Classes of spelling; a token has one and its neighbours see it.
enum WordShape {
  static let edge: UInt8 = 0
  static let lower: UInt8 = 1
  static let title: UInt8 = 2
  static let initial: UInt8 = 3
  static let upper: UInt8 = 4
  static let mixedLower: UInt8 = 5
  static let mixedUpper: UInt8 = 6
  static let uncased: UInt8 = 7
  static let han: UInt8 = 8
  static let hiragana: UInt8 = 9
  static let katakana: UInt8 = 10
  static let hangul: UInt8 = 11
  static let otherCharacter: UInt8 = 12
  static let digit: UInt8 = 13
  static let digits2: UInt8 = 14
  static let digits4: UInt8 = 15
  static let digitsMany: UInt8 = 16
  static let number: UInt8 = 17
  static let stop: UInt8 = 18
  static let comma: UInt8 = 19
  static let hyphen: UInt8 = 20
  static let apostrophe: UInt8 = 21
  static let open: UInt8 = 22
  static let close: UInt8 = 23
  static let quote: UInt8 = 24
  static let sign: UInt8 = 25
  /// A word of capitals where all words are.
  static let shouted: UInt8 = 26
  /// A small word where no word has a capital.
  static let whispered: UInt8 = 27
  static let count = 28

  static func of(sign scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x2E, 0x21, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0x0964, 0x0965: stop
    case 0x2C, 0x3B, 0x3A, 0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0x060C: comma
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFF0D: hyphen
    case 0x27, 0x2019, 0x02BC, 0x60, 0xB4: apostrophe
    case 0x28, 0x5B, 0x7B, 0xFF08, 0x300C, 0x300E, 0x3010, 0x300A, 0x3008, 0xAB, 0x201E: open
    case 0x29, 0x5D, 0x7D, 0xFF09, 0x300D, 0x300F, 0x3011, 0x300B, 0x3009, 0xBB: close
    case 0x22, 0x201C, 0x201D, 0x2018, 0x201A: quote
    default: sign
    }
  }
}
