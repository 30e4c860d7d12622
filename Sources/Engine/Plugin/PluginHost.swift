import Bytes
import Glibc
import Pipeline

/// The child process in which a shared library runs: speaks the plugin protocol on standard input and output and calls the C
/// interface. See Documentation/PluginProtocol.md.
package final class PluginHost {
  private let path: FilePath
  private let input: Int32
  private let output: Int32
  private var spec: StageSpec!
  private var inputs: [LayerSchema] = []
  private var library: PluginLibrary!
  private var instance: PluginLibrary.Instance!
  private var incoming: [UInt8] = []

  private struct Closed: Error {}

  /// Serves the library at `path` until the input ends, and answers the exit code.
  package static func serve(_ path: FilePath) -> Int32 {
    // What the library prints must not come between the frames.
    let output = dup(1)
    dup2(2, 1)
    let host = PluginHost(path, input: 0, output: output)
    do {
      try host.run()
      return 0
    } catch is Closed {
      return 0
    } catch {
      let text = Array("plugin-host: \(error)\n".utf8)
      _ = text.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
      return 1
    }
  }

  private init(_ path: FilePath, input: Int32, output: Int32) {
    self.path = path
    self.input = input
    self.output = output
  }

  private func run() throws {
    try start(try read())
    while true { try answer(try read()) }
  }

  // MARK: Pipes

  private func read() throws -> Frame {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      if let (frame, size) = try Frame.first(in: incoming[...], limit: .max) {
        incoming.removeFirst(size)
        return frame
      }
      let count = buffer.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Closed() }
      incoming.append(contentsOf: buffer[..<count])
    }
  }

  private func write(_ header: [UInt8]) throws {
    var bytes: [UInt8] = []
    Frame(header: header, body: []).append(to: &bytes)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Closed() }
      done += count
    }
  }

  // MARK: Messages

  private func start(_ frame: Frame) throws {
    let header = try JSONValue(parsing: frame.header)
    func schemas(_ key: String) -> [LayerSchema] {
      guard case .object(let members)? = header[key] else { return [] }
      return members.map { layer in
        LayerSchema(
          layer.key, "",
          fields: (layer.value.array ?? []).compactMap { field in
            guard let parts = field.array, parts.count == 2, let name = parts[0].string,
              let type = parts[1].string.flatMap({ FieldType(inWords: $0) })
            else { return nil }
            return LayerSchema.Field(name, type)
          })
      }
    }
    inputs = schemas("inputs")
    var values: [LayerSchema.Field] = []
    if case .object(let members)? = header["values"] {
      values = members.compactMap { member in
        member.value.string.flatMap { FieldType(inWords: $0) }.map { LayerSchema.Field(member.key, $0) }
      }
    }
    spec = StageSpec(
      name: header["name"]?.string ?? "", version: header["version"]?.int ?? 0,
      kind: header["kind"]?.string.flatMap { StageKind(rawValue: $0) } ?? .annotating, summary: "",
      // What the manifest wants is what is sent, so everything sent may be read.
      uses: inputs.map(\.name) + (header["reads"]?.array ?? []).compactMap(\.string), provides: schemas("layers"),
      values: values, reasons: (header["reasons"]?.array ?? []).compactMap(\.string))
    var json = JSONWriter()
    json.beginObject()
    json.key("type")
    do {
      library = try PluginLibrary(path, spec: spec)
      var raw: [UInt8] = Array("{}".utf8)
      var reader = JSONReader(frame.header)
      try reader.object { reader, key in
        if key == "options" { raw = Array(try reader.raw()) } else { try reader.skip() }
      }
      instance = try library.makeInstance(raw)
      json.string("ready")
      json.key("protocol")
      json.int(PluginManifest.protocolVersion)
      json.key("name")
      json.string(spec.name)
      json.key("version")
      json.int(spec.version)
    } catch let error as StageSetupError {
      json.string("error")
      json.key("message")
      json.string(error.message)
    }
    json.endObject()
    try write(json.bytes)
  }

  private func answer(_ frame: Frame) throws {
    var batch = 0
    var documents: [Document] = []
    var position = 0
    var json = JSONReader(frame.header)
    let reader = PluginDocumentReader(inputs: inputs)
    try json.object { json, key in
      switch key {
      case "batch": batch = try json.int()
      case "documents": try json.array { documents.append(try reader.read(&$0, frame.body, &position)) }
      default: try json.skip()
      }
    }
    var out = JSONWriter()
    out.beginObject()
    out.key("type")
    out.string("result")
    out.key("batch")
    out.int(batch)
    out.key("documents")
    out.beginArray()
    for document in documents {
      out.answer(library.answer(document, instance, spec: spec), id: document.id.display)
    }
    out.endArray()
    out.endObject()
    try write(out.bytes)
  }
}

extension FieldType {
  /// Reads what `inWords` writes.
  init?(inWords text: String) {
    switch text {
    case "bool": self = .bool
    case "int": self = .int
    case "decimal": self = .decimal
    case "string": self = .string
    case "span": self = .span
    case _ where text.hasPrefix("[") && text.hasSuffix("]"):
      self = .enumeration(text.dropFirst().dropLast().split(separator: ", ").map(String.init))
    case _ where text.hasPrefix("{ list: ") && text.hasSuffix(" }"):
      guard let item = FieldType(inWords: String(text.dropFirst(8).dropLast(2))) else { return nil }
      self = .list(item)
    default: return nil
    }
  }
}

extension JSONWriter {
  /// One document of a `result` frame.
  fileprivate mutating func answer(_ answer: PluginAnswer, id: String) {
    beginObject()
    key("id")
    string(id)
    if let failure = answer.failure {
      key("fail")
      beginObject()
      key("kind")
      string(failure.kind)
      key("message")
      string(failure.message)
      endObject()
      return endObject()
    }
    if let reason = answer.drop {
      key("drop")
      string(reason)
    }
    if !answer.values.isEmpty {
      key("values")
      beginObject()
      for item in answer.values {
        key(item.name)
        if let value = item.value { self.value(value) { Int($0) } } else { null() }
      }
      endObject()
    }
    if !answer.layers.isEmpty {
      key("layers")
      beginObject()
      for columns in answer.layers { layer(columns) }
      endObject()
    }
    if !answer.edits.isEmpty {
      key("edits")
      beginObject()
      key("start")
      ints(answer.edits.map(\.start))
      key("end")
      ints(answer.edits.map(\.end))
      key("text")
      beginArray()
      for edit in answer.edits { string(validated: edit.text) }
      endArray()
      endObject()
    }
    endObject()
  }

  private mutating func ints(_ values: [Int]) {
    beginArray()
    for value in values { int(value) }
    endArray()
  }

  private mutating func layer(_ columns: PluginAnswer.Columns) {
    key(columns.schema.name)
    beginObject()
    key("start")
    ints(columns.starts)
    key("end")
    ints(columns.ends)
    for (field, column) in zip(columns.schema.fields, columns.fields) where column.contains(where: { $0 != nil }) {
      key(field.name)
      beginArray()
      for item in column { if let item { value(item) { Int($0) } } else { null() } }
      endArray()
    }
    endObject()
  }
}
