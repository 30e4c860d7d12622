import CCompression

/// Reads what a compressed source contains, however many members or frames it is made of.
///
/// gzip: any number of members; zero bytes after a member are padding. zstd: any number of frames, skippable ones are
/// skipped; frames that ask for a window above 128 MB are refused, so memory stays bounded. Truncated and damaged
/// input throws a `CompressionError` with the compressed byte offset, after everything before it has been delivered:
/// the end of the data is only reported when all of it was there. Checksums are verified.
public final class DecompressingReader: ByteSource {
  public let compression: Compression

  /// The number of compressed bytes taken so far, up to where the data delivered last was packed.
  public private(set) var compressedOffset: Int64 = 0

  private let source: (UnsafeMutableRawBufferPointer) throws -> Int
  private let decoder: OpaquePointer?
  private let input: UnsafeMutableRawBufferPointer
  /// The part of `input` that is read and not yet decoded.
  private var pending = 0..<0
  private var sourceEnded = false
  private var isInsidePiece = false
  private var pieceStart: Int64 = 0
  private var pieces = 0
  private var failure: (any Error)?

  /// - Parameters:
  ///   - bufferSize: how many compressed bytes are held at once.
  ///   - source: fills the buffer from its front, returns how many bytes came, and 0 at the end.
  public init(
    _ compression: Compression, bufferSize: Int = 1 << 16,
    source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    precondition(bufferSize > 0)
    self.compression = compression
    self.source = source
    if compression == .none {
      decoder = nil
      input = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    } else {
      decoder = ccompression_decoder_create(compression.format)
      precondition(decoder != nil, "no memory for a decoder")
      input = .allocate(byteCount: bufferSize, alignment: 16)
    }
  }

  public convenience init(_ compression: Compression, over source: any ByteSource) {
    self.init(compression) { try source.read(into: $0) }
  }

  deinit {
    ccompression_decoder_destroy(decoder)
    input.deallocate()
  }

  /// Reads up to the size of `buffer` of the unpacked bytes; 0 means that everything was there.
  ///
  /// After an error every further call throws the same one.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if let failure { throw failure }
    if buffer.isEmpty { return 0 }
    do {
      return try compression == .none ? readPlain(into: buffer) : readDecoded(into: buffer)
    } catch {
      failure = error
      throw error
    }
  }

  private func readPlain(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try source(buffer)
    compressedOffset += Int64(count)
    return count
  }

  private func readDecoded(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      if pending.isEmpty && !sourceEnded { try refill() }
      if !isInsidePiece {
        if pending.isEmpty && sourceEnded {
          if pieces == 0 { throw error(.truncated) }
          return 0
        }
        guard try beginPiece() else { continue }
      }
      let (status, produced) = try step(into: buffer)
      if status == CCOMPRESSION_FINISHED {
        isInsidePiece = false
        pieces += 1
      } else if status == CCOMPRESSION_FAILED {
        let damage = error(.corrupt(String(cString: ccompression_decoder_message(decoder))))
        if produced == 0 { throw damage }
        failure = damage
      }
      if produced > 0 { return produced }
    }
  }

  private func refill() throws {
    let count = try source(input)
    precondition(count >= 0 && count <= input.count, "a byte source returned more than was asked for")
    pending = 0..<count
    sourceEnded = count == 0
  }

  /// Starts the member or frame at the front of the input; false when there was only padding.
  private func beginPiece() throws -> Bool {
    if compression == .gzip && pieces > 0 {
      let rest = input[pending]
      let padding = rest.firstIndex { $0 != 0 } ?? rest.endIndex
      take(padding - pending.lowerBound)
      if pending.isEmpty { return false }
      pieceStart = compressedOffset
      if input[pending.lowerBound] != 0x1F { throw error(.trailingGarbage) }
    }
    pieceStart = compressedOffset
    ccompression_decoder_reset(decoder)
    isInsidePiece = true
    return true
  }

  private func step(into buffer: UnsafeMutableRawBufferPointer) throws -> (status: Int, produced: Int) {
    var consumed: UInt64 = 0
    var produced: UInt64 = 0
    // Both pointers cover as many bytes as are stated beside them; the decoder keeps neither after the call.
    let status = ccompression_decoder_step(
      decoder, input.baseAddress!.advanced(by: pending.lowerBound).assumingMemoryBound(to: UInt8.self),
      UInt64(pending.count), &consumed, buffer.baseAddress!.assumingMemoryBound(to: UInt8.self), UInt64(buffer.count),
      &produced)
    take(Int(consumed))
    if status == CCOMPRESSION_MORE && consumed == 0 && produced == 0 {
      // Nothing moved although there was room: the decoder wants bytes.
      if sourceEnded && pending.isEmpty { throw error(.truncated) }
      if !pending.isEmpty { throw error(.corrupt("the decoder does not go on")) }
    }
    return (Int(status), Int(produced))
  }

  private func take(_ count: Int) {
    pending = (pending.lowerBound + count)..<pending.upperBound
    compressedOffset += Int64(count)
  }

  private func error(_ problem: CompressionError.Problem) -> CompressionError {
    CompressionError(
      compression: compression, problem: problem, offset: compressedOffset, pieceStart: pieceStart)
  }
}
