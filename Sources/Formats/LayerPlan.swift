import Pipeline

/// How a layer's fields are written: a span field with those of its dotted companions that stand inside its object.
struct LayerPlan: Sendable {
  struct Column: Sendable {
    /// Position in the schema.
    let field: Int
    let key: String
    /// Where a double can't hold a decimal, its digits go here: `exact` beside `value`, `low_exact` beside `low`.
    let exactKey: String
    let companions: [Column]
  }

  let schema: LayerSchema
  let columns: [Column]
  /// Segmentation alone, such as tokens and sentences: stage and mark are not written with every span.
  let isBare: Bool
  /// Whether annotations say in which mark they lie.
  let writesMark: Bool

  init(_ schema: LayerSchema) {
    self.schema = schema
    isBare = schema.fields.isEmpty && !schema.writesText
    writesMark = !isBare && schema.name != LayerSchema.marks.name && schema.index(of: "mark") == nil
    var columns: [Column] = []
    for (index, field) in schema.fields.enumerated() {
      if let dot = field.name.firstIndex(of: "."),
        schema.fields.contains(where: { $0.type == .span && $0.name == field.name[..<dot] })
      {
        continue
      }
      let companions =
        field.type != .span
        ? []
        : schema.fields.enumerated().filter { $0.element.name.hasPrefix(field.name + ".") }.map { index, companion in
          Self.column(index, String(companion.name.dropFirst(field.name.count + 1)), [])
        }
      columns.append(Self.column(index, field.name, companions))
    }
    self.columns = columns
  }

  private static func column(_ field: Int, _ key: String, _ companions: [Column]) -> Column {
    Column(field: field, key: key, exactKey: FieldValue.exactKey(key), companions: companions)
  }
}
