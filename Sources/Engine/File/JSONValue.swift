import Bytes
import Pipeline

/// A JSON value with its keys in order and its numbers as written.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: JSONValue
  }

  package subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value } else { nil }
  }

  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  package var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  package var double: Double? { if case .number(let text) = self { Double(text) } else { nil } }

  /// Parses one value.
  package init(parsing bytes: some Collection<UInt8>) throws {
    var json = JSONReader(Array(bytes))
    self = try JSONValue(reading: &json)
    try json.end()
  }

  /// The value as compact JSON.
  package var json: String {
    var out = JSONWriter()
    write(to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  private func write(to out: inout JSONWriter) {
    switch self {
    case .null: out.null()
    case .bool(let value): out.bool(value)
    case .number(let text): out.raw(Array(text.utf8))
    case .string(let text): out.string(text)
    case .array(let items):
      out.beginArray()
      for item in items { item.write(to: &out) }
      out.endArray()
    case .object(let members):
      out.beginObject()
      for member in members {
        out.key(member.key)
        member.value.write(to: &out)
      }
      out.endObject()
    }
  }

  package init(reading json: inout JSONReader) throws {
    switch json.next() {
    case .object:
      var members: [Member] = []
      try json.object { json, key in members.append(Member(key: key, value: try JSONValue(reading: &json))) }
      self = .object(members)
    case .array:
      var items: [JSONValue] = []
      try json.array { json in items.append(try JSONValue(reading: &json)) }
      self = .array(items)
    case .string: self = .string(try json.string())
    case .number: self = .number(try json.number())
    case .bool: self = .bool(try json.bool())
    case .null, .nothing:
      try json.skip()
      self = .null
    }
  }
}
