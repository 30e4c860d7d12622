import Pipeline

extension UnsafeBufferPointer<UInt8> {
  /// Calls `body` with the value of each digit of a word of digits, whatever their script.
  @inline(__always)
  func forEachDigit(of word: Lexicon.Word, _ body: (UInt8) -> Void) {
    var position = Int(word.start)
    while position < Int(word.end) {
      let (scalar, length) = scalar(at: position)
      body(UnicodeTable.shared.entry(scalar).digitValue(scalar))
      position += length
    }
  }
}
