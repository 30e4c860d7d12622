/// The type of a field of a layer, of a document value, or of a plugin's column.
public indirect enum FieldType: Hashable, Sendable {
  case bool
  case int
  case decimal
  case string
  /// One of a closed list of names.
  case enumeration([String])
  /// A byte range in the working text; written out with offsets and the text it covers.
  case span
  case list(FieldType)
}

/// A value of a field. `nil` (the absence of a `FieldValue`) means nobody stated one.
public enum FieldValue: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  case decimal(ExactDecimal)
  case string(String)
  case span(ByteRange)
  case list([FieldValue])

  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var int: Int64? { if case .int(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var decimal: ExactDecimal? { if case .decimal(let value) = self { value } else { nil } }
  public var span: ByteRange? { if case .span(let value) = self { value } else { nil } }
  public var list: [FieldValue]? { if case .list(let value) = self { value } else { nil } }
}
