/// The types of names that the tagger knows.
package enum TaggedType: UInt8, CaseIterable, Sendable {
  case person, location, organization, miscellaneous

  /// As in the layer `entities` and in training files.
  package var name: String {
    switch self {
    case .person: "PER"
    case .location: "LOC"
    case .organization: "ORG"
    case .miscellaneous: "MISC"
    }
  }

  package init?(name: some StringProtocol) {
    guard let type = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = type
  }
}

/// Tags of tokens: `outside` is 0, the first token of a name of type t has 2t + 1, a further one 2t + 2 (BIO).
package enum EntityTag {
  package static let outside = 0
  /// Tags but `outside`, whose score is always 0: the lanes of a row of weights.
  package static let lanes = 8
  package static let count = 9

  @inline(__always) static func begin(_ type: TaggedType) -> Int { 2 * Int(type.rawValue) + 1 }
  @inline(__always) static func inside(_ type: TaggedType) -> Int { 2 * Int(type.rawValue) + 2 }
  @inline(__always) static func isInside(_ tag: Int) -> Bool { tag > 0 && tag & 1 == 0 }
  @inline(__always) static func type(_ tag: Int) -> TaggedType { TaggedType(rawValue: UInt8((tag - 1) / 2))! }

  /// Whether `next` may stand behind `tag`: a name goes on only where one of its type began.
  @inline(__always) static func isValid(_ tag: Int, before next: Int) -> Bool {
    !isInside(next) || tag == next || tag == next - 1
  }
}

/// A name that the tagger found: bytes and type.
package struct TaggedName: Hashable, Sendable {
  package var start: UInt32
  package var end: UInt32
  package var type: TaggedType

  package init(start: UInt32, end: UInt32, type: TaggedType) {
    self.start = start
    self.end = end
    self.type = type
  }
}
