import Pipeline

/// A side table with one row of metadata for each file: CSV, or TSV by its file name.
///
/// The column `path` is the path below the pattern's root, or only the file's name. Of several rows for one path the
/// first stands; rows that no file asks for do no harm. Paths are compared byte for byte.
struct MetadataTable: Sendable {
  /// Column names but for `path`, in the order of the header.
  private let columns: [String]
  private let pathColumn: Int
  /// All cells, row after row; `ends[i]` is where cell i ends.
  private let cells: [UInt8]
  private let ends: [Int]
  private let width: Int
  /// Rows by path, then by position.
  private let order: [Int]

  /// Throws `StageSetupError` with file and line.
  init(_ bytes: [UInt8], path: ByteString, option: String = "metadata") throws {
    func fail(_ line: Int, _ message: String) -> StageSetupError {
      StageSetupError("\(path.display):\(line): \(message)", option: option)
    }
    let name = path.bytes.split(separator: UInt8(ascii: "/")).last ?? []
    let isTabbed = [".tsv", ".tab"].contains {
      name.map { $0 | 0x20 }.suffix(4).elementsEqual($0.utf8.map { $0 | 0x20 })
    }
    var cells: [UInt8] = []
    var ends: [Int] = []
    var names: [String] = []
    do {
      try bytes.withUnsafeBufferPointer { bytes throws in
        var table = DelimitedText(bytes, delimiter: isTabbed ? 0x09 : 0x2C)
        guard try table.nextRow(cells: &cells, ends: &ends) != nil else {
          throw DelimitedText.Problem(line: 1, message: "the table is empty; its first row names the columns")
        }
        var start = 0
        for end in ends {
          names.append(String(decoding: cells[start..<end], as: UTF8.self))
          start = end
        }
        cells.removeAll()
        ends.removeAll()
        while true {
          let first = ends.count
          let cellStart = cells.count
          guard let line = try table.nextRow(cells: &cells, ends: &ends) else { break }
          if ends.count - first != names.count {
            throw DelimitedText.Problem(
              line: line, message: "\(ends.count - first) cells, but the header has \(names.count)")
          }
          var start = cellStart
          for (column, end) in ends[first...].enumerated() {
            if names[column] != "path", String(validating: cells[start..<end], as: UTF8.self) == nil {
              throw DelimitedText.Problem(line: line, message: "the cell of \(names[column]) is not UTF-8")
            }
            start = end
          }
        }
      }
    } catch let problem as DelimitedText.Problem {
      throw fail(problem.line, problem.message)
    }
    guard let pathColumn = names.firstIndex(of: "path") else {
      throw fail(1, "no column is named path; the header has \(names.joined(separator: ", "))")
    }
    if let index = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw fail(1, "two columns are named \(names[index])")
    }
    self.columns = names
    self.pathColumn = pathColumn
    self.cells = cells
    self.ends = ends
    width = names.count
    let width = width
    func key(_ row: Int) -> ArraySlice<UInt8> {
      let index = row * width + pathColumn
      return cells[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }
    order = (0..<ends.count / width).sorted { a, b in
      let (x, y) = (key(a), key(b))
      return x.elementsEqual(y) ? a < b : x.lexicographicallyPrecedes(y)
    }
  }

  var count: Int { order.count }

  /// The cells that a file's row states, by column; empty ones state nothing. Nil where no row is the file's.
  func values(for path: ByteString) -> [(name: String, value: ArraySlice<UInt8>)]? {
    let name = path.bytes.lastIndex(of: UInt8(ascii: "/")).map { path.bytes[($0 + 1)...] }
    guard let row = row(path.bytes[...]) ?? name.flatMap(row) else { return nil }
    return columns.indices.compactMap { column in
      guard column != pathColumn else { return nil }
      let cell = cell(row, column)
      return cell.isEmpty ? nil : (columns[column], cell)
    }
  }

  private func cell(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    let index = row * width + column
    return cells[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  private func row(_ path: ArraySlice<UInt8>) -> Int? {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if cell(order[middle], pathColumn).lexicographicallyPrecedes(path) { low = middle + 1 } else { high = middle }
    }
    guard low < order.count, cell(order[low], pathColumn).elementsEqual(path) else { return nil }
    return order[low]
  }
}
