import Bytes
import Pipeline
import Testing

@testable import Engine

@Suite struct DocumentCodecTests {
  private let codec = DocumentCodec(schemas: LayerSchema.standard + [WordMarker.layer])

  private func randomText(_ generator: inout Generator) -> [UInt8] {
    (0..<generator.below(20)).flatMap { _ in Array(generator.pick(["a", "ß", "漢", "😀", " ", "\n", "x y"]).utf8) }
  }

  private func randomValue(_ type: FieldType, _ generator: inout Generator) -> FieldValue {
    switch type {
    case .bool: .bool(generator.below(2) == 0)
    case .int: .int(generator.pick([0, -1, .min, .max, Int64(generator.below(1000))]))
    case .decimal:
      .decimal(
        ExactDecimal(
          coefficient: generator.pick([0, .max, -.max, Int128(generator.below(1000)) - 500]),
          exponent: generator.pick([0, -2, .min, .max])))
    case .string: .string(String(decoding: randomText(&generator), as: UTF8.self))
    case .enumeration(let names): .string(generator.pick(names))
    case .span: .span(ByteRange(generator.below(5), 5 + generator.below(1 << 31)))
    case .list(let type): .list((0..<generator.below(4)).map { _ in randomValue(type, &generator) })
    }
  }

  private func randomDocument(_ generator: inout Generator) -> Document {
    func optional<Value>(_ value: Value) -> Value? { generator.below(2) == 0 ? nil : value }
    var document = Document(
      id: ByteString((0..<generator.below(6)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }),
      source: Source(
        path: ByteString([0xFF, 0x61]), offset: generator.next(), length: UInt64(generator.below(1 << 40))),
      title: generator.below(2) == 0 ? nil : randomText(&generator), body: randomText(&generator))
    document.source.charset = optional("KOI8-U")
    document.source.format = "toy"
    document.language = optional("zh-Hant")
    document.languageIsDeclared = generator.below(2) == 0
    document.publisher = optional("Das Blatt")
    document.published = optional("2024-06-14")
    for number in 0..<generator.below(3) {
      document.metadata.append(
        ByteString("k\(number)"), generator.below(2) == 0 ? .string("ü") : .json(Array("[1, 2]".utf8)))
    }
    for _ in 0..<generator.below(3) {
      let bytes = document.text.bytes
      document.replaceText(
        Array("new ".utf8) + bytes, edits: [Edit(source: ByteRange(0, 0), target: ByteRange(0, 4))])
    }
    for type in [FieldType.bool, .int, .decimal, .string, .list(.list(.decimal))] where generator.below(2) == 0 {
      document.setValue("\(type)", randomValue(type, &generator))
    }
    for schema in codec.schemas where generator.below(2) == 0 {
      let count = document.text.count
      document.updateLayer(schema) { layer in
        for _ in 0..<generator.below(6) {
          let start = generator.below(count + 1)
          layer.append(
            ByteRange(start, start + generator.below(count - start + 1)),
            stage: UInt16(generator.below(1 << 16)),
            schema.fields.map { generator.below(3) == 0 ? nil : randomValue($0.type, &generator) })
        }
      }
    }
    document.outcome = generator.pick([.kept, .dropped(stage: "s", reason: "r"), .failed(stage: "s", error: "e")])
    document.raw = optional([0xFF, 0])
    document.duplicate = optional(
      Duplicate(
        cluster: "c", kept: "k", role: generator.pick(Duplicate.Role.allCases), kind: optional(.near),
        similarity: optional(0.1 + 0.2), containment: optional(-0.0), differs: generator.pick([[], ["12", ""]]),
        shares: generator.pick([[], ["", "4.8 million"]])))
    return document
  }

  /// Everything that a document holds, in words.
  private func description(_ document: Document) -> String {
    var result =
      "\(document.id.bytes) \(document.source) \(document.source.path.bytes) \(String(describing: document.language)) "
      + "\(document.languageIsDeclared) \(String(describing: document.publisher)) \(String(describing: document.published)) "
      + "\(document.metadata) \(document.original.bytes) \(document.parts) \(document.text.bytes) "
      + "\(document.alignment.edits) \(document.values) \(document.outcome) \(String(describing: document.raw)) "
      + "\(String(describing: document.duplicate))"
    for layer in document.layers { result += " \(layer.schema.name) \(layer.spans) \(layer.stages) \(layer.columns)" }
    return result
  }

  private func encoded(_ document: Document) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try codec.encode(document, into: &bytes)
    return bytes
  }

  private func decoded(_ bytes: [UInt8]) throws -> Document {
    try bytes.withUnsafeBufferPointer { try codec.decode($0) }
  }

  @Test func `documents with fields of every kind come back as they were`() throws {
    var generator = Generator(1)
    for _ in 0..<500 {
      let document = randomDocument(&generator)
      #expect(description(try decoded(encoded(document))) == description(document))
    }
  }

  @Test func `encoding appends to what is there`() throws {
    var generator = Generator(2)
    let (a, b) = (randomDocument(&generator), randomDocument(&generator))
    var bytes: [UInt8] = []
    try codec.encode(a, into: &bytes)
    try codec.encode(b, into: &bytes)
    #expect(bytes == (try encoded(a)) + (try encoded(b)))
  }

  @Test func `every truncation throws`() throws {
    var generator = Generator(3)
    for _ in 0..<20 {
      let bytes = try encoded(randomDocument(&generator))
      for count in 0..<bytes.count { #expect(throws: (any Error).self) { try decoded(Array(bytes[..<count])) } }
    }
  }

  @Test func `damaged bytes throw or give a document that can be worked with, and never trap`() throws {
    var generator = Generator(4)
    var survived = 0
    for _ in 0..<200 {
      let bytes = try encoded(randomDocument(&generator))
      for _ in 0..<60 {
        var damaged = bytes
        for _ in 0...generator.below(3) {
          let index = generator.below(bytes.count)
          switch generator.below(3) {
          case 0: damaged[index] ^= 1 << UInt8(generator.below(8))
          case 1: damaged[index] = 0xFF
          default: damaged.insert(contentsOf: Array(repeating: 0xFF, count: generator.below(10)) + [1], at: index)
          }
        }
        guard var document = try? decoded(damaged) else { continue }
        survived += 1
        for part in document.parts { _ = document.workingRange(of: part) }
        document.sortLayers()
        _ = document.lexicon()
        _ = description(document)
      }
    }
    #expect(survived > 100, "most single flips are in texts and numbers")
  }

  @Test func `a kept document with an undeclared layer is refused, a failed one goes without it`() throws {
    let codec = DocumentCodec(schemas: [.dates])
    var document = Document(id: "d", source: Source(path: "p"), body: Array("text".utf8))
    document.updateLayer(.dates) { _ in }
    #expect(throws: Never.self) { try codec.check(document) }
    document.updateLayer(.tokens) { _ in }
    #expect(throws: DocumentError.self) { try codec.check(document) }
    var bytes: [UInt8] = []
    #expect(throws: DocumentError.self) { try codec.encode(document, into: &bytes) }
    document.outcome = .failed(stage: "s", error: "e")
    bytes = []
    try codec.encode(document, into: &bytes)
    let back = try bytes.withUnsafeBufferPointer { try codec.decode($0) }
    #expect(back.layers.map(\.schema.name) == ["dates"])
  }
}
