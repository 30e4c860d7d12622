import Pipeline

/// What the language model needs to know of a scalar: whether it is a letter, its folded form, and its script.
///
/// Made once from `UnicodeTable`, and flat: identification looks at every scalar of a sample, and most lie below U+2000.
package struct LetterTable: Sendable {
  package static let shared = LetterTable()

  /// Scalars up to here stand in the flat table.
  private static let flat: UInt32 = 0x2000
  /// Folded letter, 0 for what is none.
  private let letters: [UInt16]
  private let scripts: [UInt8]

  private init() {
    var letters = [UInt16](repeating: 0, count: Int(Self.flat))
    var scripts = [UInt8](repeating: 255, count: Int(Self.flat))
    for scalar in 0..<Self.flat {
      let entry = UnicodeTable.shared.entry(scalar)
      switch entry.wordClass {
      case .letter:
        letters[Int(scalar)] = UInt16(truncatingIfNeeded: entry.folded(scalar))
        scripts[Int(scalar)] = entry.script
      case .mark:
        letters[Int(scalar)] = UInt16(scalar)
      case .unspaced:
        scripts[Int(scalar)] = entry.script
      default: break
      }
    }
    self.letters = letters
    self.scripts = scripts
  }

  /// Calls `body` with the table as pointers; they must not outlive the call.
  @inline(__always)
  package func withLookup<Result>(_ body: (Lookup) throws -> Result) rethrows -> Result {
    try letters.withUnsafeBufferPointer { letters in
      try scripts.withUnsafeBufferPointer { scripts in
        try body(Lookup(letters: letters.baseAddress!, scripts: scripts.baseAddress!))
      }
    }
  }

  package struct Lookup {
    fileprivate let letters: UnsafePointer<UInt16>
    fileprivate let scripts: UnsafePointer<UInt8>

    /// The folded letter of a spaced script or a mark; 0 for anything else.
    @inline(__always)
    func letter(_ scalar: UInt32) -> UInt16 { scalar < LetterTable.flat ? letters[Int(scalar)] : 0 }

    /// Han, Kana and Hangul, which count by the scalar.
    @inline(__always)
    func isIdeograph(_ scalar: UInt32) -> Bool {
      (scalar >= 0x3041 && scalar <= 0x30FA) || (scalar >= 0x3400 && scalar <= 0x9FFF)
    }

    /// The script of a letter, by its index in `UnicodeTable.Script`; 255 for what is no letter.
    @inline(__always)
    func script(_ scalar: UInt32) -> UInt8 {
      if scalar < LetterTable.flat { return scripts[Int(scalar)] }
      let entry = UnicodeTable.shared.entry(scalar)
      return entry.wordClass == .letter || entry.wordClass == .unspaced ? entry.script : 255
    }
  }
}
