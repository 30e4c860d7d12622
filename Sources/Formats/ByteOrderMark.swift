/// The mark at the start of a file that says its charset.
struct ByteOrderMark: Hashable {
  let charset: String
  let length: Int

  /// Nil where no mark stands. FF FE 00 00 is UTF-32: UTF-16 text would begin with a NUL.
  init?(of bytes: UnsafeBufferPointer<UInt8>) {
    for (charset, mark) in Self.marks where bytes.starts(with: mark) {
      self.charset = charset
      length = mark.count
      return
    }
    return nil
  }

  private static let marks: [(charset: String, mark: [UInt8])] = [
    ("UTF-8", [0xEF, 0xBB, 0xBF]), ("UTF-32LE", [0xFF, 0xFE, 0x00, 0x00]), ("UTF-32BE", [0x00, 0x00, 0xFE, 0xFF]),
    ("UTF-16LE", [0xFF, 0xFE]), ("UTF-16BE", [0xFE, 0xFF]), ("GB18030", [0x84, 0x31, 0x95, 0x33]),
  ]
}
