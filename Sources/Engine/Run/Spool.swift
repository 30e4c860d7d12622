import Bytes
import Pipeline

/// Documents between two passes, on disk in the order of reading: a record file of batches.
enum Spool {
  static let kind = RecordFile.Kind(magic: "ASSAYspl", version: 1)

  /// A batch as it lies in the spool.
  struct Batch: Sendable {
    /// Position in the store of the first document of the batch that reached the corpus stage.
    var firstStored: Int
    var count: Int
    /// Documents behind one another, each with its length before it.
    var payload: [UInt8]
    /// Where the next batch begins.
    var end: Int64 = 0
  }

  /// Record files hold payloads of at most 64 MB; larger batches are cut into pieces.
  private static let pieceSize = 48 << 20

  static func append(_ batch: Batch, to writer: RecordFileWriter) throws {
    let pieces = max(1, (batch.payload.count + pieceSize - 1) / pieceSize)
    for piece in 0..<pieces {
      var out = ByteWriter()
      out.int(UInt64(batch.firstStored))
      out.int(UInt64(batch.count))
      out.int(UInt64(pieces - piece - 1))
      out.out.append(contentsOf: batch.payload[piece * pieceSize..<min((piece + 1) * pieceSize, batch.payload.count)])
      try writer.append(out.out)
    }
  }

  static func next(from reader: RecordFileReader) throws -> Batch? {
    var batch: Batch?
    while let record = try reader.next() {
      let left = try record.withUnsafeBufferPointer { buffer -> UInt64 in
        var input = ByteReader(buffer)
        let first = Int(try input.int())
        let count = Int(try input.int())
        let left = try input.int()
        if batch == nil { batch = Batch(firstStored: first, count: count, payload: []) }
        batch?.payload.append(contentsOf: buffer[input.position...])
        return left
      }
      if left == 0 {
        batch?.end = reader.position
        return batch
      }
    }
    if batch != nil { throw ByteReader.Damage() }
    return nil
  }
}
