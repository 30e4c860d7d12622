import Pipeline

/// JSON Lines: a line is an object is an article.
///
/// The option `fields` says where id, title, text and so on stand; what it does not say is looked for under the usual names. All
/// other members go to the metadata as they are, in their order.
public let jsonLinesInputFormat = InputFormatDefinition(
  FormatSpec(
    name: "jsonl", summary: "JSON Lines: every line is an object with the text of an article.",
    extensions: ["jsonl", "ndjson"],
    options: [
      OptionSpec(
        "fields",
        .record(
          JSONLinesFormat.defaults.map { role, names in
            OptionSpec(
              role.rawValue, .either(.string, .list(.string)), default: "[\(names.joined(separator: ", "))]",
              role.summary)
          }),
        "where the article's parts stand: a field's name, a dotted path, or a list of which the first present one counts"
      )
    ] + TextDecoder.options,
    example:
      "read: { paths: dump.jsonl.gz, format: jsonl, fields: { text: article.body, published: [updated, created] } }")
) { options, _ in
  try JSONLinesFormat(options)
}

struct JSONLinesFormat: InputFormat {
  enum Role: String, CaseIterable {
    case id, title, text, language, published, publisher, url, charset

    var summary: String {
      switch self {
      case .id: "the document's id, a string or number"
      case .title: "the title"
      case .text: "the text; must be there"
      case .language: "the language, as a BCP 47 tag"
      case .published: "the publication date"
      case .publisher: "who published it"
      case .url: "the address; kept in the metadata as url"
      case .charset: "the charset of a record that is not UTF-8"
      }
    }
  }

  static let defaults: [(Role, [String])] = [
    (.id, ["id"]), (.title, ["title", "headline"]), (.text, ["text", "body", "content"]),
    (.language, ["language", "lang"]), (.published, ["published", "date", "published_at"]),
    (.publisher, ["publisher", "source", "source.name"]), (.url, ["url"]), (.charset, ["charset", "encoding"]),
  ]

  /// A field that may hold a role, in the order of trying.
  struct Candidate {
    let role: Role
    let name: String
    /// Named in the pipeline file, so that a value of the wrong type is an error and not just something else.
    let isChosen: Bool
  }

  let framing = Framing.lines
  let candidates: [Candidate]
  let decoder: TextDecoder

  init(_ options: Options) throws {
    decoder = try TextDecoder(options)
    let chosen = options.record("fields")
    var candidates: [Candidate] = []
    for (role, usual) in Self.defaults {
      var names = usual
      var isChosen = false
      switch chosen?[role.rawValue] {
      case .string(let name)?: (names, isChosen) = ([name], true)
      case .list(let items)?:
        names = items.compactMap { if case .string(let name) = $0 { name } else { nil } }
        // A default filled in by the engine is no choice of the user's.
        isChosen = names != usual
      default: break
      }
      for name in names {
        if name.split(separator: ".", omittingEmptySubsequences: false).contains(where: \.isEmpty) {
          throw StageSetupError(
            "'\(name)' is no path of fields for \(role.rawValue): a part is empty", option: "fields")
        }
        candidates.append(Candidate(role: role, name: name, isChosen: isChosen))
      }
    }
    guard candidates.count <= 64 else {
      throw StageSetupError("\(candidates.count) field names; 64 is the most", option: "fields")
    }
    self.candidates = candidates
  }

  func makeParser() throws -> any RecordParser { try JSONLinesParser(self) }
}

final class JSONLinesParser: RecordParser {
  private typealias Role = JSONLinesFormat.Role
  private let candidates: [JSONLinesFormat.Candidate]
  /// Names without repetition, as the reader wants them, and each candidate's place among them.
  private let positions: [Int]
  private let names: [String]
  private let reader: JSONRecordReader
  private let decoder: TextDecoder

  init(_ format: JSONLinesFormat) throws {
    candidates = format.candidates
    decoder = format.decoder
    var names: [String] = []
    positions = format.candidates.map { candidate in
      if let index = names.firstIndex(where: { $0.utf8.elementsEqual(candidate.name.utf8) }) { return index }
      names.append(candidate.name)
      return names.count - 1
    }
    self.names = names
    reader = try JSONRecordReader(names: names)
  }

