import Bytes
import Pipeline

/// Reads the cards of a store: in large pieces while they are asked for in order, each alone where they are not.
///
/// They are not mapped into memory, since the pages that were touched would count as memory of the run, and cards are
/// most of what a store has.
final class CardReader {
  private let file: File
  private var buffer: [UInt8]
  /// Where in the file the content of `buffer` begins, and how much of it there is.
  private var start = 0
  private var count = 0
  /// Where the last card ended.
  private var lastEnd = -1
  private static let pieceSize = 1 << 20

  init(_ path: FilePath, magic: StaticString, in fileSystem: any FileSystem) throws {
    // Checks the header, and lets go of the mapping again.
    _ = try StoreFile.map(path, magic: magic, in: fileSystem)
    file = try fileSystem.open(path, for: .reading)
    buffer = []
  }

  /// Gives `body` the bytes from `start` to `end`, which must lie in the file.
  func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result {
    let isHeld = start <= range.lowerBound && range.upperBound <= start + count
    if !isHeld { try fill(range, range.lowerBound == lastEnd ? max(range.count, Self.pieceSize) : range.count) }
    lastEnd = range.upperBound
    return try buffer.withUnsafeBufferPointer { bytes in
      try body(UnsafeBufferPointer(rebasing: bytes[range.lowerBound - start..<range.upperBound - start]))
    }
  }

  /// Gives `body` the first bytes of a card, all of it where it has no more than `length`.
  ///
  /// Does not disturb what is held of cards that are read in order.
  func withPrefix<Result>(
    _ range: Range<Int>, _ length: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    let wanted = min(range.count, length)
    return try withUnsafeTemporaryAllocation(byteCount: wanted, alignment: 8) { bytes in
      guard try file.read(into: bytes, at: Int64(range.lowerBound)) == wanted else { throw ByteReader.Damage() }
      return try bytes.withMemoryRebound(to: UInt8.self) { try body(UnsafeBufferPointer($0)) }
    }
  }

  private func fill(_ range: Range<Int>, _ wanted: Int) throws {
    // One very large card must not hold its memory for the rest of the run.
    if buffer.count < wanted || buffer.count > max(wanted, 4 * Self.pieceSize) {
      buffer = [UInt8](repeating: 0, count: max(wanted, Self.pieceSize))
    }
    start = range.lowerBound
    count = 0
    count = try buffer.withUnsafeMutableBytes {
      try file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<wanted]), at: Int64(range.lowerBound))
    }
    guard count >= range.count else { throw ByteReader.Damage() }
  }
}
