import Pipeline

/// Scripts that one living language has (almost) to itself in the press.
///
/// `isSole`: the script alone decides. Otherwise CLD2 is asked first, and this is the answer where it has none.
struct ScriptLanguages: Sendable {
  struct Entry: Sendable {
    let language: Language
    let isSole: Bool
  }

  static let shared = ScriptLanguages()
  private let entries: [Entry?]

  private init() {
    var entries = [Entry?](repeating: nil, count: 256)
    for (script, tag) in [
      ("Hang", "ko"), ("Thai", "th"), ("Laoo", "lo"), ("Khmr", "km"), ("Mymr", "my"), ("Geor", "ka"), ("Armn", "hy"),
      ("Grek", "el"), ("Sinh", "si"), ("Taml", "ta"), ("Telu", "te"), ("Knda", "kn"), ("Mlym", "ml"), ("Gujr", "gu"),
      ("Guru", "pa"), ("Orya", "or"), ("Cher", "chr"), ("Thaa", "dv"), ("Syrc", "syr"),
    ] {
      entries[Int(UnicodeTable.Script.index(script))] = Entry(
        language: Language(tag), isSole: true)
    }
    for (script, tag) in [("Hebr", "he"), ("Beng", "bn"), ("Ethi", "am"), ("Tibt", "bo")] {
      entries[Int(UnicodeTable.Script.index(script))] = Entry(language: Language(tag), isSole: false)
    }
    self.entries = entries
  }

  subscript(script: UInt8) -> Entry? { entries[Int(script)] }

  /// The language that the scripts of a text decide; nil where they don't. Text with Kana is Japanese, however much Han.
  func language(of tally: ScriptTally) -> Language? {
    if tally.main == UnicodeTable.Script.han { return tally.kana * 10 >= tally.mainLetters ? "ja" : nil }
    guard let entry = self[tally.main], entry.isSole else { return nil }
    return entry.language
  }
}
