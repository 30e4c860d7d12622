import ICU

extension WordClass {
  /// Extend, Format and ZWJ belong to the scalar before them.
  @inline(__always)
  var isAttached: Bool { self == .extend || self == .format || self == .zeroWidthJoiner }

  /// What a segment of this scalar alone is.
  @inline(__always)
  var kind: WordKind {
    switch self {
    case .letter, .hebrew, .hangul: .letter
    case .numeric: .number
    default: .none
    }
  }

  /// What a segment is that was `kind` and goes on with this scalar.
  @inline(__always)
  func kind(behind kind: WordKind) -> WordKind {
    guard self == .extendNumLet else { return self.kind }
    return kind == .number ? .number : .letter
  }
}

/// Which class joins which, from the pairs of UAX #29.
struct JoinTable: @unchecked Sendable {
  static let shared = JoinTable()

  enum Join: UInt8 {
    case never, always
    /// Only where no mark stands between.
    case whereDirect
    /// A sign between two letters or two digits.
    case beforeLike
    case inPairs
  }

  private let cells = UnsafeMutablePointer<Join>.allocate(capacity: 32 * 32)

  @inline(__always)
  subscript(last: WordClass, next: WordClass) -> Join { cells[Int(last.rawValue) << 5 | Int(next.rawValue)] }

  private func set(_ lasts: [WordClass], _ nexts: [WordClass], _ join: Join) {
    for last in lasts { for next in nexts { cells[Int(last.rawValue) << 5 | Int(next.rawValue)] = join } }
  }

  private init() {
    cells.initialize(repeating: .never, count: 32 * 32)
    let letters: [WordClass] = [.letter, .hebrew]
    let joined = letters + [.numeric, .extendNumLet]
    set(joined, joined, .always)
    set(letters, [.midLetter, .colon, .midNumLet, .singleQuote], .beforeLike)
    set([.hebrew], [.doubleQuote], .beforeLike)
    set([.numeric], [.midNum, .midNumLet, .singleQuote], .beforeLike)
    set([.space], [.space], .whereDirect)
    set([.hangul], [.hangul], .whereDirect)
    set([.regionalIndicator], [.regionalIndicator], .inPairs)
  }
}
