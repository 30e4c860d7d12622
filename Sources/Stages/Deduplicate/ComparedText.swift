import Pipeline

/// Bands, shingles and figures of a document, read back from its blob.
struct ComparedText {
  let shingles: [UInt32]
  let bands: [UInt32]
  private let blob: [UInt8]
  private let figuresAt: Int

  /// A blob is our own; the checks keep a damaged one from reading beyond its end.
  init(blob: [UInt8]) {
    var figuresAt = blob.count
    var bands: [UInt32] = []
    var shingles: [UInt32] = []
    blob.withUnsafeBytes { bytes in
      guard bytes.count >= 8 else { return }
      let bandCount = Int(bytes.word32(0))
      let count = Int(bytes.word32(4))
      guard bytes.count >= 8 + (bandCount + count) * 4 else { return }
      bands = Self.words(bytes, 8, bandCount)
      shingles = Self.words(bytes, 8 + bandCount * 4, count)
      figuresAt = 8 + (bandCount + count) * 4
    }
    self.blob = blob
    self.bands = bands
    self.shingles = shingles
    self.figuresAt = figuresAt
  }

  /// Read when asked for, which is only where two texts are alike.
  func figures() -> [ComparedFigure] { blob.withUnsafeBytes { ComparedFigure.read($0, from: figuresAt) } }

  func bytes(of figure: ComparedFigure) -> ArraySlice<UInt8> { blob[figure.text] }

  func text(of figure: ComparedFigure) -> String { String(decoding: bytes(of: figure), as: UTF8.self) }

  private static func words(_ bytes: UnsafeRawBufferPointer, _ offset: Int, _ count: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { words, initialized in
      UnsafeMutableRawBufferPointer(words).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count * 4]))
      initialized = count
    }
  }
}
