import Bytes
import Pipeline

/// The YAML files that options of type `trees` name, each opened once, with what is wrong in them.
final class OptionFiles {
  private let fileSystem: (any FileSystem)?
  private var opened: [(path: ByteString, diagnostics: Diagnostics)] = []

  init(_ fileSystem: (any FileSystem)?) { self.fileSystem = fileSystem }

  func diagnostics(of path: ByteString) -> Diagnostics? { opened.first { $0.path == path }?.diagnostics }

  /// The problems of all files, in the order in which they were opened.
  var problems: [Diagnostic] { opened.flatMap(\.diagnostics.sorted) }

  /// The root of the YAML in a file; nil where it can't be read as YAML, which its diagnostics say.
  ///
  /// - Throws: what the file system says where there is no such file.
  func root(of path: ByteString) throws -> (node: FileNode?, diagnostics: Diagnostics) {
    guard let fileSystem else { throw StageSetupError("no files can be opened here") }
    let bytes = try fileSystem.contents(of: FilePath(bytes: path.bytes), limit: YAMLReader.maximumBytes + 1)
    let diagnostics = Diagnostics(SourceText(name: path.display, bytes: bytes))
    opened.append((path, diagnostics))
    var reader = YAMLReader(diagnostics)
    reader.whatIsEmpty = "a list with a dash before each item is expected"
    return (reader.read(), diagnostics)
  }

  /// The items of YAML that comes with a stage.
  static func trees(_ bytes: [UInt8], _ name: String) throws -> [OptionTree] {
    let diagnostics = Diagnostics(SourceText(name: name, bytes: bytes))
    var reader = YAMLReader(diagnostics)
    guard let items = reader.read()?.list else {
      throw StageSetupError(diagnostics.all.first?.headline ?? "\(name): a list is expected")
    }
    return items.map { OptionTree($0, file: ByteString(name), folder: "") }
  }

  /// The YAML file beside a path that can't be opened whose name is nearest.
  func nearest(to path: ByteString) -> String? {
    let path = FilePath(bytes: path.bytes)
    let names = ((try? fileSystem?.list(path.parent)) ?? []).map { ByteString($0.name).display }
      .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    let name = path.display.split(separator: "/").last.map(String.init) ?? ""
    return NearestName.find(name, among: names.sorted())
  }
}

extension OptionReader {
  /// The items of an option of type `trees`; a single one stands for a list of one.
  func trees(_ node: FileNode, _ what: String) -> [OptionTree]? {
    if node.isEmpty {
      diagnostics.error(.badValue, node, "\(what) must be \(OptionType.trees.inWords), not \(node.shape)")
      return nil
    }
    var trees: [OptionTree] = []
    for item in node.list ?? [node] {
      guard item.scalar != nil else {
        trees.append(OptionTree(item, folder: folder))
        continue
      }
      // What is wrong with a file is said; the other items are still to be checked.
      trees += self.trees(ofFile: item, what) ?? []
    }
    return trees
  }

  private func trees(ofFile item: FileNode, _ what: String) -> [OptionTree]? {
    guard let files, let text = item.scalar, !text.isEmpty else {
      diagnostics.error(.badValue, item, "an item of \(what) is a mapping or the path of a file, not \(item.shape)")
      return nil
    }
    let path = OptionReader.resolve(text, from: folder)
    guard files.diagnostics(of: path) == nil else {
      diagnostics.error(.badValue, item, "the file '\(text.shown)' is named twice")
      return nil
    }
    do {
      let (root, fileDiagnostics) = try files.root(of: path)
      guard let root else {
        diagnostics.error(.badValue, item, "the file '\(text.shown)' can't be used; it has errors")
        return nil
      }
      guard let items = root.list else {
        fileDiagnostics.error(
          .wrongShape, root, "a list is expected here, with a dash before each item, not \(root.shape)")
        diagnostics.error(.badValue, item, "the file '\(text.shown)' can't be used; it has errors")
        return nil
      }
      let folder = ByteString(FilePath(bytes: path.bytes).parent.bytes)
      return items.map { OptionTree($0, file: path, folder: folder) }
    } catch {
      diagnostics.error(
        .badValue, item, "can't read the file '\(text.shown)': \(error)", suggestion: files.nearest(to: path),
        notes: ["paths are those of YAML files, from the folder of the pipeline file"])
      return nil
    }
  }
}

extension OptionTree {
  init(_ node: FileNode, file: ByteString = "", folder: ByteString) {
    let content: Content =
      switch node.content {
      case .scalar(let text, _): .scalar(text)
      case .list(let items): .list(items.map { OptionTree($0, file: file, folder: folder) })
      case .mapping(let entries):
        .mapping(
          entries.map { entry in
            Entry(
              key: OptionTree(entry.key, file: file, folder: folder),
              value: OptionTree(entry.value, file: file, folder: folder))
          })
      }
    self.init(
      content, at: Place(file: file, folder: folder, line: node.position.line, column: node.position.column))
  }
}

extension Diagnostic {
  /// What a stage found wrong in a part of its options, which stands in `source`.
  init(_ problem: OptionProblem, of stage: String, in source: SourceText) {
    let position = FilePosition(line: problem.tree.place.line, column: problem.tree.place.column)
    let scalars = source.scalars(ofLine: position.line)
    var span = source.span(at: position, text: problem.tree.scalar)
    if let offset = problem.offset, let text = problem.tree.scalar, position.column >= 1 {
      // Only where the text stands in the file as it was read: no escapes, no folded lines.
      let start = position.column - 1
      let isQuoted = start < scalars.count && (scalars[start] == "\"" || scalars[start] == "'")
      let inside = start + (isQuoted ? 1 : 0)
      let before = Array(text.unicodeScalars.prefix(offset))
      if inside <= scalars.count, scalars[inside...].starts(with: before) {
        span = SourceSpan(line: position.line, column: inside + offset + 1)
      }
    }
    var line = ""
    line.unicodeScalars.append(contentsOf: scalars)
    self.init(
      .pattern, file: source.name, span: span, message: "\(stage): \(problem.message)",
      suggestion: problem.unknown.flatMap { NearestName.find($0, among: problem.known) }, notes: problem.notes,
      sourceLine: line)
  }
}
