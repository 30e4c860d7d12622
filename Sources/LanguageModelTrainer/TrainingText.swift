import Foundation

/// The sentences that a model is made from, by language.
struct TrainingText {
  /// Languages with less text than this get no row: their figures would be chance.
  static let leastBytes = 40_000

  var tags: [String] = []
  /// Sentences of each language; every twentieth is held back.
  var sentences: [[[UInt8]]] = []
  var heldBack: [[[UInt8]]] = []

  /// Reads `language TAB source TAB text` lines.
  init(path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    var byTag: [String: [[UInt8]]] = [:]
    for line in data.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, maxSplits: 2)
      guard fields.count == 3 else { continue }
      byTag[String(decoding: fields[0], as: UTF8.self), default: []].append(Array(fields[2]))
    }
    for (tag, lines) in byTag.sorted(by: { $0.key < $1.key }) {
      guard lines.reduce(0, { $0 + $1.count }) >= Self.leastBytes else { continue }
      tags.append(tag)
      sentences.append(lines.enumerated().filter { $0.offset % 20 != 0 }.map(\.element))
      heldBack.append(lines.enumerated().filter { $0.offset % 20 == 0 }.map(\.element))
    }
  }
}
