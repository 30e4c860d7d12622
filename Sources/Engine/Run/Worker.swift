import Bytes
import Glibc
import Pipeline

/// What a worker makes of one batch.
struct BatchResult: Sendable {
  var counts = RunCounts()
  /// Where the input of the pass goes on behind the batch.
  var end = InputPosition()
  var bytesOnDisk: Int64 = 0
  /// Encoded documents for the spool of the next pass.
  var spool: [UInt8] = []
  var documents = 0
  /// What the corpus stage at the end of the pass gets: keys, cards, and where each card ends.
  var keys: [UInt8] = []
  var cards: [UInt8] = []
  var cardEnds: [Int] = []
  /// A frame for each output of the run, compressed; and how many documents are in it.
  var frames: [[UInt8]] = []
  var written: [Int] = []
  /// Hashes of the ids of all documents, to count equal ones.
  var idHashes: [UInt64] = []
}

/// One pass over all documents: which stages, what comes before and behind.
struct Pass: Sendable {
  let number: Int
  /// The corpus stage whose decisions are applied first; nil in the first pass.
  let applies: ChainStage?
  let decisions: DecisionsOnDisk?
  let segment: ChainSegment
  /// The corpus stage that ends the pass; nil in the last.
  let summarizes: ChainStage?
  let outputs: [Output]
  let sources: [ReadSource]
  let codec: DocumentCodec
}

/// Works on batches on one thread; keeps parsers, compressors and buffers.
final class Worker {
  enum Item: Sendable {
    case records(Batch)
    case spooled(Spool.Batch)
  }

  private let pass: Pass
  private var parsers: [[any RecordParser]] = []
  private var compressors: [Compressor] = []
  private var key: [UInt8] = []
  private var blob: [UInt8] = []
  private var frame: [UInt8] = []

  init(_ pass: Pass) throws {
    self.pass = pass
    if pass.number == 0 {
      parsers = try pass.sources.map { try $0.formats.map { try $0.format.makeParser() } }
    }
    compressors = pass.outputs.map { Compressor($0.compression) }
  }

  func process(_ item: Item) throws -> BatchResult {
    var result = BatchResult()
    var documents: [Document] = []
    let start = Self.cpuTime()
    switch item {
    case .records(let batch):
      result.end = batch.end
      result.bytesOnDisk = batch.bytesOnDisk
      documents = parse(batch, &result)
      result.counts.addTime("read", Self.cpuTime() - start)
    case .spooled(let batch):
      result.end.offset = UInt64(batch.end)
      var isStored: [Bool] = []
      documents = try decode(batch, &isStored)
      result.counts.addTime("spool", Self.cpuTime() - start)
      try apply(to: &documents, isStored: isStored, firstStored: batch.firstStored, &result)
    }
    result.documents = documents.count
    try pass.segment.run(&documents, &result.counts, cpuTime: Self.cpuTime)
    if pass.summarizes != nil {
      try summarize(&documents, &result)
    } else {
      render(documents, &result)
    }
    return result
  }

  // MARK: Documents in

  private func parse(_ batch: Batch, _ result: inout BatchResult) -> [Document] {
    var documents: [Document] = []
    documents.reserveCapacity(batch.records.count)
    batch.bytes.withUnsafeBufferPointer { bytes in
      for record in batch.records {
        result.counts.records += 1
        result.counts.bytes += record.source.length
        let raw = RawRecord(
          bytes: UnsafeBufferPointer(rebasing: bytes[record.range]), source: record.source, defaultID: record.defaultID,
          relativePath: record.relativePath)
        var document: Document
        do {
          if let error = record.error { throw error }
          document = try parsers[record.sourceIndex][record.formatIndex].parse(raw)
          result.counts.add("read", .kept)
          result.counts.addDecoding(document.source)
        } catch {
          document = Document(id: record.defaultID, source: record.source, body: [])
          document.raw = Array(raw.bytes)
          ChainSegment.fail(&document, stage: "read", error, &result.counts)
        }
        result.idHashes.append(Hash.hash64(document.id.bytes))
        documents.append(document)
      }
    }
    return documents
  }

