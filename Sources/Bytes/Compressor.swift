import CCompression

/// Packs byte buffers into complete gzip members or zstd frames, each readable alone and all readable joined.
///
/// Keeps its memory between calls; every thread has its own. The same bytes, level and library version give the same
/// result: gzip members carry no name and no time.
public final class Compressor {
  public let compression: Compression
  private let encoder: OpaquePointer?
  private var scratch = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  /// - Parameter level: from `compression.levels`; what lies outside is brought to the nearest of them.
  public init(_ compression: Compression, level: Int? = nil) {
    self.compression = compression
    if compression == .none {
      encoder = nil
    } else {
      let levels = compression.levels
      let level = max(levels.lowerBound, min(levels.upperBound, level ?? compression.defaultLevel))
      encoder = ccompression_encoder_create(compression.format, Int32(level))
      precondition(encoder != nil, "no memory for an encoder")
    }
  }

  deinit {
    ccompression_encoder_destroy(encoder)
    scratch.deallocate()
  }

  /// Appends `bytes` to `output` as one member or frame, also when there are none; `.none` appends them as they are.
  public func frame(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
    guard let encoder else {
      output.append(contentsOf: bytes)
      return
    }
    let bound = Int(ccompression_encoder_bound(encoder, UInt64(bytes.count)))
    if scratch.count < bound {
      scratch.deallocate()
      scratch = .allocate(byteCount: bound, alignment: 16)
    }
    let packed = scratch.baseAddress!.assumingMemoryBound(to: UInt8.self)
    let count = ccompression_encoder_frame(encoder, bytes.baseAddress, UInt64(bytes.count), packed, UInt64(bound))
    // With room for the bound, the libraries only fail when memory runs out.
    precondition(count > 0, "no memory to compress")
    output.append(contentsOf: UnsafeBufferPointer(start: packed, count: Int(count)))
  }

  /// Appends `bytes` to `output` as one member or frame, also when there are none; `.none` appends them as they are.
  public func frame(_ bytes: [UInt8], into output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { frame($0, into: &output) }
  }
}