  /// The fields that hold the roles, by their place among `names`.
  private struct Choice {
    var fields: [Role: (position: Int, field: JSONRecordReader.Field)] = [:]
  }

  /// A byte order mark may stand before the first line of a file.
  private func markLength(_ record: RawRecord) -> Int {
    let bytes = record.bytes
    return record.source.offset == 0 && bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
      ? 3 : 0
  }

  private func choose(_ json: JSONRecordReader.Record) throws -> Choice {
    var choice = Choice()
    for (candidate, position) in zip(candidates, positions) {
      guard let field = json.field(position), field.kind != .null else { continue }
      let isRight =
        field.kind == .string || (field.kind == .number && (candidate.role == .id || candidate.role == .published))
      if !isRight {
        // The usual names may hold something else in this corpus; a name that was chosen, or that the article can't do
        // without, may not.
        guard candidate.isChosen || candidate.role == .text || candidate.role == .title || candidate.role == .id else {
          continue
        }
        if choice.fields[candidate.role] != nil { continue }
        let expected = candidate.role == .id || candidate.role == .published ? "a string or a number" : "a string"
        throw DocumentError(
          "wrong type", "\(candidate.name) is \(field.kind.phrase); expected \(expected) for \(candidate.role.rawValue)"
        )
      }
      // The first that says something stands.
      if let found = choice.fields[candidate.role], !found.field.bytes.isEmpty { continue }
      if choice.fields[candidate.role] != nil, field.bytes.isEmpty { continue }
      choice.fields[candidate.role] = (position, field)
    }
    return choice
  }

  func parse(_ record: RawRecord) throws -> Document {
    try withJSON(record) { bytes, decoding in
      var document = try parse(reader.read(bytes, shift: decoding.markLength), record)
      document.source.decoded(decoding)
      return document
    }
  }

  /// Calls `body` with the record's JSON: as it stands where it is UTF-8, else converted.
  private func withJSON<Result>(
    _ record: RawRecord, _ body: (UnsafeBufferPointer<UInt8>, Decoding) throws -> Result
  ) throws -> Result {
    do {
      let mark = markLength(record)
      return try body(UnsafeBufferPointer(rebasing: record.bytes[mark...]), Decoding(markLength: mark))
    } catch let error as DocumentError where error.kind == JSONRecordReader.invalidUTF8 {
      return try decoder.withConverted(record.bytes, known: record.source.charset, declared: declaredCharset, body)
    }
  }

  /// What a record that is not UTF-8 says of its charset. Its braces, quotes and the names are ASCII in all charsets
  /// that can come in lines.
  private func declaredCharset(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let utf8 = try? CharsetChoice.utf8.convertReplacing(bytes).text else { return nil }
    return utf8.withUnsafeBufferPointer { utf8 in
      guard let field = try? choose(reader.read(utf8)).fields[.charset]?.field else { return nil }
      return String(decoding: field.bytes, as: UTF8.self)
    }
  }

  private func parse(_ json: JSONRecordReader.Record, _ record: RawRecord) throws -> Document {
    let choice = try choose(json)
    guard let text = choice.fields[.text]?.field else {
      let tried = candidates.filter { $0.role == .text }.map(\.name).joined(separator: ", ")
      throw DocumentError("missing text", "no field \(tried); name it with fields: { text: … }")
    }
    if TextScan.isBlank(text.bytes) {
      throw DocumentError("empty text", text.bytes.isEmpty ? "the text has no characters" : "nothing but white space")
    }
    let titleField = choice.fields[.title]
    let title = titleField.map { trimmedTitle($0.field) }
    for (name, bytes) in [("text", text.bytes), ("title", title)] {
      if let bytes, let offset = TextScan.firstNUL(in: bytes) {
        throw DocumentError(
          "NUL byte", "U+0000 in the \(name), at byte \(offset) of it; such text is binary or damaged")
      }
    }
    var document = Document(
      id: record.defaultID, source: record.source, title: title.flatMap { $0.isEmpty ? nil : $0 }, body: text.bytes)
    if document.source.format.isEmpty { document.source.format = "jsonl" }
    if let id = choice.fields[.id]?.field, !id.bytes.isEmpty { document.id = ByteString(Array(id.bytes)) }
    if let publisher = choice.fields[.publisher]?.field, !publisher.bytes.isEmpty {
      document.publisher = String(decoding: publisher.bytes, as: UTF8.self)
    }
    addMetadata(json, choice, to: &document)
    return document
  }