  /// Reads the documents of a spooled batch; `isStored` gets whether each one reached the corpus stage.
  private func decode(_ batch: Spool.Batch, _ isStored: inout [Bool]) throws -> [Document] {
    var documents: [Document] = []
    documents.reserveCapacity(batch.count)
    isStored.reserveCapacity(batch.count)
    try batch.payload.withUnsafeBufferPointer { bytes in
      var position = 0
      for _ in 0..<batch.count {
        guard position + 9 <= bytes.count else { throw ByteReader.Damage() }
        isStored.append(bytes[position] == 1)
        let length = Int(
          truncatingIfNeeded: UInt64(
            littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: position + 1, as: UInt64.self)))
        position += 9
        guard length >= 0, length <= bytes.count - position else { throw ByteReader.Damage() }
        documents.append(
          try pass.codec.decode(UnsafeBufferPointer(rebasing: bytes[position..<position + length])))
        position += length
      }
    }
    return documents
  }

  /// Applies the decisions of the corpus stage before this pass, in the order in which it saw the documents.
  private func apply(
    to documents: inout [Document], isStored: [Bool], firstStored: Int, _ result: inout BatchResult
  ) throws {
    guard let stage = pass.applies, case .corpus(let body) = stage.body, let decisions = pass.decisions else { return }
    let start = Self.cpuTime()
    var stored = firstStored
    for index in documents.indices where documents[index].outcome.isKept {
      guard isStored[index] else {
        result.counts.add(stage.id, .skipped)
        continue
      }
      let decision = try decisions[stored]
      stored += 1
      do {
        switch try body.apply(decision, to: &documents[index]) {
        case .keep:
          result.counts.add(stage.id, .kept)
        case .drop(let reason):
          documents[index].outcome = .dropped(stage: stage.id, reason: reason)
          result.counts.add(stage.id, .dropped(reason))
        }
        documents[index].sortLayers()
      } catch {
        ChainSegment.fail(&documents[index], stage: stage.id, error, &result.counts)
      }
    }
    result.counts.addTime(stage.id, Self.cpuTime() - start)
  }

  // MARK: Documents out

  private func summarize(_ documents: inout [Document], _ result: inout BatchResult) throws {
    guard let stage = pass.summarizes, case .corpus(let body) = stage.body else { return }
    let start = Self.cpuTime()
    var isStored = Array(repeating: false, count: documents.count)
    for index in documents.indices where documents[index].outcome.isKept {
      key.removeAll(keepingCapacity: true)
      blob.removeAll(keepingCapacity: true)
      do {
        try pass.codec.check(documents[index])
        if let when = stage.when, !when(documents[index]) { continue }
        try body.summarize(&documents[index], key: &key, blob: &blob)
        guard key.count == body.keySize else {
          throw DocumentError("bad key", "the stage gave a key of \(key.count) bytes and declares \(body.keySize)")
        }
      } catch {
        ChainSegment.fail(&documents[index], stage: stage.id, error, &result.counts)
        continue
      }
      isStored[index] = true
      result.keys.append(contentsOf: key)
      StoreOnDisk.encodeCard(documents[index], blob: blob, into: &result.cards)
      result.cardEnds.append(result.cards.count)
    }
    let middle = Self.cpuTime()
    result.counts.addTime(stage.id, middle - start)
    for (document, isStored) in zip(documents, isStored) {
      result.spool.append(isStored ? 1 : 0)
      let lengthAt = result.spool.count
      result.spool.append(contentsOf: repeatElement(0, count: 8))
      try pass.codec.encode(document, into: &result.spool)
      let length = UInt64(result.spool.count - lengthAt - 8).littleEndian
      withUnsafeBytes(of: length) { bytes in
        for (offset, byte) in bytes.enumerated() { result.spool[lengthAt + offset] = byte }
      }
    }
    result.counts.addTime("spool", Self.cpuTime() - middle)
  }

  private func render(_ documents: [Document], _ result: inout BatchResult) {
    let start = Self.cpuTime()
    for document in documents where document.outcome.isKept { Self.count(document, &result.counts) }
    for (index, output) in pass.outputs.enumerated() {
      frame.removeAll(keepingCapacity: true)
      var written = 0
      for document in documents where output.selection.includes(document.outcome) {
        let before = frame.count
        do {
          try output.format.render(document, into: &frame)
          written += 1
        } catch {
          // A writer that can't render a document must not lose it silently.
          frame.removeSubrange(before...)
          result.counts.notes["\(output.path.display) could not hold a document: \(error)", default: 0] += 1
        }
      }
      var compressed: [UInt8] = []
      if output.format is any DatabaseFormat {
        compressed = frame
      } else if !frame.isEmpty {
        compressors[index].frame(frame, into: &compressed)
      }
      result.frames.append(compressed)
      result.written.append(written)
      result.counts.written[output.path.display, default: 0] += written
    }
    result.counts.addTime("write", Self.cpuTime() - start)
  }

  private static func count(_ document: Document, _ counts: inout RunCounts) {
    counts.languages[(document.language ?? .undetermined).tag, default: 0] += 1
    if let publisher = document.publisher { counts.publishers[publisher, default: 0] += 1 }
    for layer in document.layers where layer.count > 0 {
      counts.annotations[layer.schema.name, default: 0] += layer.count
    }
    if let duplicate = document.duplicate {
      let kind = duplicate.kind.map { " \($0.rawValue)" } ?? ""
      counts.duplicates["\(duplicate.role.rawValue)\(duplicate.role == .kept ? "" : kind)", default: 0] += 1
    }
  }

  /// CPU time of this thread in nanoseconds.
  static func cpuTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
