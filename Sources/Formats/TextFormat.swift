import Pipeline

/// Plain text: a file is an article.
///
/// Options: `title` (see `TitleLine`), `pattern` (see `PathPattern`), `metadata` (see `MetadataTable`), and those of
/// `TextDecoder`. What the table says of a
/// file stands before what its path says, and a title from either before one in the text.
public let textInputFormat = InputFormatDefinition(
  FormatSpec(
    name: "text", summary: "Plain text: a file is an article.", extensions: ["txt", "text", "md"],
    options: [
      OptionSpec(
        "title", .enumeration(["first-line", "none"]), default: "first-line",
        "whether the first line is the title where it looks like one"),
      OptionSpec(
        "pattern", .string,
        "what paths say: {published}, {publisher}, {language}, {id}, {title} and other names, * and **, such as "
          + "{language}/{published}_{publisher}_*.txt"),
      OptionSpec(
        "metadata", .path,
        "a CSV or TSV file with a column path and any of id, title, published, publisher, language and others"),
    ] + TextDecoder.options,
    example: "read: { paths: corpus/**, format: text, pattern: \"{published}_{publisher}_*.txt\" }")
) { options, context in
  try TextFormat(options, context)
}

struct TextFormat: InputFormat {
  let framing = Framing.whole
  let findsTitle: Bool
  let pattern: PathPattern?
  let table: MetadataTable?
  let decoder: TextDecoder

  init(_ options: Options, _ context: StageContext) throws {
    findsTitle = options.string("title") != "none"
    pattern = try options.string("pattern").map { try PathPattern($0) }
    table = try options.path("metadata").map { try MetadataTable(context.readFile($0), path: $0) }
    decoder = try TextDecoder(options)
  }

  func makeParser() -> any RecordParser { TextParser(self) }
}

final class TextParser: RecordParser {
  private let format: TextFormat

  init(_ format: TextFormat) { self.format = format }

  /// What path and table say of a file: the table's values first, then those captures that it does not name.
  private struct Facts {
    var title: [UInt8]?
    var entries: [(name: String, value: [UInt8])] = []
  }

  private func facts(_ record: RawRecord) -> Facts {
    var facts = Facts()
    func add(_ name: String, _ value: [UInt8]) {
      if facts.entries.contains(where: { $0.name == name }) || (name == "title" && facts.title != nil) { return }
      if name == "title" {
        let display = Array(ByteString(value).display.utf8)
        facts.title = display.withUnsafeBufferPointer { Array($0[TextScan.trimmed(0..<$0.count, in: $0)]) }
      } else {
        facts.entries.append((name, value))
      }
    }
    for (name, value) in format.table?.values(for: record.relativePath) ?? [] { add(name, Array(value)) }
    for capture in format.pattern?.captures(of: record.relativePath) ?? [] { add(capture.name, capture.value) }
    if facts.title?.isEmpty == true { facts.title = nil }
    return facts
  }

  /// Where title and body lie in the text. A title declared elsewhere is not looked for, but a first line that repeats
  /// it is not taken for body.
  private func split(
    _ text: UnsafeBufferPointer<UInt8>, _ record: RawRecord, declaredTitle: [UInt8]?
  ) -> TitleSplit {
    let whole = TitleSplit(title: nil, body: 0..<text.count)
    guard format.findsTitle else { return whole }
    let split = TitleLine.split(text, isMarkdown: record.source.path.bytes.suffix(3).elementsEqual(".md".utf8))
    guard let declaredTitle else { return split }
    return split.title.map { text[$0].elementsEqual(declaredTitle) } == true ? split : whole
  }

  func parse(_ record: RawRecord) throws -> Document {
    let facts = facts(record)
    var document = try format.decoder.withText(of: record.bytes, known: record.source.charset) { text, decoding in
      let split = split(text, record, declaredTitle: facts.title)
      var document = Document(
        id: record.defaultID, source: record.source,
        title: split.title.map { UnsafeBufferPointer(rebasing: text[$0]) }, otherTitle: facts.title,
        body: UnsafeBufferPointer(rebasing: text[split.body]))
      document.source.decoded(decoding)
      return document
    }
    if document.source.format.isEmpty { document.source.format = "text" }
    for (name, value) in facts.entries {
      switch name {
      case "id": document.id = ByteString(value)
      case "published": document.declare(published: value, key: "published")
      case "language": document.declare(language: value, key: "language")
      case "publisher": document.publisher = ByteString(value).display
      default: document.metadata.append(ByteString(name), .string(ByteString(value).display))
      }
    }
    return document
  }

  func locate(_ range: ByteRange, in record: RawRecord) throws -> [ByteRange] {
    let declaredTitle = facts(record).title
    return try format.decoder.withText(of: record.bytes, known: record.source.charset) { text, decoding in
      let split = split(text, record, declaredTitle: declaredTitle)
      let titleCount = split.title?.count ?? declaredTitle?.count ?? 0
      let bodyStart = titleCount == 0 ? 0 : titleCount + 2
      var found: [Range<Int>] = []
      if let title = split.title, let part = range.indices.within(0..<titleCount) {
        found.append(part.shifted(by: title.lowerBound))
      }
      if let part = range.indices.within(bodyStart..<bodyStart + split.body.count) {
        found.append(part.shifted(by: split.body.lowerBound - bodyStart))
      }
      return try found.map { try decoding.source(of: $0, in: record.bytes) }
    }
  }
}

extension Range<Int> {
  /// The part of a range that lies in `other`, or nil; an empty range lies in another that it touches.
  func within(_ other: Range<Int>) -> Range<Int>? {
    let start = Swift.max(lowerBound, other.lowerBound)
    let end = Swift.min(upperBound, other.upperBound)
    return start < end || (isEmpty && start == end) ? start..<end : nil
  }

  func shifted(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}

extension Document {
  /// A document of validated pieces, put together in one allocation. `otherTitle` stands in where there is no `title`.
  init(
    id: ByteString, source: Source, title: UnsafeBufferPointer<UInt8>?, otherTitle: [UInt8]? = nil,
    body: UnsafeBufferPointer<UInt8>
  ) {
    let titleCount = title?.count ?? otherTitle?.count ?? 0
    let bodyStart = titleCount == 0 ? 0 : titleCount + 2
    var bytes: [UInt8] = []
    bytes.reserveCapacity(bodyStart + body.count)
    if titleCount > 0 {
      if let title { bytes.append(contentsOf: title) } else { bytes += otherTitle! }
      bytes.append(0x0A)
      bytes.append(0x0A)
    }
    bytes.append(contentsOf: body)
    var parts: [Part] = titleCount == 0 ? [] : [Part(name: "title", range: ByteRange(0, titleCount))]
    parts.append(Part(name: "body", range: ByteRange(bodyStart, bytes.count)))
    let original = Text(validated: bytes)
    self.init(id: id, source: source, original: original, parts: parts, text: original, alignment: .identity)
  }
}
