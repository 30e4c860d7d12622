import Bytes
import Pipeline

@testable import Engine

/// Makes ASCII letters upper case and takes out every `~`.
struct UpperCase: TextStage {
  static let spec = StageSpec(name: "upper", kind: .text, summary: "Upper case.")

  func edit(_ document: inout Document) {
    var bytes: [UInt8] = []
    var edits: [Edit] = []
    for (index, byte) in document.text.bytes.enumerated() {
      let isLower = byte >= 0x61 && byte <= 0x7A
      let start = bytes.count
      if byte != UInt8(ascii: "~") { bytes.append(isLower ? byte - 32 : byte) }
      if isLower || bytes.count == start {
        edits.append(Edit(source: ByteRange(index, index + 1), target: ByteRange(start, bytes.count)))
      }
    }
    document.replaceText(bytes, edits: edits)
  }
}

/// Annotates words; fails where one is BAD.
struct WordMarker: AnnotatingStage {
  static let layer = LayerSchema("words", "For tests.", fields: [LayerSchema.Field("length", .int)])
  static let spec = StageSpec(name: "words", kind: .annotating, summary: "Words.", provides: [layer])
  /// Called with the id of every document.
  var onDocument: @Sendable (ByteString) -> Void = { _ in }

  func annotate(_ document: inout Document) throws {
    onDocument(document.id)
    let words = document.lexicon().words
    for word in words where document.text.string(word.range) == "BAD" {
      throw DocumentError("bad word", "at byte \(word.start)")
    }
    document.updateLayer(Self.layer) { layer in
      for word in words { layer.append(word.range, stage: 1, [.int(Int64(word.range.count))]) }
    }
  }
}

struct DropAsked: FilterStage {
  static let spec = StageSpec(name: "drop", kind: .filter, summary: "Drops.", reasons: ["asked"])

  func verdict(on document: Document) -> Verdict {
    document.text.string.contains("DROP") ? .drop(reason: "asked") : .keep
  }
}

/// Labels every document with how many have the same text, and drops those that are one of more than three.
struct CountEqual: CorpusStage {
  static let spec = StageSpec(name: "equal", kind: .corpus, summary: "Counts equal texts.", reasons: ["too many"])
  let keySize = 8
  let memoryPerDocument = 16

  func summarize(_ document: inout Document, key: inout [UInt8], blob: inout [UInt8]) throws {
    if document.text.string.contains("NOKEY") { throw DocumentError("no key", "") }
    let hash = Hash.hash64(document.text.bytes)
    for shift in stride(from: 0, to: 64, by: 8) { key.append(UInt8(truncatingIfNeeded: hash >> UInt64(shift))) }
    blob = document.text.bytes
  }

  func decide(_ corpus: any CorpusStore, _ decisions: inout DecisionSink) throws {
    var counts: [UInt64: Int] = [:]
    func hash(_ keys: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
      UInt64(littleEndian: keys.loadUnaligned(fromByteOffset: position * 8, as: UInt64.self))
    }
    try corpus.withKeys { keys in
      for position in 0..<corpus.count { counts[hash(keys, position), default: 0] += 1 }
    }
    for position in 0..<corpus.count {
      try corpus.checkCancellation()
      let hash = Hash.hash64(try corpus.blob(at: position))
      let id = try corpus.id(at: position)
      try decisions.append([UInt8(counts[hash]!)] + id.bytes)
    }
    corpus.note("different texts", count: counts.count)
  }

  func apply(_ decision: [UInt8], to document: inout Document) throws -> Verdict {
    guard ByteString(decision.dropFirst()) == document.id else { throw DocumentError("wrong decision", "") }
    if document.text.string.contains("NOAPPLY") { throw DocumentError("no apply", "") }
    document.setValue("equal", .int(Int64(decision[0])))
    return decision[0] > 3 ? .drop(reason: "too many") : .keep
  }
}

extension ChainStage {
  static func upper() throws -> ChainStage { try ChainStage(id: "upper", spec: UpperCase.spec, stage: UpperCase()) }
  static func drop() throws -> ChainStage { try ChainStage(id: "drop", spec: DropAsked.spec, stage: DropAsked()) }
  static func words(_ stage: WordMarker = WordMarker(), limit: ErrorLimit? = nil) throws -> ChainStage {
    try ChainStage(id: "words", spec: WordMarker.spec, stage: stage, errorLimit: limit)
  }
  static func equal(when: (@Sendable (Document) -> Bool)? = nil) throws -> ChainStage {
    try ChainStage(id: "equal", spec: CountEqual.spec, stage: CountEqual(), when: when)
  }
}
