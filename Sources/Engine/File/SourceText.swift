/// A place in a pipeline file. Lines and columns count from 1, columns and lengths in Unicode scalars; line 0 stands for
/// the file as a whole.
public struct SourceSpan: Hashable, Sendable, Comparable {
  public let line: Int
  public let column: Int
  public let length: Int

  public init(line: Int, column: Int, length: Int = 1) {
    self.line = line
    self.column = column
    self.length = length
  }

  public static let wholeFile = SourceSpan(line: 0, column: 0, length: 0)

  public static func < (a: SourceSpan, b: SourceSpan) -> Bool {
    (a.line, a.column, a.length) < (b.line, b.column, b.length)
  }
}

/// The text of a pipeline file with its lines, for showing places in it.
///
/// Lines end where libyaml ends them: LF, CR, CR LF, U+0085, U+2028 and U+2029.
struct SourceText: Sendable {
  let name: String
  let bytes: [UInt8]
  private let lines: [Range<Int>]

  /// `bytes` need not be UTF-8; what is not shows as U+FFFD.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var lines: [Range<Int>] = []
    var start = 0
    var position = 0
    while position < bytes.count {
      let length = Self.breakLength(bytes, position)
      if length == 0 {
        position += 1
      } else {
        lines.append(start..<position)
        position += length
        start = position
      }
    }
    lines.append(start..<bytes.count)
    self.lines = lines
  }

  var lineCount: Int { lines.count }

  /// The scalars of a line without its end; empty where there is no such line.
  func scalars(ofLine line: Int) -> [Unicode.Scalar] {
    guard line >= 1, line <= lines.count else { return [] }
    return Array(String(decoding: bytes[lines[line - 1]], as: UTF8.self).unicodeScalars)
  }

  /// Line and column of a byte offset.
  func position(ofByte offset: Int) -> FilePosition {
    var low = 0
    var high = lines.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lines[middle].lowerBound <= offset { low = middle } else { high = middle }
    }
    let start = lines[low].lowerBound
    let before = String(decoding: bytes[start..<max(start, min(offset, bytes.count))], as: UTF8.self)
    return FilePosition(line: low + 1, column: before.unicodeScalars.count + 1)
  }

  /// The bytes between a position and the end of its line.
  func byteOffset(of position: FilePosition) -> Int? {
    guard position.line >= 1, position.line <= lines.count else { return nil }
    let line = lines[position.line - 1]
    var offset = line.lowerBound
    var column = 1
    while column < position.column, offset < line.upperBound {
      offset += 1
      while offset < line.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return column == position.column ? offset : nil
  }

  /// The span of the token at `position`: of `text` where the file has it there as written, of a quoted scalar with its
  /// quotes, else up to white space or a flow indicator. Always inside the line, or one behind its end.
  func span(at position: FilePosition, text: String? = nil) -> SourceSpan {
    let line = scalars(ofLine: position.line)
    guard position.line >= 1 else { return .wholeFile }
    let start = position.column - 1
    guard start >= 0, start < line.count else {
      return SourceSpan(line: position.line, column: min(max(position.column, 1), line.count + 1), length: 1)
    }
    let rest = line[start...]
    var length = 1
    if let quote = rest.first, quote == "\"" || quote == "'" {
      length = Self.quotedLength(rest, quote)
    } else if let text, !text.isEmpty, rest.starts(with: text.unicodeScalars) {
      length = text.unicodeScalars.count
    } else if rest.first != "[" && rest.first != "{" {
      length = max(1, rest.prefix { !" \t,[]{}".unicodeScalars.contains($0) }.count)
    }
    return SourceSpan(line: position.line, column: position.column, length: length)
  }

  private static func quotedLength(_ rest: ArraySlice<Unicode.Scalar>, _ quote: Unicode.Scalar) -> Int {
    var index = rest.startIndex + 1
    while index < rest.endIndex {
      if rest[index] == "\\", quote == "\"" {
        index += 2
      } else if rest[index] == quote {
        if quote == "'", index + 1 < rest.endIndex, rest[index + 1] == "'" {
          index += 2
        } else {
          return index - rest.startIndex + 1
        }
      } else {
        index += 1
      }
    }
    return rest.count
  }

  private static func breakLength(_ bytes: [UInt8], _ at: Int) -> Int {
    switch bytes[at] {
    case 0x0A: 1
    case 0x0D: at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
    case 0xC2: at + 1 < bytes.count && bytes[at + 1] == 0x85 ? 2 : 0
    case 0xE2: at + 2 < bytes.count && bytes[at + 1] == 0x80 && bytes[at + 2] & 0xFE == 0xA8 ? 3 : 0
    default: 0
    }
  }
}

/// Where a node of a pipeline file starts, as the parser tells it.
struct FilePosition: Hashable, Sendable, Comparable {
  let line: Int
  let column: Int

  static let wholeFile = FilePosition(line: 0, column: 0)

  static func < (a: FilePosition, b: FilePosition) -> Bool { (a.line, a.column) < (b.line, b.column) }
}
