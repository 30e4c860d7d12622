import Pipeline

/// Collects phrases, signs and values, and lays them out as `PhraseImage` says.
public struct PhraseImageBuilder {
  private struct Found {
    let table: NumberTable.ID
    /// Words behind the first; of a sign its bytes.
    let rest: [UInt64]
    let bytes: [UInt8]
    var value: Value
  }

  private enum Value {
    case number(Int)
    case numeral(Numeral)
  }

  private var byKey: [UInt64: [Found]] = [:]
  private var classes: [UInt64: UInt32] = [:]
  private var strings: [String] = []
  private var rows: [(start: Int, count: Int)] = []
  private var rowNumbers: [[String]: Int] = [:]
  private var tables: [UInt64] = [0, 0, 0, 0]
  private var starts = [UInt64](repeating: 0, count: PhraseImage.startCount)
  private var partStarts = [UInt64](repeating: 0, count: PhraseImage.partStartCount)
  private var longestPart = 0
  public var rules: UInt64 = 0
  public var order: PhraseOrder = []

  public init() {}

  /// Says that the pack has a table, even where no phrase of it is made of words.
  public mutating func has(_ table: NumberTable.ID) { tables[Int(table) >> 6] |= 1 << UInt64(table & 63) }

  /// The number of a value that is several strings; equal ones get the same.
  public mutating func value(_ row: [String]) -> Int {
    if let known = rowNumbers[row] { return known }
    rows.append((strings.count, row.count))
    strings += row
    rowNumbers[row] = rows.count - 1
    return rows.count - 1
  }

  // MARK: Phrases

  /// The words of a phrase; those behind the first, or before the last where it is `reversed`, stand in `rest`.
  private static func words(_ phrase: String, reversed: Bool) -> (first: Lexicon.Word, rest: [UInt64], all: Int)? {
    var words = Array(phrase.utf8).withUnsafeBufferPointer { Lexicon(scanning: $0).words }
    if reversed { words.reverse() }
    guard let first = words.first else { return nil }
    precondition(first.hash != 0, "the hash of '\(phrase)' is 0, which stands for no word")
    return (first, words.dropFirst().map(\.hash), words.count)
  }

  /// Adds a phrase; one that has no words (a sign) is passed over, and of two equal ones the first counts.
  public mutating func add(_ table: NumberTable.ID, _ phrase: String, reversed: Bool = false, value: Int = 0) {
    has(table)
    guard let (first, rest, _) = Self.words(phrase, reversed: reversed) else { return }
    if byKey[first.hash]?.contains(where: { $0.table == table && $0.rest == rest }) ?? false { return }
    byKey[first.hash, default: []].append(Found(table: table, rest: rest, bytes: [], value: .number(value)))
  }

  public mutating func add(_ table: NumberTable.Phrases, _ phrase: String, value: Int = 0) {
    add(table.id, phrase, reversed: table.isReversed, value: value)
  }

  /// Says that a figure may start with the words that the phrases of a table start with.
  public mutating func startsFigures(_ table: NumberTable.Phrases) {
    for (key, found) in byKey where found.contains(where: { $0.table == table.id }) {
      let (word, bit) = PhraseImage.startPlace(key)
      starts[word] |= bit
    }
  }

  /// Says that a figure may start with a word.
  public mutating func startsFigures(with word: String) {
    guard let hash = Lexicon.hash(ofWord: word) else { return }
    let (word, bit) = PhraseImage.startPlace(hash)
    starts[word] |= bit
  }

  /// Adds a numeral; of one form all roles count.
  public mutating func add(_ form: String, _ numeral: Numeral) {
    guard let (first, rest, count) = Self.words(form, reversed: false) else { return }
    // An ending is never a word of its own: the Swedish "del" is a part of anything.
    if numeral.role != .denominatorEnding { merge(.numerals, first.hash, rest, numeral) }
    guard count == 1, first.kind == .letters else { return }
    merge(.numeralParts, first.hash, [], numeral)
    let scalars = form.unicodeScalars.map { Lexicon.folded($0.value) }.filter { $0 != 0 }
    longestPart = max(longestPart, scalars.count)
    let (word, bit) = PhraseImage.partPlace(
      scalars[0], scalars.count > 1 ? scalars[1] : 0, scalars.count > 2 ? scalars[2] : 0)
    partStarts[word] |= bit
  }

  private mutating func merge(_ table: NumberTable.Phrases, _ key: UInt64, _ rest: [UInt64], _ numeral: Numeral) {
    if let known = byKey[key]?.firstIndex(where: { $0.table == table.id && $0.rest == rest }) {
      guard case .numeral(var merged)? = byKey[key]?[known].value else { return }
      merged.add(numeral)
      byKey[key]?[known].value = .numeral(merged)
    } else {
      has(table.id)
      byKey[key, default: []].append(Found(table: table.id, rest: rest, bytes: [], value: .numeral(numeral)))
    }
  }

