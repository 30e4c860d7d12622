import Pipeline
import Stages

/// Packs what was learned into the file that `LanguageModel` reads.
struct ModelFile {
  private(set) var bytes = LanguageModel.magic

  init(_ weights: Weights, _ evidence: CLD2Evidence, _ words: WordCounts, tags: [String], slotBits: Int) {
    let table = Self.table(weights, slotBits: slotBits)
    let rowCount = table.rows.count / weights.languages
    for number in [weights.languages, rowCount, slotBits, evidence.rows.count, words.masks.count] {
      append(UInt32(number))
    }
    for (tag, script) in zip(tags, evidence.scripts) {
      append(tag: tag, size: LanguageModel.tagSize)
      append(tag: script == 255 ? "Zzzz" : UnicodeTable.Script.names[Int(script)], size: 4)
    }
    for check in table.checks { append(check) }
    for number in table.numbers { append(number) }
    bytes += table.rows
    for (answer, steps) in evidence.rows {
      append(tag: answer, size: LanguageModel.tagSize)
      for step in steps { append(step) }
    }
    for word in words.masks {
      append(word.hash)
      append(word.languages)
    }
  }

  /// Hashed features in open addressing. A feature whose check is taken by a better one is left out.
  private static func table(_ weights: Weights, slotBits: Int) -> (checks: [UInt16], numbers: [UInt16], rows: [UInt8]) {
    var checks = [UInt16](repeating: 0, count: 1 << slotBits)
    var numbers = checks
    var rows: [UInt8] = []
    for (feature, hash) in weights.hashes.enumerated() {
      var slot = Int(hash >> UInt64(64 - slotBits))
      let check = LanguageModel.check(hash)
      var free: Int?
      for _ in 0..<LanguageModel.probes {
        if checks[slot] == check { break }
        if checks[slot] == 0 {
          free = slot
          break
        }
        slot = (slot + 1) & ((1 << slotBits) - 1)
      }
      guard let free else { continue }
      checks[free] = check
      numbers[free] = UInt16(rows.count / weights.languages)
      let row = weights.values[(feature * weights.languages)..<((feature + 1) * weights.languages)]
      let best = row.max()!
      for value in row { rows.append(UInt8(min(255, ((best - value) * LanguageModel.steps).rounded()))) }
    }
    return (checks, numbers, rows)
  }

  private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes += Array($0) }
  }

  private mutating func append(tag: String, size: Int) {
    bytes += Array(tag.utf8) + [UInt8](repeating: 0, count: size - tag.utf8.count)
  }
}
