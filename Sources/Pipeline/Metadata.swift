/// What the source said of a document beyond what Assay has a place for, in the source's order.
public struct Metadata: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case string(String)
    /// Raw JSON of any other kind, as the source wrote it.
    case json([UInt8])
  }

  public private(set) var entries: [Entry] = []

  public struct Entry: Hashable, Sendable {
    public let key: ByteString
    public var value: Value

    public init(key: ByteString, value: Value) {
      self.key = key
      self.value = value
    }
  }

  public init() {}

  public var isEmpty: Bool { entries.isEmpty }

  public subscript(key: ByteString) -> Value? {
    get { entries.first { $0.key == key }?.value }
    set {
      if let index = entries.firstIndex(where: { $0.key == key }) {
        if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
      } else if let newValue {
        entries.append(Entry(key: key, value: newValue))
      }
    }
  }

  /// Adds an entry without looking for an earlier one of the same key; for readers that know there is none.
  public mutating func append(_ key: ByteString, _ value: Value) { entries.append(Entry(key: key, value: value)) }
}
