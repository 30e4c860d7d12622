import Bytes
import CPlugin
import Pipeline

/// A document as a shared library sees it during one call, and what the library says of it.
///
/// The functions of the C interface are the ones at the end; each finds this object behind the opaque pointer. What they hand
/// out is kept in an arena until the call ends.
final class PluginDocument {
  let document: Document
  /// Valid during the call only; whoever makes this object holds the text.
  private let text: UnsafeBufferPointer<UInt8>
  private let spec: StageSpec
  private var arena: [UnsafeMutableBufferPointer<UInt8>] = []
  var answer = PluginAnswer()

  init(_ document: Document, text: UnsafeBufferPointer<UInt8>, spec: StageSpec) {
    self.document = document
    self.text = text
    self.spec = spec
  }

  deinit { for buffer in arena { buffer.deallocate() } }

  private func lend(_ bytes: some Collection<UInt8>) -> assay_bytes {
    guard !bytes.isEmpty else { return assay_bytes(bytes: nil, count: 0) }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = buffer.initialize(from: bytes)
    arena.append(buffer)
    return assay_bytes(bytes: UnsafePointer(buffer.baseAddress), count: buffer.count)
  }

  private func lend(_ text: String?) -> assay_bytes { lend(Array((text ?? "").utf8)) }

  private func lend(_ value: FieldValue?) -> assay_value {
    var result = assay_value()
    switch value {
    case nil: result.type = PluginType.none
    case .bool(let value)?:
      result.type = PluginType.bool
      result.integer = value ? 1 : 0
    case .int(let value)?:
      result.type = PluginType.int
      result.integer = value
      result.number = Double(value)
    case .decimal(let value)?:
      result.type = PluginType.decimal
      result.text = lend(value.digits)
      result.number = value.double
    case .string(let value)?:
      result.type = PluginType.text
      result.text = lend(value)
    case .span(let span)?:
      result.type = PluginType.span
      result.span = assay_span(start: span.start, end: span.end)
    case .list?:
      var json = JSONWriter()
      json.value(value!) { Int($0) }
      result.type = PluginType.json
      result.text = lend(json.bytes)
    }
    return result
  }

  // MARK: Reading

  func read(_ part: PluginDocumentPart) -> assay_bytes {
    switch part {
    case .id: lend(document.id.display)
    case .text: assay_bytes(bytes: text.baseAddress, count: text.count)
    case .language: lend(document.language?.tag)
    case .published: lend(document.published)
    case .publisher: lend(document.publisher)
    }
  }

  func metadata(_ key: assay_bytes) -> assay_value {
    switch document.metadata[ByteString(key.array)] {
    case .string(let text)?: return lend(.string(text))
    case .json(let raw)?:
      var result = assay_value()
      result.type = PluginType.json
      result.text = lend(raw)
      return result
    case nil: return lend(nil as FieldValue?)
    }
  }

  private func isReadable(_ name: String) -> Bool {
    (spec.requires + spec.uses).contains { $0.utf8.elementsEqual(name.utf8) }
  }

  func value(_ name: assay_bytes) -> assay_value {
    let name = name.string
    return lend(isReadable(name) ? document.value(name) : nil)
  }

  func layer(_ name: assay_bytes) -> Layer? {
    let name = name.string
    return isReadable(name) ? document.layer(name) : nil
  }

  func field(_ layer: assay_bytes, _ index: Int, _ field: assay_bytes) -> assay_value {
    guard let layer = self.layer(layer), index < layer.count else { return lend(nil as FieldValue?) }
    return lend(layer.value(field.string, at: index))
  }

  // MARK: Answering

  func annotate(
    _ name: assay_bytes, _ span: assay_span, _ values: UnsafeBufferPointer<assay_value>
  ) -> Int32 {
    guard let place = place(of: name) else { return refuse("the manifest declares no layer '\(name.string.shown)'") }
    let schema = answer.layers[place].schema
    guard values.count <= schema.fields.count else {
      return refuse("the layer '\(schema.name)' has \(schema.fields.count) fields, not \(values.count)")
    }
    for (index, field) in schema.fields.enumerated() {
      var value: FieldValue?
      if index < values.count, values[index].type != PluginType.none {
        value = fieldValue(values[index], field.type)
        if value == nil { return refuse("'\(field.name)' in '\(schema.name)' is not of type \(field.type.inWords)") }
      }
      answer.layers[place].fields[index].append(value)
    }
    answer.layers[place].starts.append(Int(span.start))
    answer.layers[place].ends.append(Int(span.end))
    return 0
  }

  private func place(of name: assay_bytes) -> Int? {
    let bytes = UnsafeBufferPointer(start: name.bytes, count: name.count)
    // Plugins have few layers; the one used last is mostly the one meant.
    if let place = answer.layers.firstIndex(where: { $0.schema.name.utf8.elementsEqual(bytes) }) { return place }
    guard let schema = spec.provides.first(where: { $0.name.utf8.elementsEqual(bytes) }) else { return nil }
    answer.layers.append(PluginAnswer.Columns(schema))
    return answer.layers.count - 1
  }

