import Bytes
import Pipeline

/// Reads the documents of a `result` frame.
struct PluginAnswerReader {
  let spec: StageSpec

  struct Header {
    var type = ""
    var batch = -1
    var answers: [PluginAnswer] = []
    /// Of `ready` and `error`.
    var message: String?
    var option: String?
    var name: String?
    var version: Int?
    var protocolVersion: Int?
  }

  /// Throws `PluginFault` where the header can't be read at all; what is wrong with single documents is in their answers.
  func read(_ header: [UInt8]) throws(PluginFault) -> Header {
    guard UTF8Validity.isValid(header) else { throw .nonsense("the header of its answer is not UTF-8") }
    do {
      var result = Header()
      var json = JSONReader(header)
      try json.object { json, key in
        switch key {
        case "type": result.type = try json.string()
        case "batch": result.batch = try json.int()
        case "documents": try json.array { result.answers.append(try answer(&$0)) }
        case "message": result.message = try json.string()
        case "option": result.option = try json.string()
        case "name": result.name = try json.string()
        case "version": result.version = try json.int()
        case "protocol": result.protocolVersion = try json.int()
        default: try json.skip()
        }
      }
      try json.end()
      return result
    } catch {
      throw .nonsense("the header of its answer can't be read: \(error)")
    }
  }

  private func answer(_ json: inout JSONReader) throws -> PluginAnswer {
    var answer = PluginAnswer()
    try json.object { json, key in
      switch key {
      case "id": answer.id = try json.string()
      case "values": try values(&json, &answer)
      case "layers": try layers(&json, &answer)
      case "edits": try edits(&json, &answer)
      case "drop": try drop(&json, &answer)
      case "fail": try fail(&json, &answer)
      default:
        answer.refuse("an answer has no '\(key.shown)'; it has id, values, layers, edits, drop and fail")
        try json.skip()
      }
    }
    return answer
  }

  private func values(_ json: inout JSONReader, _ answer: inout PluginAnswer) throws {
    try json.object { json, name in
      guard let field = spec.values.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        answer.refuse("the manifest declares no value '\(name.shown)'")
        return try json.skip()
      }
      if json.null() {
        answer.values.append(.init(name: name, value: nil))
      } else if let value = try Self.value(&json, field.type) {
        answer.values.append(.init(name: name, value: value))
      } else {
        answer.refuse("the value '\(name)' is not of type \(field.type.inWords)")
      }
    }
  }

  private func layers(_ json: inout JSONReader, _ answer: inout PluginAnswer) throws {
    try json.object { json, name in
      guard let schema = spec.provides.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        answer.refuse("the manifest declares no layer '\(name.shown)'")
        return try json.skip()
      }
      var columns = PluginAnswer.Columns(schema)
      try json.object { json, key in
        switch key {
        case "start": columns.starts = try integers(&json, "start", &answer)
        case "end": columns.ends = try integers(&json, "end", &answer)
        default:
          guard let index = schema.index(of: key) else {
            answer.refuse("the layer '\(name)' has no field '\(key.shown)'")
            return try json.skip()
          }
          columns.fields[index] = try column(&json, schema.fields[index], name, &answer)
        }
      }
      answer.layers.append(columns)
    }
  }

  private func integers(_ json: inout JSONReader, _ what: String, _ answer: inout PluginAnswer) throws -> [Int] {
    var result: [Int] = []
    try json.array { json in
      if case .number = json.next(), let value = Int(try json.number()) {
        result.append(value)
      } else {
        answer.refuse("'\(what)' holds something that is no whole number")
      }
    }
    return result
  }

  private func column(
    _ json: inout JSONReader, _ field: LayerSchema.Field, _ layer: String, _ answer: inout PluginAnswer
  ) throws -> [FieldValue?] {
    var result: [FieldValue?] = []
    try json.array { json in
      if json.null() { return result.append(nil) }
      let value = try Self.value(&json, field.type)
      if value == nil { answer.refuse("'\(field.name)' in '\(layer)' is not of type \(field.type.inWords)") }
      result.append(value)
    }
    return result
  }

  private func edits(_ json: inout JSONReader, _ answer: inout PluginAnswer) throws {
    if spec.kind != .text { answer.refuse("only a text stage may edit") }
    var starts: [Int] = []
    var ends: [Int] = []
    var texts: [[UInt8]] = []
    try json.object { json, key in
      switch key {
      case "start": starts = try integers(&json, "start", &answer)
      case "end": ends = try integers(&json, "end", &answer)
      case "text": try json.array { texts.append(Array(try $0.string().utf8)) }
      default:
        answer.refuse("edits have no '\(key.shown)'; they have start, end and text")
        try json.skip()
      }
    }
    guard starts.count == ends.count, starts.count == texts.count else {
      return answer.refuse("the columns of 'edits' have different lengths")
    }
    answer.edits = starts.indices.map { .init(start: starts[$0], end: ends[$0], text: texts[$0]) }
  }

  private func drop(_ json: inout JSONReader, _ answer: inout PluginAnswer) throws {
    let reason = try json.string()
    if spec.kind != .filter {
      answer.refuse("only a filter may drop")
    } else if !spec.reasons.contains(where: { $0.utf8.elementsEqual(reason.utf8) }) {
      answer.refuse("the manifest declares no reason '\(reason.shown)'")
    }
    answer.drop = reason
  }

  private func fail(_ json: inout JSONReader, _ answer: inout PluginAnswer) throws {
    var kind = "plugin error"
    var message = ""
    try json.object { json, key in
      switch key {
      case "kind": kind = try json.string()
      case "message": message = try json.string()
      default: try json.skip()
      }
    }
    // What the report counts by must stay few and short.
    if answer.failure == nil { answer.failure = DocumentError(kind.shown, String(message.prefix(2000))) }
  }

  /// A value of `type`, or nil (the value read) where it is of another.
  static func value(_ json: inout JSONReader, _ type: FieldType) throws -> FieldValue? {
    switch (type, json.next()) {
    case (.bool, .bool): return .bool(try json.bool())
    case (.int, .number): return Int64(try json.number()).map { .int($0) }
    case (.decimal, .number): return ExactDecimal(try json.number()).map { .decimal($0) }
    case (.decimal, .string): return ExactDecimal(try json.string()).map { .decimal($0) }
    case (.string, .string): return .string(try json.string())
    case (.enumeration(let names), .string):
      let text = try json.string()
      return names.contains { $0.utf8.elementsEqual(text.utf8) } ? .string(text) : nil
    case (.span, .array):
      var ends: [UInt32?] = []
      try json.array { json in
        if case .number = json.next() {
          ends.append(UInt32(try json.number()))
        } else {
          try json.skip()
          ends.append(nil)
        }
      }
      guard ends.count == 2, let start = ends[0], let end = ends[1], start <= end else { return nil }
      return .span(ByteRange(start, end))
    case (.list(let item), .array):
      var items: [FieldValue] = []
      var isGood = true
      try json.array { json in
        if let value = try Self.value(&json, item) { items.append(value) } else { isGood = false }
      }
      return isGood ? .list(items) : nil
    default:
      try json.skip()
      return nil
    }
  }
}

extension FieldType {
  /// The type as messages and manifests name it.
  var inWords: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .decimal: "decimal"
    case .string: "string"
    case .enumeration(let names): "[\(names.joined(separator: ", "))]"
    case .span: "span"
    case .list(let item): "{ list: \(item.inWords) }"
    }
  }
}
