import Pipeline
import Testing

@Suite struct DocumentTests {
  private func document(title: String? = nil, _ body: String) -> Document {
    Document(id: "d", source: Source(path: "p"), title: title.map { Array($0.utf8) }, body: Array(body.utf8))
  }

  @Test func `the original is title, blank line, body`() {
    let document = document(title: "Brücke", "Text.")
    #expect(document.original.string == "Brücke\n\nText.")
    #expect(document.parts.map(\.name) == ["title", "body"])
    #expect(document.parts.map { document.original.string($0.range) } == ["Brücke", "Text."])
    #expect(document.titleRange == ByteRange(0, 7))
  }

  @Test func `without a title, or with an empty one, the body is all there is`() {
    for document in [document("Text."), document(title: "", "Text.")] {
      #expect(document.original.string == "Text.")
      #expect(document.parts == [Document.Part(name: "body", range: ByteRange(0, 5))])
      #expect(document.titleRange == nil)
    }
  }

  @Test func `edits change the working text and leave the original`() {
    var document = document(title: "Title", "a b")
    document.replaceText(
      Array("T\n\na b!".utf8),
      edits: [
        Edit(source: ByteRange(1, 5), target: ByteRange(1, 1)),
        Edit(source: ByteRange(10, 10), target: ByteRange(6, 7)),
      ])
    #expect(document.original.string == "Title\n\na b")
    #expect(document.text.string == "T\n\na b!")
    #expect(document.titleRange == ByteRange(0, 1))
    document.replaceText(Array("T a b!".utf8), edits: [Edit(source: ByteRange(1, 3), target: ByteRange(1, 2))])
    #expect(document.workingRange(of: document.parts[1]) == ByteRange(2, 6))
    #expect(document.alignment.source(of: ByteRange(2, 3)) == ByteRange(7, 8))
  }

  @Test func `the lexical pass is that of the present text`() {
    var document = document("one two")
    #expect(document.lexicon().words.count == 2)
    document.replaceText(Array("one".utf8), edits: [Edit(source: ByteRange(3, 7), target: ByteRange(3, 3))])
    #expect(document.lexicon().words.count == 1)
  }

  @Test func `a layer that nobody looked for is absent, one without finds is empty`() {
    var document = document("text")
    #expect(document.layer(.dates) == nil)
    document.updateLayer(.dates) { _ in }
    #expect(document.layer(.dates)?.isEmpty == true)
    document.updateLayer(.dates) { $0.append(ByteRange(0, 4), stage: 1, [.string("2024")]) }
    #expect(document.layer("dates")?.count == 1)
    #expect(document.layers.count == 1)
  }

  @Test func `a layer is changed in place, without a copy`() {
    var document = document("text")
    document.updateLayer(.tokens) { layer in
      layer.reserveCapacity(100)
      layer.append(ByteRange(0, 1), stage: 0)
    }
    func address() -> UnsafeRawPointer? {
      document.layers[0].spans.withUnsafeBytes { $0.baseAddress }
    }
    let before = address()
    for _ in 0..<50 { document.updateLayer(.tokens) { $0.append(ByteRange(1, 2), stage: 0) } }
    #expect(address() == before)
  }

  @Test func `an error in an update leaves what was added before it`() {
    struct Stop: Error {}
    var document = document("text")
    #expect(throws: Stop.self) {
      try document.updateLayer(.tokens) { layer throws(Stop) in
        layer.append(ByteRange(0, 1), stage: 0)
        throw Stop()
      }
    }
    #expect(document.layer(.tokens)?.count == 1)
  }

  @Test func `a value set again replaces the first, nil removes it`() {
    var document = document("text")
    document.setValue("a", .int(1))
    document.setValue("b", .bool(true))
    document.setValue("a", .int(2))
    #expect(document.values.map(\.name) == ["b", "a"])
    #expect(document.value("a")?.int == 2)
    document.setValue("b", nil)
    #expect(document.value("b") == nil)
    #expect(document.values.count == 1)
  }

  @Test func `metadata keep their order and tell keys apart by bytes`() {
    var metadata = Metadata()
    metadata["é"] = .string("composed")
    metadata["e\u{301}"] = .json(Array("[1]".utf8))
    metadata["é"] = .string("again")
    #expect(metadata.entries.map(\.key) == ["é", "e\u{301}"])
    #expect(metadata["é"] == .string("again"))
    metadata["é"] = nil
    #expect(metadata["é"] == nil)
    #expect(metadata.entries.count == 1)
    metadata["e\u{301}"] = nil
    #expect(metadata.isEmpty)
  }
}
