import Pipeline

/// What a test of a pipeline file expects of one output record: objects match partly, lists whole and in order.
package struct Expectation: Sendable {
  let node: FileNode

  /// What is different in `record`, one line each with the line in the file; empty: it is as expected.
  package func differences(from record: JSONValue) -> [String] {
    var out: [String] = []
    compare(node, record, path: "", &out)
    return out
  }

  private func compare(_ expected: FileNode, _ actual: JSONValue?, path: String, _ out: inout [String]) {
    let place = "line \(expected.position.line): \(path.isEmpty ? "the record" : path)"
    switch expected.content {
    case .mapping(let entries):
      guard case .object? = actual else {
        out.append("\(place): expected a mapping, found \(Self.show(actual))")
        return
      }
      for entry in entries {
        compare(entry.value, actual?[entry.name], path: path.isEmpty ? entry.name : path + "." + entry.name, &out)
      }
    case .list(let items):
      // A record may leave out what is empty.
      let found = actual ?? .array([])
      guard case .array(let values) = found else {
        out.append("\(place): expected a list, found \(Self.show(actual))")
        return
      }
      if values.count != items.count {
        out.append(
          "\(place): expected \(items.count), found \(values.count): \(values.map { Self.show($0) }.joined(separator: ", "))"
        )
        return
      }
      for (index, item) in items.enumerated() { compare(item, values[index], path: "\(path)[\(index)]", &out) }
    case .scalar(let text, let isPlain):
      if !matches(text, isPlain: isPlain, actual) {
        out.append("\(place): expected \(text.shown), found \(Self.show(actual))")
      }
    }
  }

  private func matches(_ text: String, isPlain: Bool, _ actual: JSONValue?) -> Bool {
    switch actual {
    case nil, .null?: isPlain && (text.isEmpty || text == "~" || text == "null")
    case .bool(let value)?: text == (value ? "true" : "false")
    case .number(let number)?:
      ExactDecimal(text).map { expected in ExactDecimal(number).map { $0 == expected } ?? false } ?? false
    case .string(let string)?: string.utf8.elementsEqual(text.utf8)
    case .array?, .object?: false
    }
  }

  static func show(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null?: "nothing"
    case .bool(let value)?: "\(value)"
    case .number(let text)?: text
    case .string(let text)?: "'\(text.shown)'"
    case .array(let items)?:
      "[" + items.prefix(8).map { show($0) }.joined(separator: ", ") + (items.count > 8 ? ", …]" : "]")
    case .object(let members)?:
      "{"
        + members.filter { $0.key != "start" && $0.key != "end" && $0.key != "stage" }.prefix(8)
        .map { "\($0.key): \(show($0.value))" }.joined(separator: ", ") + "}"
    }
  }
}
