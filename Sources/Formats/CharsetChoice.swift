import Bytes
import ICU

/// How the bytes of a record are to be decoded.
struct CharsetChoice {
  let converter: CharsetConverter
  /// Bytes of a byte order mark, which is no text.
  var markLength = 0

  /// Guesses below are not taken; ICU's scale ends at 100.
  static let confidenceFloor = 10
  /// Guesses below are taken only where the text looks sound: most of ICU's at this height are wrong for charsets that it
  /// does not know, and right for languages that it has no model of (Benchmarks/TEXT.md).
  static let soundFloor = 20

  /// Decides for bytes that are not valid UTF-8, or that hold what is rare in it.
  ///
  /// In this order: a byte order mark; UTF-8 with damage; what the pipeline names; what the record declares, unless
  /// it does not fit; UTF-16 and UTF-32 by their look; ICU's guess. UTF-8 where nothing fits.
  init(
    for bytes: UnsafeBufferPointer<UInt8>, chosen: CharsetConverter?, declared: (UnsafeBufferPointer<UInt8>) -> String?
  ) {
    if let mark = ByteOrderMark(of: bytes), let converter = CharsetName.converter(mark.charset) {
      self.init(converter: converter, markLength: mark.length)
      return
    }
    self.init(
      converter: Self.damagedUTF8(bytes) ?? chosen ?? Self.declared(declared(bytes), bytes) ?? Self.wide(bytes)
        ?? Self.guess(bytes) ?? Self.utf8)
  }

  /// What an earlier decoding of the same bytes found; nil for a name nobody knows.
  init?(known: String, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let converter = try? CharsetConverter(charset: known) else { return nil }
    self.init(converter: converter, markLength: ByteOrderMark(of: bytes)?.length ?? 0)
  }

  private init(converter: CharsetConverter, markLength: Int = 0) {
    self.converter = converter
    self.markLength = markLength
  }

  /// Known to ICU in every version.
  static let utf8 = try! CharsetConverter(charset: "UTF-8")

  // MARK: One kind of evidence each

  /// UTF-8 where most bytes outside ASCII are of well-formed sequences: no other charset's text looks so by chance.
  private static func damagedUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> CharsetConverter? {
    // NUL is no text, but half of every ASCII character in UTF-16.
    if TextScan.firstNUL(in: bytes) != nil { return nil }
    var invalid = 0
    var outsideASCII = 0
    for byte in bytes where byte >= 0x80 { outsideASCII += 1 }
    var offset = 0
    while let range = UTF8Validity.firstInvalid(in: bytes, from: offset) {
      invalid += range.count
      if invalid * 5 > outsideASCII { return nil }
      offset = range.upperBound
    }
    return outsideASCII > 0 ? utf8 : nil
  }

  /// What the record says, if the start of its text is of that charset and the name is not plainly wrong.
  private static func declared(_ label: String?, _ bytes: UnsafeBufferPointer<UInt8>) -> CharsetConverter? {
    guard let label, let converter = CharsetName.converter(label), !isUnicode(converter.charset) else { return nil }
    let sample = sample(of: bytes)
    guard fits(converter, sample) else { return nil }
    guard let guess = guess(bytes), guess != converter else { return converter }
    let isNonsense = TextPlausibility(guess, sample).isPlainlyBetter(than: TextPlausibility(converter, sample))
    return isNonsense ? guess : converter
  }

  /// A declaration that could be read byte by byte was not in UTF-16, and invalid UTF-8 is none.
  private static func isUnicode(_ charset: String) -> Bool { charset.lowercased().hasPrefix("utf-") }

  private static func wide(_ bytes: UnsafeBufferPointer<UInt8>) -> CharsetConverter? {
    WideText.charset(of: bytes).flatMap(CharsetName.converter)
  }

  /// ICU's best guess above the floor that can decode the sample.
  private static func guess(_ bytes: UnsafeBufferPointer<UInt8>) -> CharsetConverter? {
    let sample = sample(of: bytes)
    // One letter in three words may be of any charset.
    guard sample.count >= 40 || sample.count(where: { $0 >= 0x80 }) >= 8 else { return nil }
    let guesses = (try? CharsetGuess.all(for: sample, skipsTags: DeclaredCharset.isMarkup(bytes))) ?? []
    for guess in guesses where guess.confidence >= confidenceFloor && !isUnicode(guess.charset) {
      guard let converter = CharsetName.converter(guess.charset), fits(converter, sample) else { continue }
      if guess.confidence < soundFloor, !TextPlausibility(converter, sample).isSound { continue }
      return CharsetRefinement.refined(converter, for: sample)
    }
    return CharsetRefinement.unknownToICU(sample)
  }

  /// The part by which a charset is judged: from shortly before the first byte outside ASCII on.
  private static func sample(of bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let first = bytes.firstIndex { $0 >= 0x80 } ?? 0
    let start = max(0, first - 64)
    return UnsafeBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 1 << 15)])
  }

  private static func fits(_ converter: CharsetConverter, _ sample: UnsafeBufferPointer<UInt8>) -> Bool {
    // The sample may end inside a character, of at most four bytes.
    (try? converter.convertReplacing(sample)).map { $0.replacedBytes <= 3 + sample.count / 100 } ?? false
  }
}
