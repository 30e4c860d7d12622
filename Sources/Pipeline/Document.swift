/// One article on its way through a pipeline.
///
/// Annotations and stages see the working text; users see the original. `alignment` maps between them. A document is
/// a value: it is handled by one thread at a time and handed on.
public struct Document: Sendable {
  /// The default id is the path below the pattern's root, with `#byte-offset` in files of many records.
  public var id: ByteString
  public var source: Source
  /// BCP 47; nil where nobody said or found one. `und` is what detection answers when it can't tell.
  public var language: Language?
  /// Whether `language` was declared by the source and not detected.
  public var languageIsDeclared = false
  public var publisher: String?
  /// ISO 8601 (a day or a date-time); the raw form stays in the metadata.
  public var published: String?
  public var metadata = Metadata()

  /// The article as read: title, blank line, body; UTF-8.
  public private(set) var original: Text
  /// Which bytes of the original are the title, and which the body.
  public var parts: [Part]
  /// The original after the edits of text stages; what annotating stages read.
  public private(set) var text: Text
  /// From the original (source) to the working text (target).
  public private(set) var alignment = Alignment.identity

  private var layersByPosition: [Layer] = []
  /// Typed facts about the whole document, in the order in which they were set.
  public private(set) var values: [(name: String, value: FieldValue)] = []
  public var duplicate: Duplicate?
  /// What stages and decisions answered; only the engine sets it.
  public package(set) var outcome: Outcome = .kept
  /// The raw bytes of a record that failed before or while it was read; they go to quarantine.
  public package(set) var raw: [UInt8]?

  private var cachedLexicon: Lexicon?

  public struct Part: Hashable, Sendable {
    public var name: String
    /// Bytes of the original.
    public var range: ByteRange

    public init(name: String, range: ByteRange) {
      self.name = name
      self.range = range
    }
  }

  /// A document whose original is `body`, or title, blank line, body.
  public init(id: ByteString, source: Source, title: [UInt8]? = nil, body: [UInt8]) {
    self.id = id
    self.source = source
    if let title, !title.isEmpty {
      let bytes = title + [0x0A, 0x0A] + body
      original = Text(validated: bytes)
      parts = [
        Part(name: "title", range: ByteRange(0, title.count)),
        Part(name: "body", range: ByteRange(title.count + 2, bytes.count)),
      ]
    } else {
      original = Text(validated: body)
      parts = [Part(name: "body", range: ByteRange(0, body.count))]
    }
    text = original
  }

  /// Rebuilds a document from its stored pieces; the spool reads through this.
  package init(
    id: ByteString, source: Source, original: Text, parts: [Part], text: Text, alignment: Alignment
  ) {
    self.id = id
    self.source = source
    self.original = original
    self.parts = parts
    self.text = text
    self.alignment = alignment
  }

  // MARK: Text

  /// Replaces the working text by `bytes`, which must be valid UTF-8; `edits` lead from the text before to `bytes`.
  ///
  /// Text stages run before annotating ones, so no annotation can be left pointing into the old text.
  public mutating func replaceText(_ bytes: [UInt8], edits: [Edit]) {
    precondition(layersByPosition.allSatisfy(\.isEmpty), "a text stage ran behind an annotating one")
    alignment = alignment.followed(by: Alignment(edits: edits))
    text = Text(validated: bytes)
    cachedLexicon = nil
  }

  /// The bytes of the working text that a part of the original became.
  public func workingRange(of part: Part) -> ByteRange { alignment.target(of: part.range) }

  /// The title in the working text, where the document has one.
  public var titleRange: ByteRange? {
    parts.first { $0.name == "title" }.map { workingRange(of: $0) }
  }

  /// The lexical pass over the working text; made on first use and shared by all stages.
  public mutating func lexicon() -> Lexicon {
    if let cachedLexicon { return cachedLexicon }
    let lexicon = text.withBytes { Lexicon(scanning: $0) }
    cachedLexicon = lexicon
    return lexicon
  }

  // MARK: Layers and values

  /// All layers that some stage has looked for, in the order in which they were made. A layer that is absent was not
  /// looked for; one that is empty was, and nothing was found.
  public var layers: [Layer] { layersByPosition }

  /// The layer `name`, or nil where no stage has looked for it.
  public func layer(_ name: String) -> Layer? { layersByPosition.first { $0.schema.name == name } }

  public func layer(_ schema: LayerSchema) -> Layer? { layer(schema.name) }

  /// Lets `body` change the layer of `schema` in place; makes it, empty, where it is absent.
  public mutating func updateLayer<Result, Failure: Error>(
    _ schema: LayerSchema, _ body: (inout Layer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let position: Int
    if let found = layersByPosition.firstIndex(where: { $0.schema.name == schema.name }) {
      position = found
    } else {
      layersByPosition.append(Layer(schema))
      position = layersByPosition.count - 1
    }
    return try body(&layersByPosition[position])
  }

  /// Brings every layer into its order; the engine calls it behind each annotating stage.
  package mutating func sortLayers() {
    for index in layersByPosition.indices { layersByPosition[index].sort() }
  }

  public func value(_ name: String) -> FieldValue? { values.first { $0.name == name }?.value }

  public mutating func setValue(_ name: String, _ value: FieldValue?) {
    values.removeAll { $0.name == name }
    if let value { values.append((name, value)) }
  }
}
