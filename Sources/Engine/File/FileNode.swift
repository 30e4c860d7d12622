/// A node of a pipeline file with the place where it starts: YAML without its guesses about types.
struct FileNode: Sendable {
  enum Content: Sendable {
    /// The text of a scalar; `isPlain` where it stood without quotes.
    case scalar(String, isPlain: Bool)
    case list([FileNode])
    case mapping([Entry])
  }

  struct Entry: Sendable {
    /// Always a scalar.
    var key: FileNode
    var value: FileNode

    var name: String { key.scalar ?? "" }
  }

  var content: Content
  let position: FilePosition

  var scalar: String? { if case .scalar(let text, _) = content { text } else { nil } }
  var list: [FileNode]? { if case .list(let items) = content { items } else { nil } }
  var mapping: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }

  /// Nothing was written: `key:` and then no value.
  var isEmpty: Bool { if case .scalar("", isPlain: true) = content { true } else { false } }

  /// What this is, for messages.
  var shape: String {
    switch content {
    case .scalar("", isPlain: true): "nothing"
    case .scalar(let text, _): "'\(text.shown)'"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

extension [FileNode.Entry] {
  subscript(name: String) -> FileNode? {
    first { $0.key.scalar.map { $0.utf8.elementsEqual(name.utf8) } ?? false }?.value
  }
}
