import Glibc

/// Where results and talk go, and whether colours are wanted there.
enum Terminal {
  static let standardOutputIsTerminal = isatty(1) == 1
  static let standardErrorIsTerminal = isatty(2) == 1

  /// NO_COLOR (https://no-color.org) turns colours off everywhere.
  static let wantsColour =
    (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    && getenv("TERM").map { String(cString: $0) != "dumb" } ?? true

  static var errorColours: Bool { wantsColour && standardErrorIsTerminal }
  static var outputColours: Bool { wantsColour && standardOutputIsTerminal }

  /// Results: to standard output. A closed pipe is a quiet end.
  static func print(_ text: String) { write(Array((text + "\n").utf8), to: 1) }

  static func write(_ bytes: [UInt8]) { write(bytes, to: 1) }

  /// Talk: to standard error.
  static func say(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

  static func sayRaw(_ text: String) { write(Array(text.utf8), to: 2) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done) }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE, descriptor == 1 { exit(0) }
        return
      }
      done += count
    }
  }

  enum Colour: String {
    case red = "31", green = "32", yellow = "33", blue = "34", magenta = "35", cyan = "36", bold = "1", dim = "2"
    case underline = "4"
  }

  static func paint(_ text: String, _ colours: Colour..., on: Bool) -> String { paint(text, colours, on: on) }

  /// Text of an article as a terminal may show it: control characters, which could move the cursor or worse, as U+FFFD.
  static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\t": false
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": true
    default: false
    }
  }

  static func paint(_ text: String, _ colours: [Colour], on: Bool) -> String {
    on ? "\u{1B}[\(colours.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m" : text
  }
}
