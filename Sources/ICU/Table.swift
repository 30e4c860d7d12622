import CICU

/// Copies a shim's table before the next call on this thread overwrites it.
func rows(_ operation: String, for subject: String = "", _ call: () -> assay_icu_table) throws(ICUError) -> [[String?]]
{
  let table = call()
  guard table.status <= 0 else { throw ICUError(operation: operation, subject: subject, code: table.status) }
  guard table.rows > 0, let cells = table.cells else { return [] }
  return (0..<table.rows).map { row in
    (0..<table.columns).map { column in
      let cell = cells[row * table.columns + column]
      guard let bytes = cell.bytes else { return nil }
      return String(decoding: UnsafeBufferPointer(start: bytes, count: cell.length), as: UTF8.self)
    }
  }
}

/// The first cells of a table's rows.
func firstColumn(
  _ operation: String, for subject: String = "", _ call: () -> assay_icu_table
) throws(ICUError) -> [String] {
  try rows(operation, for: subject, call).compactMap { $0[0] }
}
