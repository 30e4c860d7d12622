import Pipeline

/// A file of a language pack as read: column names and rows of cells, all present, empty where nothing was written.
public struct PackTable: Sendable {
  public let columns: [String]
  public let rows: [Row]

  public struct Row: Sendable {
    public let cells: [String]
    /// Line in the source file; in a compiled pack the line in the compiled form.
    public let line: Int
    let columns: [String]

    /// The cell of a column; empty where the file lacks the column.
    public subscript(column: String) -> String {
      columns.firstIndex(of: column).map { cells[$0] } ?? ""
    }

    /// The words or phrases of a cell, which stand with `|` between them.
    public func phrases(_ column: String) -> [String] { PackTable.phrases(self[column]) }

    public func decimal(_ column: String) -> ExactDecimal? { ExactDecimal(self[column]) }
  }

  /// Reads the text of a pack file that the compiler has checked: a header line, then rows, tabs between cells. Lines that
  /// are empty or start with `#` are passed over.
  public init(_ text: String) {
    var columns: [String]?
    var rows: [Row] = []
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "\r") else { continue }
      var cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        PackTable.trimmed($0)
      }
      guard let known = columns else {
        columns = cells
        continue
      }
      if cells.count == 1, cells[0].isEmpty { continue }
      while cells.count < known.count { cells.append("") }
      rows.append(Row(cells: cells, line: number, columns: known))
    }
    self.columns = columns ?? []
    self.rows = rows
  }

  public static func phrases(_ cell: String) -> [String] {
    cell.utf8.split(separator: UInt8(ascii: "|")).map { trimmed($0) }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ bytes: Substring.UTF8View) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0D }
    let head = bytes.drop(while: isBlank)
    let last = head.lastIndex { !isBlank($0) }
    guard let last else { return "" }
    return String(decoding: head[...last], as: UTF8.self)
  }
}
