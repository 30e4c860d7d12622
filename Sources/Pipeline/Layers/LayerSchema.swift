/// The declared shape of a layer: its name and typed fields.
///
/// Spool, writers, trace and the plugin protocol know layers only by their schema. A field named `of.name` is written
/// inside the object of the span field `of`.
public struct LayerSchema: Hashable, Sendable {
  public struct Field: Hashable, Sendable {
    public let name: String
    public let type: FieldType
    public let summary: String

    public init(_ name: String, _ type: FieldType, _ summary: String = "") {
      self.name = name
      self.type = type
      self.summary = summary
    }
  }

  public let name: String
  public let summary: String
  public let fields: [Field]
  /// Whether the text an annotation covers is written with it.
  public let writesText: Bool

  public init(_ name: String, _ summary: String, writesText: Bool = true, fields: [Field]) {
    self.name = name
    self.summary = summary
    self.writesText = writesText
    self.fields = fields
  }

  /// The position of the field `name`; a schema has few fields, so a scan is fastest.
  public func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
