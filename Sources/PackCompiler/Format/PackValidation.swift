import Pipeline

/// Checks a pack file against its kind.
public enum PackValidation {
  /// All problems of a file; empty where it is sound. `folder` is the pack's folder: a language or `root`.
  public static func problems(in bytes: [UInt8], file: String, name: String, folder: String) -> [PackDiagnostic] {
    var problems: [PackDiagnostic] = []
    func report(_ line: Int, _ column: Int, _ message: String) {
      problems.append(PackDiagnostic(file: file, line: line, column: column, message: message))
    }
    guard let kind = PackFileKind.named(name) else {
      let known = PackFileKind.all.map(\.name).joined(separator: ", ")
      report(1, 1, "no kind of pack file is named '\(name)'; known are \(known); new kinds go into PackFileKinds.swift")
      return problems
    }
    if kind.place == .root, folder != "root" { report(1, 1, "\(name) belongs into the folder 'root'") }
    if kind.place == .language, folder == "root" { report(1, 1, "\(name) belongs into the folder of a language") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (line, column) = firstInvalid(bytes)
      report(line, column, "the bytes from here are not UTF-8")
      return problems
    }
    if text.unicodeScalars.first == "\u{FEFF}" {
      report(1, 1, "the file starts with a byte order mark; save it without")
    }

    var header: [String]?
    var seen: [String: Int] = [:]
    var number = 0
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if line.first == "#" || line.allSatisfy({ $0 == " " || $0 == "\r" || $0 == "\t" }) { continue }
      let cells = cells(of: line)
      guard let header else {
        header = cells.map(\.text)
        checkHeader(cells, kind) { report(number, $0, $1) }
        continue
      }
      if cells.count > header.count {
        report(number, cells[header.count].column, "expected \(header.count) cells (\(header.joined(separator: ", ")))")
        continue
      }
      for column in kind.columns {
        let cell = header.firstIndex(of: column.name).flatMap { $0 < cells.count ? cells[$0] : nil }
        guard let cell, !cell.text.isEmpty else {
          if column.isRequired, header.contains(column.name) {
            report(
              number, cell?.column ?? line.count + 1,
              "expected a value for '\(column.name)' (\(column.type.expectation))")
          }
          continue
        }
        if let fault = column.type.fault(in: cell.text) { report(number, cell.column, "'\(column.name)': \(fault)") }
      }
      for key in keys(of: cells, header, kind) {
        if let earlier = seen[key.text] {
          report(number, key.column, "\(key.shown) stands in line \(earlier) already")
        } else {
          seen[key.text] = number
        }
      }
    }
    if header == nil {
      report(1, 1, "expected a header line with the columns \(kind.columns.map(\.name).joined(separator: ", "))")
    }
    return problems
  }

  private struct Cell {
    let text: String
    let column: Int
  }

  private static func cells(of line: Substring.UnicodeScalarView) -> [Cell] {
    var cells: [Cell] = []
    var column = 1
    for part in line.split(separator: "\t", omittingEmptySubsequences: false) {
      let blank = part.prefix { $0 == " " || $0 == "\r" }.count
      var scalars = part.dropFirst(blank)
      while let last = scalars.last, last == " " || last == "\r" { scalars.removeLast() }
      cells.append(Cell(text: String(String.UnicodeScalarView(scalars)), column: column + blank))
      column += part.count + 1
    }
    return cells
  }

  private static func checkHeader(_ cells: [Cell], _ kind: PackFileKind, _ report: (Int, String) -> Void) {
    let expected = kind.columns.map(\.name)
    for (index, cell) in cells.enumerated() {
      if !expected.contains(cell.text) {
        report(cell.column, "no column is named '\(cell.text)'; expected \(expected.joined(separator: ", "))")
      } else if cells[..<index].contains(where: { $0.text == cell.text }) {
        report(cell.column, "the column '\(cell.text)' stands twice")
      }
    }
    for column in kind.columns where column.isRequired && !cells.contains(where: { $0.text == column.name }) {
      report(1, "the column '\(column.name)' is missing; cells are separated by tabs")
    }
  }

  private static func keys(
    of cells: [Cell], _ header: [String], _ kind: PackFileKind
  ) -> [(text: String, shown: String, column: Int)] {
    guard !kind.key.isEmpty else { return [] }
    var keys: [(text: String, shown: String, column: Int)] = [("", "", 1)]
    for name in kind.key {
      let cell = header.firstIndex(of: name).flatMap { $0 < cells.count ? cells[$0] : nil }
      let isPhrases = kind.columns.contains { $0.name == name && $0.type == .phrases }
      let values = isPhrases ? PackTable.phrases(cell?.text ?? "") : [cell?.text ?? ""]
      keys = keys.flatMap { key in
        (values.isEmpty ? [""] : values).map {
          (key.text + "\u{0}" + $0, key.shown.isEmpty ? "'\($0)'" : key.shown + " '\($0)'", cell?.column ?? key.column)
        }
      }
    }
    return keys
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil {
        var good = 0
        for scalar in String(decoding: part, as: UTF8.self).unicodeScalars {
          if scalar == "\u{FFFD}" { break }
          good += 1
        }
        return (line, good + 1)
      }
      line += 1
    }
    return (1, 1)
  }
}

extension PackFileKind.ColumnType {
  /// What the cell should hold, for messages.
  var expectation: String {
    switch self {
    case .text: "text"
    case .phrases: "words or phrases with | between them"
    case .integer: "a whole number"
    case .decimal: "a number such as 12, 0.5 or 1e6"
    case .oneOf(let names): "one of \(names.joined(separator: ", "))"
    case .anyOf(let names): "any of \(names.joined(separator: ", ")), with | between them"
    case .scalars: "characters, written as themselves or as U+202F, with spaces between"
    }
  }

  func fault(in cell: String) -> String? {
    let isSound: Bool =
      switch self {
      case .text: true
      case .phrases:
        cell.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
          .allSatisfy { !$0.allSatisfy { $0 == 0x20 } }
      case .integer: Int(cell) != nil
      case .decimal: ExactDecimal(cell) != nil
      case .oneOf(let names): names.contains(cell)
      case .anyOf(let names): PackTable.phrases(cell).allSatisfy(names.contains)
      case .scalars: PackScalars.parse(cell) != nil
      }
    return isSound ? nil : "expected \(expectation), found '\(cell)'"
  }
}

/// Characters as pack files write them: as themselves, or `U+202F`, with spaces between.
public enum PackScalars {
  public static func parse(_ cell: String) -> [Unicode.Scalar]? {
    var scalars: [Unicode.Scalar] = []
    for part in cell.split(separator: " ") {
      if part.utf8.count > 2, part.hasPrefix("U+"), let value = UInt32(part.dropFirst(2), radix: 16) {
        guard let scalar = Unicode.Scalar(value) else { return nil }
        scalars.append(scalar)
      } else if part.unicodeScalars.count == 1 {
        scalars.append(part.unicodeScalars.first!)
      } else {
        return nil
      }
    }
    return scalars
  }
}
