/// A list of cases that pack files name in small letters with hyphens: `percent-point` for `percentPoint`.
public protocol PackName: CaseIterable {
  /// All cases by these names.
  static var named: [String: Self] { get }
}

extension PackName {
  public init?(name: String) {
    guard let named = Self.named[name] else { return nil }
    self = named
  }

  /// Made from the case's own name; for tools, since it is slow.
  public var name: String {
    "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }

  static func casesByName() -> [String: Self] {
    Dictionary(uniqueKeysWithValues: Self.allCases.map { ($0.name, $0) })
  }
}
