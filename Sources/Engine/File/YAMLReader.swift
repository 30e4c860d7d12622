import Pipeline
import Yams

/// Reads YAML into nodes with positions, within bounds.
struct YAMLReader {
  static let maximumBytes = 1_000_000
  static let maximumNodes = 100_000
  static let maximumDepth = 64
  /// Few are ever needed, and many can stand for more values than memory holds. Counted before parsing, since the parser
  /// already looks into aliases that are keys.
  static let maximumAliases = 16

  let diagnostics: Diagnostics
  /// What to say of an empty file.
  var whatIsEmpty = "a pipeline starts with 'assay: 1'"
  private var nodes = 0
  private var isOverflowing = false

  init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  /// The file's root node, or nil where it can't be read; why is among the diagnostics.
  mutating func read() -> FileNode? {
    let source = diagnostics.source
    guard source.bytes.count <= Self.maximumBytes else {
      diagnostics.error(
        .tooLarge, .wholeFile, "the file has \(source.bytes.count) bytes, more than \(Self.maximumBytes)")
      return nil
    }
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      diagnostics.error(.notText, .wholeFile, "the file is not UTF-8 text")
      return nil
    }
    guard Self.aliases(in: source.bytes) <= Self.maximumAliases else {
      diagnostics.error(.tooLarge, .wholeFile, "the file has more than \(Self.maximumAliases) aliases (*name)")
      return nil
    }
    do {
      guard let root = try Yams.compose(yaml: text) else {
        diagnostics.error(.notAMapping, .wholeFile, "the file is empty; \(whatIsEmpty)")
        return nil
      }
      let node = convert(root, depth: 0, parent: FilePosition(line: 1, column: 1))
      return isOverflowing ? nil : node
    } catch {
      report(error)
      return nil
    }
  }

  /// How many aliases the file may hold: stars where a value may begin, with a name behind.
  private static func aliases(in bytes: [UInt8]) -> Int {
    var count = 0
    for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "*") {
      let next = bytes[index + 1]
      let isName = (next | 0x20) >= 0x61 && (next | 0x20) <= 0x7A || next >= 0x30 && next <= 0x39 || next == 0x5F
      if isName, index == 0 || " \t\n\r[{,:?-".utf8.contains(bytes[index - 1]) { count += 1 }
    }
    return count
  }

  private mutating func convert(_ node: Node, depth: Int, parent: FilePosition) -> FileNode {
    nodes += 1
    let position = node.mark.map { FilePosition(line: $0.line, column: $0.column) } ?? parent
    let isTooMuch = nodes > Self.maximumNodes || depth > Self.maximumDepth
    if isTooMuch || isOverflowing {
      if !isOverflowing {
        isOverflowing = true
        let what =
          depth > Self.maximumDepth
          ? "values are nested deeper than \(Self.maximumDepth)" : "the file has more than \(Self.maximumNodes) values"
        diagnostics.error(.tooLarge, position, what)
      }
      return FileNode(content: .scalar("", isPlain: true), position: position)
    }
    switch node {
    case .scalar(let scalar):
      return FileNode(
        content: .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any), position: position)
    case .sequence(let sequence):
      var items: [FileNode] = []
      for item in sequence {
        items.append(convert(item, depth: depth + 1, parent: position))
        if isOverflowing { break }
      }
      return FileNode(content: .list(items), position: position)
    case .mapping(let mapping):
      var entries: [FileNode.Entry] = []
      var seen: Set<ByteString> = []
      for (key, value) in mapping {
        let key = convert(key, depth: depth + 1, parent: position)
        let value = convert(value, depth: depth + 1, parent: key.position)
        if isOverflowing { break }
        guard let name = key.scalar else {
          diagnostics.error(.wrongShape, key, "a key must be a single value, not \(key.shape)")
          continue
        }
        if name == "<<" { diagnostics.error(.unknownKey, key, "merge keys (<<) are not part of pipeline files") }
        if !seen.insert(ByteString(name)).inserted {
          diagnostics.error(.duplicateKey, key, "'\(name.shown)' stands twice")
        }
        entries.append(FileNode.Entry(key: key, value: value))
      }
      return FileNode(content: .mapping(entries), position: position)
    case .alias:
      diagnostics.error(.syntax, position, "an alias that leads nowhere")
      return FileNode(content: .scalar("", isPlain: true), position: position)
    }
  }

  private func report(_ error: any Error) {
    guard let error = error as? YamlError else {
      diagnostics.error(.syntax, .wholeFile, "\(error)")
      return
    }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      var message = problem
      if let context { message += " (\(context.text))" }
      let position = FilePosition(line: mark.line, column: mark.column)
      diagnostics.error(.syntax, position, message, notes: hint(at: position, context?.text ?? "").map { [$0] } ?? [])
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0.shown)'" }.joined(separator: ", ")
      let position = duplicates.first.flatMap { secondPlace(of: $0) }
      diagnostics.error(
        .duplicateKey, position ?? FilePosition(line: max(1, context.mark.line), column: max(1, context.mark.column)),
        "\(names) stand\(duplicates.count == 1 ? "s" : "") twice in one mapping")
    case .reader(let problem, let offset, let value, _):
      let position = diagnostics.source.position(ofByte: offset.map { Int($0) } ?? 0)
      diagnostics.error(
        .syntax, position,
        "a character that YAML does not allow: \(problem) (U+\(String(value, radix: 16, uppercase: true)))")
    default:
      diagnostics.error(.syntax, .wholeFile, "\(error)")
    }
  }

  /// What is usually meant where the parser only says what it could not read.
  private func hint(at position: FilePosition, _ context: String) -> String? {
    let line = diagnostics.source.scalars(ofLine: position.line)
    if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
      return "there is a tab at the start of the line; YAML is indented with spaces"
    }
    if context.contains("alias") { return "a value that starts with * stands in quotes: \"*\"" }
    return nil
  }

  /// Where a key stands for the second time at the start of a line; Yams only says that it does somewhere.
  private func secondPlace(of key: String) -> FilePosition? {
    var found = 0
    for line in 1...diagnostics.source.lineCount {
      let scalars = diagnostics.source.scalars(ofLine: line)
      let indent = scalars.prefix { $0 == " " || $0 == "-" }.count
      if scalars[indent...].starts(with: key.unicodeScalars),
        scalars.dropFirst(indent + key.unicodeScalars.count).first == ":"
      {
        found += 1
        if found == 2 { return FilePosition(line: line, column: indent + 1) }
      }
    }
    return nil
  }
}