  func setValue(_ name: assay_bytes, _ value: assay_value) -> Int32 {
    let name = name.string
    guard let field = spec.values.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      return refuse("the manifest declares no value '\(name.shown)'")
    }
    if value.type == PluginType.none {
      answer.values.append(.init(name: name, value: nil))
      return 0
    }
    guard let converted = fieldValue(value, field.type) else {
      return refuse("the value '\(name)' is not of type \(field.type.inWords)")
    }
    answer.values.append(.init(name: name, value: converted))
    return 0
  }

  func edit(_ span: assay_span, _ replacement: assay_bytes) -> Int32 {
    guard spec.kind == .text else { return refuse("only a text stage may edit") }
    guard let text = replacement.validated else { return refuse("a replacement is not UTF-8") }
    answer.edits.append(.init(start: Int(span.start), end: Int(span.end), text: Array(text.utf8)))
    return 0
  }

  func drop(_ reason: assay_bytes) -> Int32 {
    let reason = reason.string
    guard spec.kind == .filter else { return refuse("only a filter may drop") }
    guard spec.reasons.contains(where: { $0.utf8.elementsEqual(reason.utf8) }) else {
      return refuse("the manifest declares no reason '\(reason.shown)'")
    }
    answer.drop = reason
    return 0
  }

  func fail(_ kind: assay_bytes, _ message: assay_bytes) -> Int32 {
    if answer.failure == nil {
      answer.failure = DocumentError(
        kind.count == 0 ? "plugin error" : kind.string.shown, String(message.string.prefix(2000)))
    }
    return 0
  }

  private func refuse(_ message: String) -> Int32 {
    answer.refuse(message)
    return -1
  }

  private func fieldValue(_ value: assay_value, _ type: FieldType) -> FieldValue? {
    switch (type, value.type) {
    case (.bool, PluginType.bool): return .bool(value.integer != 0)
    case (.int, PluginType.int): return .int(value.integer)
    case (.decimal, PluginType.int): return .decimal(ExactDecimal(Int(value.integer)))
    case (.decimal, PluginType.double):
      return value.number.isFinite ? ExactDecimal(value.number.description).map { .decimal($0) } : nil
    case (.decimal, PluginType.decimal): return value.text.validated.flatMap { ExactDecimal($0) }.map { .decimal($0) }
    case (.string, PluginType.text): return value.text.validated.map { .string($0) }
    case (.enumeration(let names), PluginType.text):
      return value.text.validated.flatMap { text in
        names.contains { $0.utf8.elementsEqual(text.utf8) } ? .string(text) : nil
      }
    case (.span, PluginType.span):
      return value.span.start <= value.span.end ? .span(ByteRange(value.span.start, value.span.end)) : nil
    case (.list, PluginType.json):
      guard value.text.validated != nil else { return nil }
      var json = JSONReader(value.text.array)
      return try? PluginAnswerReader.value(&json, type)
    default: return nil
    }
  }
}

enum PluginDocumentPart { case id, text, language, published, publisher }

/// The types of `assay_value`; C's macros with casts do not reach Swift.
enum PluginType {
  static let none: UInt32 = 0
  static let bool: UInt32 = 1
  static let int: UInt32 = 2
  static let decimal: UInt32 = 3
  static let double: UInt32 = 4
  static let text: UInt32 = 5
  static let span: UInt32 = 6
  static let json: UInt32 = 7
}

extension assay_bytes {
  /// The bytes; what a plugin hands over is valid during the call in which it does.
  fileprivate var array: [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count)) }

  /// The text, where it is UTF-8.
  fileprivate var validated: String? {
    String(validating: UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count), as: UTF8.self)
  }

  /// The text; what is not UTF-8 becomes U+FFFD.
  fileprivate var string: String {
    String(decoding: UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count), as: UTF8.self)
  }
}

// MARK: The C interface

extension PluginDocument {
  /// The object behind the pointer that a plugin hands back. Sound while the call lasts for which it was made.
  private static func of(_ pointer: OpaquePointer?) -> PluginDocument {
    Unmanaged.fromOpaque(UnsafeRawPointer(pointer!)).takeUnretainedValue()
  }

  static let host = assay_host(
    contract: PluginContract.number,
    size: UInt32(MemoryLayout<assay_host>.size),
    id: { of($0).read(.id) },
    text: { of($0).read(.text) },
    language: { of($0).read(.language) },
    published: { of($0).read(.published) },
    publisher: { of($0).read(.publisher) },
    title: { pointer in
      let title = of(pointer).document.titleRange ?? ByteRange(0, 0)
      return assay_span(start: title.start, end: title.end)
    },
    metadata: { of($0).metadata($1) },
    value: { of($0).value($1) },
    count: { of($0).layer($1)?.count ?? -1 },
    span: { pointer, layer, index in
      guard let layer = of(pointer).layer(layer), index < layer.count else { return assay_span(start: 0, end: 0) }
      return assay_span(start: layer.spans[index].start, end: layer.spans[index].end)
    },
    field: { of($0).field($1, $2, $3) },
    annotate: { of($0).annotate($1, $2, UnsafeBufferPointer(start: $3, count: $3 == nil ? 0 : $4)) },
    set_value: { of($0).setValue($1, $2) },
    edit: { of($0).edit($1, $2) },
    drop: { of($0).drop($1) },
    fail: { of($0).fail($1, $2) })
}
