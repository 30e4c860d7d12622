/// What is wrong with a pack file, and where. Lines and columns count from 1, columns in Unicode scalars.
public struct PackDiagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let column: Int
  public let message: String

  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: error: message`, which build tools make into a link.
  public var description: String { "\(file):\(line):\(column): error: \(message)" }
}
