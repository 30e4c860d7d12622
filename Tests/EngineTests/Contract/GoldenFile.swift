import Foundation
import Testing

/// A file below `Golden` that says what outsiders rely on, line by line.
struct GoldenFile {
  let name: String

  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  /// The root of the repository.
  static let repository = tests.deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the repository.
  static func source(_ path: String) throws -> String {
    try String(contentsOf: repository.appending(path: path), encoding: .utf8)
  }

  /// Holds `lines` against the file; with ASSAY_WRITE_GOLDEN=1 in the environment, writes them into it instead.
  func expect(_ lines: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = Self.tests.appending(path: "Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["ASSAY_WRITE_GOLDEN"] == "1" {
      return try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    let before = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(Self.message(name, before, lines) == nil, sourceLocation: sourceLocation)
  }

  /// What is to be said where the lines are not those of before; nil where they are.
  static func message(_ name: String, _ before: [String], _ now: [String]) -> Comment? {
    guard before != now else { return nil }
    let changes = now.difference(from: before)
    func list(_ changes: [CollectionDifference<String>.Change]) -> String {
      changes.map { change in
        switch change {
        case .insert(_, let line, _): "\n  + \(line)"
        case .remove(_, let line, _): "\n  - \(line)"
        }
      }.joined()
    }
    return """
      Plugins rely on what Tests/EngineTests/Golden/\(name) records, and it changed:\
      \(list(changes.removals))\(list(changes.insertions))
      A line that is gone breaks plugins: it needs a new version of the contract. A line that is new needs an entry in the \
      changelog. To record what is wanted: ASSAY_WRITE_GOLDEN=1 swift test --filter PluginContract
      """
  }
}
