import Bytes
import Pipeline

/// The JSON Schema (draft 2020-12) of pipeline files, for editors; derived from the specs of stages and formats.
package enum PipelineSchema {
  package static func json(_ registry: Registry) -> [UInt8] {
    var out = JSONWriter()
    out.beginObject()
    string("$schema", "https://json-schema.org/draft/2020-12/schema", &out)
    string("title", "Assay pipeline", &out)
    string("type", "object", &out)
    out.key("additionalProperties")
    out.bool(false)
    strings("required", ["assay", "stages"], &out)
    object("properties", &out) { out in
      object("assay", &out) { out in
        out.key("const")
        out.int(1)
      }
      object("name", &out) { string("type", "string", &$0) }
      object("vars", &out) { string("type", "object", &$0) }
      object("plugins", &out) { string("type", "array", &$0) }
      object("max-document", &out) { type(.bytes, &$0) }
      object("on-error", &out) { onError(&$0) }
      object("read", &out) { read(registry, &$0) }
      object("stages", &out) { out in
        string("type", "array", &out)
        object("items", &out) { stages(registry, &$0) }
      }
      object("write", &out) { write(registry, &$0) }
      object("tests", &out) { tests(&$0) }
    }
    out.endObject()
    out.endLine()
    return out.bytes
  }

  // MARK: Parts of a file

  private static func onError(_ out: inout JSONWriter) {
    closedObject(&out) { object("stop-at", &$0) { strings("type", ["string", "integer"], &$0) } }
  }

  private static func read(_ registry: Registry, _ out: inout JSONWriter) {
    anyOf(&out) { out in
      item(&out) { string("type", "string", &$0) }
      item(&out) { out in
        string("type", "array", &out)
        object("items", &out) { out in
          anyOf(&out) { out in
            item(&out) { string("type", "string", &$0) }
            item(&out) { readEntry(registry, &$0) }
          }
        }
      }
      item(&out) { readEntry(registry, &$0) }
    }
  }

  private static func readEntry(_ registry: Registry, _ out: inout JSONWriter) {
    closedObject(&out, required: ["paths"]) { out in
      object("paths", &out) { type(.list(.string), &$0) }
      object("format", &out) { type(.enumeration(registry.inputFormats.map(\.spec.name)), &$0) }
      for format in registry.inputFormats {
        object(format.spec.name, &out) { out in closedObject(&out) { options(format.spec.options, &$0) } }
      }
      var seen: Set<String> = []
      for format in registry.inputFormats {
        options(format.spec.options.filter { seen.insert($0.name).inserted }, &out)
      }
    }
  }

  private static func stages(_ registry: Registry, _ out: inout JSONWriter) {
    anyOf(&out) { out in
      item(&out) { strings("enum", registry.stages.map(\.spec.name), &$0) }
      for stage in registry.stages {
        let spec = stage.spec
        item(&out) { out in
          string("description", spec.summary, &out)
          closedObject(&out, required: [spec.name]) { out in
            object(spec.name, &out) { out in
              string("description", spec.summary, &out)
              anyOf(&out) { out in
                item(&out) { string("type", "null", &$0) }
                item(&out) { out in
                  closedObject(&out) { out in
                    object("id", &out) { string("type", "string", &$0) }
                    object("when", &out) { string("type", "object", &$0) }
                    object("on-error", &out) { onError(&$0) }
                    options(spec.options, &out)
                  }
                }
                if let main = spec.options.first(where: { $0.name == spec.mainOption }) {
                  item(&out) { type(main.type, &$0) }
                }
              }
            }
          }
        }
      }
    }
  }

  private static func write(_ registry: Registry, _ out: inout JSONWriter) {
    func entry(_ out: inout JSONWriter) {
      anyOf(&out) { out in
        item(&out) { string("type", "string", &$0) }
        item(&out) { out in
          closedObject(&out, required: ["path"]) { out in
            object("path", &out) { string("type", "string", &$0) }
            object("format", &out) { type(.enumeration(registry.outputFormats.map(\.spec.name)), &$0) }
            object("text", &out) { type(.enumeration(WrittenText.allCases.map(\.rawValue)), &$0) }
            object("offsets", &out) { type(.enumeration(OffsetUnit.allCases.map(\.rawValue)), &$0) }
            object("only", &out) { type(.enumeration(Output.Selection.allCases.map(\.rawValue)), &$0) }
            object("fields", &out) { type(.list(.string), &$0) }
            var seen: Set<String> = []
            for format in registry.outputFormats {
              options(format.spec.options.filter { seen.insert($0.name).inserted }, &out)
            }
          }
        }
      }
    }
    anyOf(&out) { out in
      item(&out) { entry(&$0) }
      item(&out) { out in
        string("type", "array", &out)
        object("items", &out) { entry(&$0) }
      }
    }
  }

  private static func tests(_ out: inout JSONWriter) {
    string("type", "array", &out)
    object("items", &out) { out in
      closedObject(&out, required: ["given", "expect"]) { out in
        object("name", &out) { string("type", "string", &$0) }
        object("through", &out) { string("type", "string", &$0) }
        object("given", &out) { string("type", "array", &$0) }
        object("expect", &out) { string("type", "array", &$0) }
      }
    }
  }

  // MARK: Types

  private static func options(_ specs: [OptionSpec], _ out: inout JSONWriter) {
    for spec in specs {
      object(spec.name, &out) { out in
        string("description", spec.summary, &out)
        if let text = spec.defaultText { string("default", text, &out) }
        type(spec.type, &out)
      }
    }
  }

  private static func type(_ type: OptionType, _ out: inout JSONWriter) {
    switch type {
    case .bool: string("type", "boolean", &out)
    case .int(let range):
      string("type", "integer", &out)
      if range.lowerBound != .min {
        out.key("minimum")
        out.int(range.lowerBound)
      }
    case .decimal: string("type", "number", &out)
    case .share, .bytes: strings("type", ["string", "number"], &out)
    case .string: strings("type", ["string", "number", "boolean"], &out)
    case .path, .language, .duration: string("type", "string", &out)
    case .enumeration(let names): strings("enum", names, &out)
    case .list(let item):
      anyOf(&out) { out in
        self.item(&out) { self.type(item, &$0) }
        self.item(&out) { out in
          string("type", "array", &out)
          object("items", &out) { self.type(item, &$0) }
        }
      }
    case .record(let specs): closedObject(&out) { options(specs, &$0) }
    case .map(let item):
      string("type", "object", &out)
      object("additionalProperties", &out) { self.type(item, &$0) }
    case .either(let a, let b):
      anyOf(&out) { out in
        item(&out) { self.type(a, &$0) }
        item(&out) { self.type(b, &$0) }
      }
    case .condition: string("type", "object", &out)
    case .trees:
      string("type", "array", &out)
      object("items", &out) { strings("type", ["string", "object"], &$0) }
    }
  }

  // MARK: JSON

  private static func string(_ key: String, _ value: String, _ out: inout JSONWriter) {
    out.key(key)
    out.string(value)
  }

  private static func strings(_ key: String, _ values: [String], _ out: inout JSONWriter) {
    out.key(key)
    out.beginArray()
    for value in values { out.string(value) }
    out.endArray()
  }

  private static func object(_ key: String, _ out: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
    out.key(key)
    item(&out, body)
  }

  private static func item(_ out: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
    out.beginObject()
    body(&out)
    out.endObject()
  }

  private static func anyOf(_ out: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
    out.key("anyOf")
    out.beginArray()
    body(&out)
    out.endArray()
  }

  private static func closedObject(_ out: inout JSONWriter, required: [String] = [], _ body: (inout JSONWriter) -> Void)
  {
    string("type", "object", &out)
    out.key("additionalProperties")
    out.bool(false)
    if !required.isEmpty { strings("required", required, &out) }
    object("properties", &out, body)
  }
}
