import CCompression

/// How the bytes of a file are packed.
public enum Compression: Hashable, Sendable, CaseIterable {
  case none, gzip, zstd

  /// What the end of a path says: `.gz` or `.zst`, in either case.
  public init(path: [UInt8]) {
    let lower = path.suffix(4).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if lower == Array(".zst".utf8) {
      self = .zstd
    } else if lower.suffix(3) == Array(".gz".utf8)[...] {
      self = .gzip
    } else {
      self = .none
    }
  }

  /// The levels there are, from fastest to smallest.
  public var levels: ClosedRange<Int> {
    switch self {
    case .none: 0...0
    case .gzip: 1...9
    case .zstd: 1...19
    }
  }

  /// The level used where none is asked for.
  public var defaultLevel: Int {
    switch self {
    case .none: 0
    case .gzip: 6
    case .zstd: 3
    }
  }

  /// The number of the format in the C shim.
  var format: Int32 {
    switch self {
    case .none: preconditionFailure("plain bytes have no compression format")
    case .gzip: Int32(CCOMPRESSION_GZIP)
    case .zstd: Int32(CCOMPRESSION_ZSTD)
    }
  }

  /// The field's word for one self-contained piece of such a file.
  var pieceName: String {
    self == .gzip ? "member" : "frame"
  }
}

/// Compressed data that is damaged or ends too early. What came before it has been delivered.
public struct CompressionError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Problem: Hashable, Sendable {
    /// The data ends inside a member or frame.
    case truncated
    /// Bytes that can't be right, in the words of zlib or zstd.
    case corrupt(String)
    /// Bytes after the last member that are neither a member nor zero padding.
    case trailingGarbage
  }

  public let compression: Compression
  public let problem: Problem
  /// Where in the compressed data, in bytes from its beginning.
  public let offset: Int64
  /// Where the member or frame begins that is damaged.
  public let pieceStart: Int64

  public var description: String {
    let piece = compression.pieceName
    return switch problem {
    case .truncated where offset == 0:
      "\(compression) data is empty: not even one \(piece)"
    case .truncated:
      "\(compression) data ends at byte \(offset), inside the \(piece) that starts at byte \(pieceStart)"
    case .corrupt(let reason):
      "damaged \(compression) data at byte \(offset), in the \(piece) that starts at byte \(pieceStart): \(reason)"
    case .trailingGarbage:
      "\(compression) data is followed by something else at byte \(offset)"
    }
  }
}
