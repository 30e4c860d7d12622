import Pipeline

/// Reads comma- or tab-separated values row by row, with the quoting of RFC 4180.
///
/// Rows end with LF or CR LF; a quoted cell may hold delimiters, line ends and doubled quotes. Blank rows are passed over.
/// A byte order mark is not part of the first cell.
struct DelimitedText {
  struct Problem: Error, Hashable {
    /// From 1.
    let line: Int
    let message: String
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  private var offset = 0
  /// The line of `offset`, from 1.
  private(set) var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
  }

  /// Appends the cells of the next row to `cells`, one end offset a cell to `ends`, and gives the row's line, or nil at
  /// the end.
  mutating func nextRow(cells: inout [UInt8], ends: inout [Int]) throws(Problem) -> Int? {
    while offset < bytes.count, bytes[offset] == 0x0A || bytes[offset] == 0x0D {
      if bytes[offset] == 0x0A { line += 1 }
      offset += 1
    }
    guard offset < bytes.count else { return nil }
    let rowLine = line
    while true {
      try cell(into: &cells)
      ends.append(cells.count)
      guard offset < bytes.count, bytes[offset] == delimiter else { break }
      offset += 1
    }
    if offset < bytes.count, bytes[offset] == 0x0D { offset += 1 }
    if offset < bytes.count, bytes[offset] == 0x0A {
      offset += 1
      line += 1
    }
    return rowLine
  }

  private mutating func cell(into cells: inout [UInt8]) throws(Problem) {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
      while offset < bytes.count, !endsCell(bytes[offset]) {
        cells.append(bytes[offset])
        offset += 1
      }
      return
    }
    let quoteLine = line
    offset += 1
    while true {
      guard offset < bytes.count else { throw Problem(line: quoteLine, message: "a quoted cell has no closing quote") }
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") {
        if offset < bytes.count, bytes[offset] == byte { offset += 1 } else { break }
      } else if byte == 0x0A {
        line += 1
      }
      cells.append(byte)
    }
    guard offset == bytes.count || endsCell(bytes[offset]) else {
      throw Problem(
        line: line, message: "text follows the closing quote of a cell; a quote inside one is written twice")
    }
  }

  private func endsCell(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }
}
