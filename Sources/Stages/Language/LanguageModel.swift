import Pipeline

/// What tells close languages apart: a linear model over letter n-grams, what CLD2's answers are worth for each of its
/// languages, and their most frequent words. Documentation/LanguageModel.md says what it was made from.
///
/// File, little-endian: `ALM2`; five UInt32 (languages, rows, bits of the slot table, evidence rows, words); per language
/// a tag of 12 bytes and the ISO 15924 code of its script; per slot the 16-bit check of a feature (0 = empty), then per
/// slot the number of its row; rows of one byte a language; evidence: a tag of 12 bytes and one UInt16 a language; words:
/// hash and mask of languages, UInt64 each. A row says how much less a feature says for each language than for the one
/// that it says most for, in steps of 1/`steps`.
package struct LanguageModel: Sendable {
  package static let magic: [UInt8] = Array("ALM2".utf8)
  package static let tagSize = 12
  /// Rows are padded to this, which lets the compiler add a row in a few vector instructions; masks have as many bits.
  package static let stride = 64
  /// Steps per unit of the natural logarithm.
  package static let steps: Float = 24
  /// Overlapping n-grams say the same thing several times: sums are scaled by this to what one would believe.
  package static let temperature: Float = 0.08
  /// Slots looked at for one feature.
  package static let probes = 8

  let languages: [String]
  /// The script of each language, by its index in `UnicodeTable.Script`.
  let scripts: [UInt8]
  private let slotBits: Int
  private let checks: [UInt16]
  private let rowNumbers: [UInt16]
  private let rows: [UInt8]
  private let evidence: [String: [UInt16]]
  private let words: FrequentWords

  package static func check(_ hash: UInt64) -> UInt16 { max(1, UInt16(truncatingIfNeeded: hash)) }

  package init(_ file: UnsafeRawBufferPointer) throws(LanguageModelDamage) {
    var input = LanguageModelReader(file: file)
    guard input.bytes(4).elementsEqual(Self.magic) else { throw LanguageModelDamage() }
    let counts = (0..<5).map { _ in Int(input.number(UInt32.self)) }
    let (count, rowCount, bits) = (counts[0], counts[1], counts[2])
    let perLanguage = Self.tagSize + 4 + rowCount + 2 * counts[3]
    guard count > 1, count <= Self.stride, bits > 0, bits <= 16, rowCount > 0, rowCount <= 1 << bits,
      file.count == 24 + count * perLanguage + (4 << bits) + counts[3] * Self.tagSize + counts[4] * 16
    else { throw LanguageModelDamage() }
    var languages: [String] = []
    var scripts: [UInt8] = []
    for _ in 0..<count {
      languages.append(input.tag(Self.tagSize))
      scripts.append(UnicodeTable.Script.index(input.tag(4)))
    }
    slotBits = bits
    checks = (0..<(1 << bits)).map { _ in input.number(UInt16.self) }
    rowNumbers = (0..<(1 << bits)).map { _ in input.number(UInt16.self) }
    guard rowNumbers.allSatisfy({ $0 < rowCount }) else { throw LanguageModelDamage() }
    var rows = [UInt8](repeating: 0, count: rowCount * Self.stride)
    rows.withUnsafeMutableBytes { rows in
      for row in 0..<rowCount {
        UnsafeMutableRawBufferPointer(rebasing: rows[(row * Self.stride)...]).copyBytes(from: input.bytes(count))
      }
    }
    self.rows = rows
    var evidence: [String: [UInt16]] = [:]
    for _ in 0..<counts[3] {
      let tag = input.tag(Self.tagSize)
      evidence[tag] = (0..<count).map { _ in input.number(UInt16.self) }
    }
    self.evidence = evidence
    words = FrequentWords((0..<counts[4]).map { _ in (input.number(UInt64.self), input.number(UInt64.self)) })
    self.languages = languages
    self.scripts = scripts
  }

  /// What an answer of CLD2 says against each language, in steps; nil for an answer that says nothing of them.
  func evidence(of answer: String) -> [UInt16]? { evidence[answer] }

  /// The languages, as bits, in which a word of this hash is among the most frequent.
  @inline(__always)
  func languages(ofWord hash: UInt64) -> UInt64 { words.languages(of: hash) }

  /// Gives `body` what the features of `bytes` say against each language, in steps, and how many features are known.
  ///
  /// Words with a capital count only where there is little else.
  func withPenalties<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeMutableBufferPointer<UInt32>, Int) throws -> Result
  ) rethrows -> Result {
    try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.stride) { sums in
      var known = add(bytes, capitalized: false, to: sums)
      if known < 15 { known = add(bytes, capitalized: true, to: sums) }
      return try body(sums, known)
    }
  }

  private func add(
    _ bytes: UnsafeBufferPointer<UInt8>, capitalized: Bool, to sums: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    sums.initialize(repeating: 0)
    return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.stride) { partial in
      partial.initialize(repeating: 0)
      var known = 0
      func flush() {
        for language in 0..<Self.stride {
          sums[language] &+= UInt32(partial[language])
          partial[language] = 0
        }
      }
      eachRow(bytes, capitalized: capitalized) { row in
        let sum = partial.baseAddress!
        for language in 0..<Self.stride { sum[language] &+= UInt16(row[language]) }
        known += 1
        // 256 rows of 255 still fit 16 bits.
        if known & 0xFF == 0 { flush() }
      }
      flush()
      return known
    }
  }

  @inline(__always)
  private func eachRow(
    _ bytes: UnsafeBufferPointer<UInt8>, capitalized: Bool, _ body: (UnsafePointer<UInt8>) -> Void
  ) {
    let shift = UInt64(64 - slotBits)
    let mask = (1 << slotBits) - 1
    checks.withUnsafeBufferPointer { checks in
      rowNumbers.withUnsafeBufferPointer { rowNumbers in
        rows.withUnsafeBufferPointer { rows in
          LetterTable.shared.withLookup { table in
            LetterNGrams.forEach(in: bytes, table, capitalized: capitalized) { hash in
              let wanted = Self.check(hash)
              var slot = Int(truncatingIfNeeded: hash >> shift)
              for _ in 0..<Self.probes {
                // In bounds: a slot has `slotBits` bits, and `init` has held row numbers against the rows.
                let check = checks[slot]
                if check == 0 { return }
                if check == wanted { return body(rows.baseAddress! + Int(rowNumbers[slot]) * Self.stride) }
                slot = (slot + 1) & mask
              }
            }
          }
        }
      }
    }
  }
}

/// A model file that is none: cut, foreign, or of another version.
package struct LanguageModelDamage: Error {}

/// Reads a model file front to back; what lies behind its end reads as nothing.
private struct LanguageModelReader {
  let file: UnsafeRawBufferPointer
  private var position = 0

  init(file: UnsafeRawBufferPointer) { self.file = file }

  mutating func bytes(_ count: Int) -> Slice<UnsafeRawBufferPointer> {
    defer { position = min(file.count, position + count) }
    return file[position..<min(file.count, position + count)]
  }

  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
    bytes(MemoryLayout<Number>.size).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  mutating func tag(_ size: Int) -> String { String(decoding: bytes(size).prefix { $0 != 0 }, as: UTF8.self) }
}