  /// Gives a word a class more; a form that is not exactly one word is passed over.
  public mutating func add(_ form: String, _ wordClass: NounPhraseRole) {
    guard let hash = Lexicon.hash(ofWord: form) else { return }
    precondition(hash != 0, "the hash of '\(form)' is 0, which stands for no word")
    classes[hash, default: 0] |= wordClass.rawValue
    rules |= PhraseImage.Rule.wordClasses
  }

  // MARK: Signs

  /// Adds a sign; one that is there already gets the new value, so that a language decides what `root` leaves open.
  public mutating func add(_ table: NumberTable.Signs, _ sign: String, value: Int = 0) {
    has(table.id)
    let bytes = Array(sign.utf8)
    guard let first = sign.unicodeScalars.first, let last = sign.unicodeScalars.last else { return }
    for key in [
      PhraseImage.key(startingWith: Self.character(first)), PhraseImage.key(endingWith: Self.character(last)),
    ] {
      byKey[key]?.removeAll { $0.table == table.id && $0.bytes == bytes }
      byKey[key, default: []].append(Found(table: table.id, rest: [], bytes: bytes, value: .number(value)))
    }
  }

  private static func character(_ scalar: Unicode.Scalar) -> UInt32 {
    Array(String(scalar).utf8).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  // MARK: Layout

  public func words() -> [UInt64] {
    var numerals: [UInt64] = []
    var numeralNumbers: [[UInt64]: Int] = [:]
    var entries: [UInt64] = []
    var rest: [UInt64] = []
    var bytes: [UInt8] = []
    let keys = Set(byKey.keys).union(classes.keys).sorted()
    let capacity = max(4, keys.count * 3 / 2)
    var slots = [UInt64](repeating: 0, count: capacity * PhraseImage.slotWidth)
    var phraseStarts = [UInt64](repeating: 0, count: PhraseImage.startCount)
    var signStarts = [UInt64](repeating: 0, count: 256)
    var signEnds = signStarts
    for key in keys {
      let start = entries.count
      let found = byKey[key] ?? []
      // Stable, so that of equally long signs the order of adding holds.
      let order = found.indices.sorted { a, b in
        let x = (Int(found[a].table), -(found[a].rest.count + found[a].bytes.count), a)
        return x < (Int(found[b].table), -(found[b].rest.count + found[b].bytes.count), b)
      }
      for index in order {
        let phrase = found[index]
        let number: Int
        switch phrase.value {
        case .number(let value): number = value
        case .numeral(let numeral):
          number = numeralNumbers[numeral.words] ?? numeralNumbers.count
          if number == numeralNumbers.count {
            numeralNumbers[numeral.words] = number
            numerals += numeral.words
          }
        }
        let isSign = !phrase.bytes.isEmpty
        if isSign {
          signStarts[Int(phrase.bytes[0])] |= NumberTable.Signs.bit(phrase.table)
          signEnds[Int(phrase.bytes[phrase.bytes.count - 1])] |= NumberTable.Signs.bit(phrase.table)
        } else {
          let (word, bit) = PhraseImage.startPlace(key)
          phraseStarts[word] |= bit
        }
        entries.append(
          PhraseImage.Entry(
            table: phrase.table, value: number, start: isSign ? bytes.count : rest.count,
            length: isSign ? phrase.bytes.count : phrase.rest.count
          ).bits)
        rest += phrase.rest
        bytes += phrase.bytes
      }
      var slot = PhraseImage.slot(of: key, capacity)
      while slots[slot * PhraseImage.slotWidth] != 0 { slot = (slot + 1) % capacity }
      let place = slot * PhraseImage.slotWidth
      slots[place] = key
      slots[place + 1] =
        PhraseImage.Slot(wordClass: classes[key] ?? 0, start: start, count: entries.count - start).bits
      slots[place + 2] = found.reduce(0) { $0 | PhraseImage.bit($1.table) }
    }
    let places = strings.map { string -> UInt64 in
      defer { bytes += Array(string.utf8) }
      return UInt64(bytes.count) | UInt64(string.utf8.count) << 32
    }
    let sections: [PhraseImage.Section: [UInt64]] = [
      .slots: slots, .entries: entries, .rest: rest, .bytes: Self.packed(bytes), .strings: places,
      .rows: rows.map { UInt64($0.start) | UInt64($0.count) << 32 }, .numerals: numerals, .starts: starts,
      .phraseStarts: phraseStarts,
      .signStarts: signStarts, .signEnds: signEnds,
      .partStarts: partStarts, .tables: tables, .rules: [rules | UInt64(longestPart) << 16],
      .order: [UInt64(order.rawValue)],
    ]
    var header: [UInt64] = []
    var body: [UInt64] = []
    for section in PhraseImage.Section.allCases {
      let content = sections[section]!
      header.append(UInt64(PhraseImage.Section.allCases.count + body.count) | UInt64(content.count) << 32)
      body += content
    }
    return header + body
  }

  private static func packed(_ bytes: [UInt8]) -> [UInt64] {
    stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
