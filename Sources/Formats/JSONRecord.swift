import CSimdjson
import Pipeline

/// Reads JSON objects into wanted fields and the rest; the Swift face of `CSimdjson`. One a thread.
final class JSONRecordReader {
  enum Kind: Hashable {
    case null, string, number, bool, object, array

    init?(_ kind: assay_json_kind) {
      switch kind {
      case ASSAY_JSON_NULL: self = .null
      case ASSAY_JSON_STRING: self = .string
      case ASSAY_JSON_NUMBER: self = .number
      case ASSAY_JSON_TRUE, ASSAY_JSON_FALSE: self = .bool
      case ASSAY_JSON_OBJECT: self = .object
      case ASSAY_JSON_ARRAY: self = .array
      default: return nil
      }
    }

    /// With its article, for messages.
    var phrase: String {
      switch self {
      case .null: "null"
      case .string: "a string"
      case .number: "a number"
      case .bool: "true or false"
      case .object: "an object"
      case .array: "a list"
      }
    }
  }

  /// A value in the record. Its bytes live until the reader's next record.
  struct Field {
    let kind: Kind
    /// A string's text; the JSON of any other value.
    let bytes: UnsafeBufferPointer<UInt8>
    /// The value's token in the record, quotes included.
    let token: Range<Int>
  }

  struct Member {
    let key: UnsafeBufferPointer<UInt8>
    let kind: Kind
    /// The value's JSON.
    let raw: UnsafeBufferPointer<UInt8>
    let offset: Int
  }

  private let parser: OpaquePointer
  private let names: UnsafeMutablePointer<UnsafePointer<CChar>?>
  private let nameCount: Int
  private let fields: UnsafeMutablePointer<assay_json_field>

  /// Wants `names`, dotted where they reach into objects.
  init(names: [String]) throws {
    guard let parser = assay_json_parser_create() else { throw StageSetupError("no memory for a JSON parser") }
    self.parser = parser
    nameCount = names.count
    self.names = .allocate(capacity: names.count)
    for (index, name) in names.enumerated() {
      let text = UnsafeMutablePointer<CChar>.allocate(capacity: name.utf8.count + 1)
      for (offset, byte) in name.utf8.enumerated() { text[offset] = CChar(bitPattern: byte) }
      text[name.utf8.count] = 0
      self.names[index] = UnsafePointer(text)
    }
    fields = .allocate(capacity: max(names.count, 1))
    fields.initialize(repeating: assay_json_field(), count: max(names.count, 1))
  }

  // All four were allocated by `init` and are handed to nobody who keeps them.
  deinit {
    assay_json_parser_destroy(parser)
    for index in 0..<nameCount { names[index]?.deallocate() }
    names.deallocate()
    fields.deallocate()
  }

  /// The record read last.
  struct Record {
    fileprivate let reader: JSONRecordReader
    fileprivate let record: assay_json_record
    fileprivate let base: UnsafePointer<UInt8>?

    /// The wanted field `index`, or nil where the record has none of that name.
    func field(_ index: Int) -> Field? {
      let field = reader.fields[index]
      guard let kind = Kind(field.kind) else { return nil }
      return Field(
        kind: kind, bytes: UnsafeBufferPointer(start: field.bytes, count: field.length),
        token: field.raw_offset..<field.raw_offset + field.raw_length)
    }

    /// Members that were not wanted, in the record's order.
    var otherCount: Int { record.other_count }

    func other(_ index: Int) -> Member {
      let member = record.others[index]
      return Member(
        key: UnsafeBufferPointer(start: member.key, count: member.key_length), kind: Kind(member.kind) ?? .null,
        raw: UnsafeBufferPointer(start: member.raw, count: member.raw_length), offset: member.raw_offset)
    }

    /// The JSON of a value by its token.
    func raw(_ token: Range<Int>) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: base.map { $0 + token.lowerBound }, count: token.count)
    }
  }

  /// Reads a record. Throws `DocumentError`; `shift` is added to the offsets it names.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, shift: Int = 0) throws -> Record {
    let record = assay_json_parse(parser, bytes.baseAddress, bytes.count, names, nameCount, fields)
    guard record.status == ASSAY_JSON_OK else { throw error(record, bytes, shift) }
    return Record(reader: self, record: record, base: bytes.baseAddress)
  }

  /// The kind of the error of a record that is not UTF-8.
  static let invalidUTF8 = "invalid UTF-8"

  private func error(_ record: assay_json_record, _ bytes: UnsafeBufferPointer<UInt8>, _ shift: Int) -> DocumentError {
    let message = String(cString: record.message)
    let place = "at byte \(record.offset + shift)"
    switch record.status {
    case ASSAY_JSON_EMPTY: return DocumentError("not JSON", "nothing but white space; expected an object")
    case ASSAY_JSON_INVALID_UTF8:
      let byte = record.offset < bytes.count ? TextDecoder.hex(bytes[record.offset]) + " " : ""
      return DocumentError(Self.invalidUTF8, "byte \(byte)\(place) is not UTF-8; JSON must be")
    case ASSAY_JSON_TRUNCATED:
      return DocumentError("cut short", "the record ends \(place) before its object does (\(message))")
    case ASSAY_JSON_NOT_OBJECT:
      return DocumentError("not an object", "the record is JSON of another kind; expected an object, {…}")
    case ASSAY_JSON_TRAILING: return DocumentError("not JSON", "something follows the object, \(place)")
    case ASSAY_JSON_LONE_SURROGATE:
      return DocumentError("half a surrogate pair", "\(message), \(place); such text is not Unicode")
    case ASSAY_JSON_TOO_DEEP: return DocumentError("nested too deep", "\(message), \(place)")
    case ASSAY_JSON_TOO_LARGE: return DocumentError("too large", message)
    case ASSAY_JSON_OUT_OF_MEMORY: return DocumentError("out of memory", message)
    default: return DocumentError("not JSON", "\(message), \(place)")
    }
  }
}
