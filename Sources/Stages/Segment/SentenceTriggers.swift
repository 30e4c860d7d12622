/// The bytes that a final mark or line end can start with, and a language's own final marks.
struct SentenceTriggers: @unchecked Sendable {
  static let standard = SentenceTriggers(marks: [])

  // Both are kept for ever, since there is one a language; a scanner holds no reference then.
  private let flags: UnsafeMutablePointer<Bool>
  private let marks: UnsafeMutableBufferPointer<UInt32>

  /// `marks` end sentences besides those of Unicode: the Greek question mark.
  init(marks: [Unicode.Scalar]) {
    self.marks = .allocate(capacity: marks.count)
    _ = self.marks.initialize(fromContentsOf: marks.map(\.value))
    flags = .allocate(capacity: 256)
    flags.initialize(repeating: false, count: 256)
    for scalar in UInt32(0)..<0x110000 {
      switch SentenceClass(tableValue: BreakTable.sentences.value(scalar)) {
      case .carriageReturn, .lineFeed, .separator, .fullStop, .terminal: flags[Int(Self.firstByte(of: scalar))] = true
      default: break
      }
    }
    // The ellipsis.
    flags[0xE2] = true
    for mark in marks { flags[Int(Self.firstByte(of: mark.value))] = true }
  }

  private static func firstByte(of scalar: UInt32) -> UInt8 {
    if scalar < 0x80 { return UInt8(scalar) }
    if scalar < 0x800 { return UInt8(0xC0 | scalar >> 6) }
    return scalar < 0x10000 ? UInt8(0xE0 | scalar >> 12) : UInt8(0xF0 | scalar >> 18)
  }

  @inline(__always)
  func isTrigger(_ byte: UInt8) -> Bool { flags[Int(byte)] }

  /// Whether the scalar at `position` is one of the language's own marks.
  @inline(__always)
  func adds(_ bytes: UnsafePointer<UInt8>, _ position: Int, _ length: Int) -> Bool {
    guard !marks.isEmpty else { return false }
    return marks.contains(UnsafeBufferPointer(start: bytes, count: position + length).scalar(at: position).value)
  }
}