  private func trimmedTitle(_ field: JSONRecordReader.Field) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: field.bytes[TextScan.trimmed(0..<field.bytes.count, in: field.bytes)])
  }

  /// Everything that the document has no place for, in the record's order.
  private func addMetadata(_ json: JSONRecordReader.Record, _ choice: Choice, to document: inout Document) {
    var roleOfPosition = [Role?](repeating: nil, count: names.count)
    for (role, found) in choice.fields { roleOfPosition[found.position] = role }
    // Wanted fields, each where it stood. Those inside an object that is kept whole are not repeated.
    var wanted: [(offset: Int, position: Int, field: JSONRecordReader.Field)] = []
    for position in names.indices {
      guard let field = json.field(position), field.kind != .null else { continue }
      if let role = roleOfPosition[position], role == .id || role == .title || role == .text || role == .publisher {
        continue
      }
      wanted.append((field.token.lowerBound, position, field))
    }
    wanted.sort { $0.offset < $1.offset }
    var next = 0
    func addWanted(before offset: Int, inside: Range<Int>?) {
      while next < wanted.count, wanted[next].offset < offset {
        let (_, position, field) = wanted[next]
        next += 1
        let key = ByteString(names[position])
        switch roleOfPosition[position] {
        case .language?: document.declare(language: field.bytes, key: key)
        case .published?:
          if field.kind == .string {
            document.declare(published: field.bytes, key: key)
          } else {
            document.published = PublicationDate.normalized(number: field.bytes)
            document.metadata.append(key, .json(Array(field.bytes)))
          }
        case .url?: document.metadata.append("url", .string(String(decoding: field.bytes, as: UTF8.self)))
        default:
          if inside == nil { document.metadata.append(key, value(field.kind, field.bytes)) }
        }
      }
    }
    for index in 0..<json.otherCount {
      let member = json.other(index)
      addWanted(before: member.offset, inside: nil)
      document.metadata.append(ByteString(Array(member.key)), metadataValue(of: member))
      let end = member.offset + member.raw.count
      addWanted(before: end, inside: member.offset..<end)
    }
    addWanted(before: Int.max, inside: nil)
  }

  private func value(_ kind: JSONRecordReader.Kind, _ bytes: UnsafeBufferPointer<UInt8>) -> Metadata.Value {
    kind == .string ? .string(String(decoding: bytes, as: UTF8.self)) : .json(Array(bytes))
  }

  private func metadataValue(of member: JSONRecordReader.Member) -> Metadata.Value {
    guard member.kind == .string else { return .json(Array(member.raw)) }
    return .string(JSONStringMap.text(of: member.raw))
  }

  func locate(_ range: ByteRange, in record: RawRecord) throws -> [ByteRange] {
    try withJSON(record) { bytes, decoding in
      let choice = try choose(reader.read(bytes, shift: decoding.markLength))
      var found: [Range<Int>] = []
      var bodyStart = 0
      if let field = choice.fields[.title]?.field {
        let trimmed = TextScan.trimmed(0..<field.bytes.count, in: field.bytes)
        if !trimmed.isEmpty {
          bodyStart = trimmed.count + 2
          if let part = range.indices.within(0..<trimmed.count) {
            found.append(JSONStringMap.source(of: part.shifted(by: trimmed.lowerBound), token: field.token, in: bytes))
          }
        }
      }
      if let field = choice.fields[.text]?.field,
        let part = range.indices.within(bodyStart..<bodyStart + field.bytes.count)
      {
        found.append(JSONStringMap.source(of: part.shifted(by: -bodyStart), token: field.token, in: bytes))
      }
      return try found.map { try decoding.source(of: $0, in: record.bytes) }
    }
  }
}
