import Pipeline

/// The part of a text by which its language is judged.
enum LanguageSample {
  /// Bytes of a sample; the first is enough for most articles, the last is the most that is read.
  static let sizes = [320, 704, 2048]
  /// Bodies shorter than this are judged together with the title.
  static let shortBody = 200

  /// The whole of a short text; of a longer one the start and the middle of its body, each half of `size`, with a line
  /// end between them. Cut between scalars.
  static func bytes(of text: UnsafeBufferPointer<UInt8>, body: ByteRange?, size: Int = sizes[sizes.count - 1])
    -> [UInt8]
  {
    var range = body?.indices ?? 0..<text.count
    if range.count < shortBody { range = 0..<text.count }
    if range.count <= size { return Array(text[range]) }
    func piece(_ start: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
      text[border(start, range.lowerBound, text)..<border(start + size / 2, range.lowerBound, text)]
    }
    let middle = max(range.lowerBound + size / 2, range.lowerBound + range.count / 2 - size / 4)
    var sample = Array(piece(range.lowerBound))
    sample.append(0x0A)
    sample += piece(min(middle, range.upperBound - size / 2))
    return sample
  }

  /// The start of the scalar that `position` lies in.
  static func border(_ position: Int, _ low: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    var at = position
    while at > low, at < text.count, text[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }
}
