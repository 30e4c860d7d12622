import Pipeline

/// Reads values by the declared types of options, from the raw text of scalars.
struct OptionReader {
  let diagnostics: Diagnostics
  /// The folder that paths resolve from.
  let folder: ByteString
  /// Opens files that hold parts of options.
  var files: OptionFiles?

  /// The options of `owner` ("deduplicate") given in `entries`; keys in `reserved` are somebody else's.
  func read(
    _ specs: [OptionSpec], _ entries: [FileNode.Entry], owner: String, at node: FileNode, reserved: Set<String> = []
  ) -> Options {
    var given: [String: OptionValue] = [:]
    for entry in entries where !reserved.contains(entry.name) {
      guard let spec = specs.first(where: { $0.name == entry.name }) else {
        diagnostics.unknown(
          .unknownOption, entry.key, "\(owner) has no option '\(entry.name.shown)'",
          among: specs.map(\.name) + reserved.sorted(), kind: "options")
        continue
      }
      if let value = read(spec.type, entry.value, what: "'\(spec.name)'") { given[spec.name] = value }
    }
    var result: [Options.Entry] = []
    for spec in specs {
      if let value = given[spec.name] {
        result.append(Options.Entry(name: spec.name, value: value))
      } else if let text = spec.defaultText, !entries.contains(where: { $0.name == spec.name }) {
        if let value = read(spec.type, Self.node(ofDefault: text, node.position), what: "'\(spec.name)'") {
          result.append(Options.Entry(name: spec.name, value: value))
        }
      } else if spec.isRequired, !entries.contains(where: { $0.name == spec.name }) {
        diagnostics.error(.missingOption, node, "\(owner) needs the option '\(spec.name)': \(spec.summary)")
      }
    }
    return Options(result)
  }

  /// Defaults are written as in a pipeline file; only lists and mappings need the YAML reader.
  private static func node(ofDefault text: String, _ position: FilePosition) -> FileNode {
    guard text.hasPrefix("[") || text.hasPrefix("{") else {
      return FileNode(content: .scalar(text, isPlain: true), position: position)
    }
    var reader = YAMLReader(Diagnostics(SourceText(name: "default", bytes: Array(text.utf8))))
    return reader.read() ?? FileNode(content: .scalar(text, isPlain: true), position: position)
  }

  /// A value of `type`, or nil with an error reported.
  func read(_ type: OptionType, _ node: FileNode, what: String) -> OptionValue? {
    switch type {
    case .list(let item):
      // A single value stands for a list of one.
      guard let items = node.list else {
        if node.isEmpty { return fail(node, what, type) }
        return read(item, node, what: what).map { .list([$0]) }
      }
      let values = items.map { read(item, $0, what: "an item of \(what)") }
      return values.contains { $0 == nil } ? nil : .list(values.compactMap { $0 })
    case .record(let specs):
      guard let entries = node.mapping else { return fail(node, what, type) }
      return .record(read(specs, entries, owner: what, at: node))
    case .map(let item):
      guard let entries = node.mapping else { return fail(node, what, type) }
      var values: [(key: String, value: OptionValue)] = []
      for entry in entries {
        guard let value = read(item, entry.value, what: "'\(entry.name)'") else { return nil }
        values.append((entry.name, value))
      }
      return .map(values)
    case .either(let first, let second):
      return read(fits(first, node) ? first : second, node, what: what)
    case .condition:
      return ConditionReader(diagnostics: diagnostics).read(node).map(OptionValue.condition)
    case .trees:
      return trees(node, what).map(OptionValue.trees)
    default:
      guard let text = node.scalar, !node.isEmpty else { return fail(node, what, type) }
      return scalar(type, text, node, what)
    }
  }

  /// Whether the shape of a node is one that the type takes.
  private func fits(_ type: OptionType, _ node: FileNode) -> Bool {
    switch type {
    case .record, .map, .condition: node.mapping != nil
    case .trees: node.mapping != nil || node.list != nil
    case .list: node.list != nil
    case .either(let a, let b): fits(a, node) || fits(b, node)
    case .enumeration(let names): node.scalar.map(names.contains) ?? false
    case .bool: node.scalar == "true" || node.scalar == "false"
    default: node.scalar != nil
    }
  }

