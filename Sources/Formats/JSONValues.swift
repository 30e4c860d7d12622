import Bytes
import Pipeline

extension JSONWriter {
  /// Metadata as an object, raw JSON as it came.
  mutating func metadata(_ metadata: Metadata) {
    beginObject()
    for entry in metadata.entries {
      key(lossy: entry.key.bytes)
      switch entry.value {
      case .string(let text): string(text)
      case .json(let json):
        // Outside strings a line feed is white space, and inside it can't stand: JSON Lines has no room for it.
        raw(json.contains(0x0A) ? json.map { $0 == 0x0A ? 0x20 : $0 } : json)
      }
    }
    endObject()
  }

  /// A field's value; `span` writes a span.
  mutating func value(_ value: FieldValue, span: (inout JSONWriter, ByteRange) -> Void) {
    switch value {
    case .bool(let value): bool(value)
    case .int(let value): int(value)
    case .decimal(let value):
      var digits: [UInt8] = []
      value.appendDigits(to: &digits)
      raw(digits)
    case .string(let value): string(value)
    case .span(let range): span(&self, range)
    case .list(let items):
      beginArray()
      for item in items { self.value(item, span: span) }
      endArray()
    }
  }

  /// Beside a decimal that no double holds, its digits under `key`.
  mutating func exact(_ value: FieldValue, _ name: String) {
    guard case .decimal(let decimal) = value, !decimal.isDouble else { return }
    key(name)
    string(decimal.digits)
  }
}

extension FieldValue {
  /// The key under which the digits of field `name` stand where a double can't hold them.
  static func exactKey(_ name: String) -> String { name == "value" ? "exact" : name + "_exact" }
}
