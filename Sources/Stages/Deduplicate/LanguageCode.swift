import Pipeline

/// The primary subtag of a language as a number; `none` for no language, `und` and longer subtags.
struct LanguageCode: Equatable {
  let number: UInt16
  static let none = LanguageCode(number: 0)

  init(number: UInt16) { self.number = number }

  init(_ language: Language) {
    let letters = Array(language.tag.utf8.prefix { $0 != 0x2D })
    guard (2...3).contains(letters.count), letters.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }), language.primary != "und"
    else {
      self = .none
      return
    }
    number = letters.reduce(0) { $0 * 27 + UInt16(($1 | 0x20) - 0x60) }
  }
}
