import Pipeline

/// Reads the `tests` of a pipeline file and checks every name in them.
struct TestReader {
  let diagnostics: Diagnostics
  let stages: [PipelinePlan.Stage]
  private static let testKeys = ["name", "through", "given", "expect"]
  private static let documentKeys = ["text", "title", "id", "language", "published", "publisher", "metadata"]

  func read(_ node: FileNode?) -> [PipelinePlan.Test] {
    guard let node, !node.isEmpty else { return [] }
    guard let items = node.list else {
      diagnostics.error(.wrongShape, node, "'tests' must be a list, not \(node.shape)")
      return []
    }
    return items.enumerated().compactMap { test($1, number: $0 + 1) }
  }

  private func test(_ node: FileNode, number: Int) -> PipelinePlan.Test? {
    guard let entries = node.mapping else {
      diagnostics.error(.wrongShape, node, "a test is a mapping, not \(node.shape)")
      return nil
    }
    for entry in entries where !Self.testKeys.contains(entry.name) {
      diagnostics.unknown(
        .unknownKey, entry.key, "a test has no '\(entry.name.shown)'", among: Self.testKeys, kind: "keys")
    }
    var through: String?
    if let throughNode = entries["through"] {
      through = throughNode.scalar
      if !stages.contains(where: { $0.id == through }) {
        diagnostics.unknown(
          .test, throughNode, "there is no stage with the id \(throughNode.shape)", among: stages.map(\.id), kind: "ids"
        )
      }
    }
    guard let givenNode = entries["given"], let given = givenNode.list, !given.isEmpty else {
      diagnostics.error(.test, entries["given"] ?? node, "a test is 'given' a list of documents")
      return nil
    }
    guard let expectNode = entries["expect"], let expect = expectNode.list else {
      diagnostics.error(
        .test, entries["expect"] ?? node, "a test needs 'expect': a list with one item for each document")
      return nil
    }
    if expect.count != given.count {
      diagnostics.error(
        .test, expectNode,
        "\(given.count) documents are given, but \(expect.count) are expected; one item for each, in order")
    }
    for item in expect { checkNames(item) }
    return PipelinePlan.Test(
      name: entries["name"]?.scalar ?? "test \(number)", through: through, given: given.compactMap { document($0) },
      expect: expect.map { Expectation(node: $0) }, span: diagnostics.source.span(at: node.position))
  }

  private func document(_ node: FileNode) -> PipelinePlan.TestDocument? {
    if let text = node.scalar { return PipelinePlan.TestDocument(text: text) }
    guard let entries = node.mapping, let text = entries["text"]?.scalar else {
      diagnostics.error(.test, node, "a document is a mapping with 'text', or the text itself")
      return nil
    }
    var document = PipelinePlan.TestDocument(text: text)
    for entry in entries {
      switch entry.name {
      case "text": break
      case "title": document.title = entry.value.scalar
      case "id": document.id = entry.value.scalar
      case "language": document.language = entry.value.scalar
      case "published": document.published = entry.value.scalar
      case "publisher": document.publisher = entry.value.scalar
      case "metadata": document.metadata = (entry.value.mapping ?? []).map { ($0.name, $0.value.scalar ?? "") }
      default:
        diagnostics.unknown(
          .unknownKey, entry.key, "a document has no '\(entry.name.shown)'", among: Self.documentKeys, kind: "keys")
      }
    }
    return document
  }

  /// Layers and their fields must be ones that stages provide, so that a misspelled name can't make a test pass.
  private func checkNames(_ node: FileNode) {
    guard let entries = node.mapping else {
      diagnostics.error(.test, node, "what is expected of a document is a mapping of fields, not \(node.shape)")
      return
    }
    let schemas = LayerSchema.standard + stages.flatMap(\.definition.spec.provides)
    var names = PipelineLoader.recordFields
    for schema in schemas where !names.contains(schema.name) { names.append(schema.name) }
    for entry in entries {
      guard names.contains(entry.name) else {
        diagnostics.unknown(
          .test, entry.key, "the record has no field '\(entry.name.shown)'", among: names, kind: "fields")
        continue
      }
      guard let schema = schemas.first(where: { $0.name == entry.name }) else { continue }
      let fields = ["start", "end", "text", "stage", "exact"] + schema.fields.map(\.name).filter { !$0.contains(".") }
      for item in entry.value.list ?? [] {
        for field in item.mapping ?? [] where !fields.contains(field.name) {
          diagnostics.unknown(
            .test, field.key, "\(schema.name) have no field '\(field.name.shown)'", among: fields, kind: "fields")
        }
      }
    }
  }
}
