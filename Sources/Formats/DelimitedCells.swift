import Pipeline

/// Writes rows of cells with the quoting of RFC 4180.
struct DelimitedCells {
  var bytes: [UInt8] = []
  private let delimiter: UInt8
  private var isFirst = true
  private var scratch: [UInt8] = []

  init(delimiter: UInt8) { self.delimiter = delimiter }

  private mutating func begin() {
    if !isFirst { bytes.append(delimiter) }
    isFirst = false
  }

  mutating func endRow() {
    bytes.append(0x0D)
    bytes.append(0x0A)
    isFirst = true
  }

  mutating func empty() { begin() }

  mutating func int(_ value: Int) { decimal(ExactDecimal(value)) }

  mutating func decimal(_ value: ExactDecimal) {
    begin()
    value.appendDigits(to: &bytes)
  }

  mutating func text(_ text: [UInt8]) { text.withUnsafeBufferPointer { self.text($0) } }

  /// `id` + `infix` + `index`: the key of an annotation.
  mutating func key(_ id: [UInt8], _ infix: StaticString, _ index: Int) {
    take { scratch in
      scratch += id
      infix.withUTF8Buffer { scratch.append(contentsOf: $0) }
      ExactDecimal(index).appendDigits(to: &scratch)
    }
  }

  /// Text in one line, without white space at its ends.
  mutating func folded(_ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>) {
    take { TextScan.appendFolded(range, of: text, to: &$0) }
  }

  private mutating func take(_ fill: (inout [UInt8]) -> Void) {
    var cell: [UInt8] = []
    swap(&cell, &scratch)
    cell.removeAll(keepingCapacity: true)
    fill(&cell)
    text(cell)
    swap(&cell, &scratch)
  }

  /// A cell of text. Spreadsheets run text that starts with `=`, `+`, `-` or `@` (for some also behind a tab or a return), so
  /// such text gets an apostrophe in front.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    begin()
    guard let first = text.first, let last = text.last else { return }
    let isFormula = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first)
    let isQuoted = first == 0x20 || last == 0x20 || text.contains { needsQuotes($0) }
    if isQuoted { bytes.append(0x22) }
    if isFormula { bytes.append(0x27) }
    if isQuoted {
      var start = 0
      for offset in 0..<text.count where text[offset] == 0x22 {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...offset]))
        bytes.append(0x22)
        start = offset + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
      bytes.append(0x22)
    } else {
      bytes.append(contentsOf: text)
    }
  }

  @inline(__always)
  private func needsQuotes(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D || byte == 0x2C || byte == 0x09
  }
}