  private func scalar(_ type: OptionType, _ text: String, _ node: FileNode, _ what: String) -> OptionValue? {
    switch type {
    case .bool:
      if text == "true" { return .bool(true) }
      if text == "false" { return .bool(false) }
    case .int(let range):
      if let value = Int(text), range.contains(value) { return .int(value) }
    case .decimal(let range):
      if let value = ExactDecimal(text)?.double, range.contains(value) { return .decimal(value) }
    case .share:
      if let value = Self.share(text) { return .decimal(value) }
    case .bytes:
      if let value = Self.bytes(text) { return .int(value) }
    case .duration:
      if let value = Self.seconds(text) { return .decimal(value) }
    case .string:
      return .string(text)
    case .enumeration(let names):
      if names.contains(text) { return .string(text) }
      diagnostics.error(
        .badValue, node, "\(what) must be one of \(names.joined(separator: ", ")), not \(node.shape)",
        suggestion: NearestName.find(text, among: names))
      return nil
    case .path:
      return .path(Self.resolve(text, from: folder))
    case .language:
      if Self.isLanguage(text) { return .language(Language(text)) }
    default: break
    }
    return fail(node, what, type)
  }

  private func fail(_ node: FileNode, _ what: String, _ type: OptionType) -> OptionValue? {
    diagnostics.error(.badValue, node, "\(what) must be \(type.inWords), not \(node.shape)")
    return nil
  }

  /// `0.4` or `40%` as a number from 0 to 1.
  static func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    guard var value = ExactDecimal(isPercent ? text.dropLast() : text[...])?.double else { return nil }
    if isPercent { value /= 100 }
    return (0...1).contains(value) ? value : nil
  }

  /// `500`, `256kB`, `16MB`, `1GiB` as a number of bytes.
  static func bytes(_ text: String) -> Int? {
    let units: [(String, Int)] = [
      ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("kB", 1000), ("KB", 1000), ("MB", 1_000_000),
      ("GB", 1_000_000_000), ("B", 1),
    ]
    for (unit, factor) in units where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count)
      guard let number = Int(digits.last == " " ? digits.dropLast() : digits), number >= 0 else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    }
    return Int(text).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// `500ms`, `10s`, `2min`, `1h` in seconds.
  static func seconds(_ text: String) -> Double? {
    for (unit, factor) in [("ms", 0.001), ("s", 1.0), ("min", 60.0), ("h", 3600.0)] where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count)
      guard let value = ExactDecimal(digits.last == " " ? digits.dropLast() : digits)?.double else { continue }
      return value > 0 && value <= 1e6 ? value * factor : nil
    }
    return nil
  }

  /// Whether a text has the form of a BCP 47 tag: subtags of 1 to 8 letters and digits, the first of letters.
  static func isLanguage(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...8).contains(first.count) else { return false }
    guard first.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count)
        && part.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 }
    }
  }

  static func resolve(_ path: String, from folder: ByteString) -> ByteString {
    if path.hasPrefix("/") || folder.isEmpty || folder == "." { return ByteString(path) }
    if path == "." { return folder }
    return ByteString(folder.bytes + [UInt8(ascii: "/")] + Array(path.utf8))
  }
}

extension OptionType {
  /// The type as an error message and the reference name it.
  package var inWords: String {
    switch self {
    case .bool: "true or false"
    case .int(let range):
      range.upperBound == .max
        ? (range.lowerBound == .min ? "a whole number" : "a whole number of at least \(range.lowerBound)")
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .decimal(let range):
      range.upperBound.isFinite && range.upperBound < 1e300
        ? "a number from \(range.lowerBound) to \(range.upperBound)" : "a number"
    case .share: "a share such as 0.4 or 40%"
    case .bytes: "a number of bytes such as 500, 256kB or 16MB"
    case .duration: "a length of time such as 500ms, 10s or 2min"
    case .string: "a text"
    case .enumeration(let names): "one of " + names.joined(separator: ", ")
    case .path: "a path"
    case .language: "a language tag such as en or zh-Hant"
    case .list(let item): "a list (of \(item.inWords))"
    case .record(let specs): "a mapping with " + specs.map(\.name).joined(separator: ", ")
    case .map(let item): "a mapping (to \(item.inWords))"
    case .either(let a, let b): "\(a.inWords) or \(b.inWords)"
    case .condition: "a condition such as { language: [en, uk] }"
    case .trees: "a list of mappings and of paths to files with more of them"
    }
  }
}
