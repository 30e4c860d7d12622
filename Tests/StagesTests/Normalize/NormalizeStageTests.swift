import ICU
import Pipeline
import Testing

@testable import Stages

@Suite struct NormalizeStageTests {
  private static func normalized(
    _ text: String, title: String? = nil, _ options: KeyValuePairs<String, OptionValue> = [:]
  ) throws -> Document {
    var document = Document(
      id: "test", source: Source(path: "test"), title: title.map { Array($0.utf8) }, body: Array(text.utf8))
    try NormalizeStage(Options(options)).edit(&document)
    return document
  }

  /// Compares bytes: `==` on strings calls canonically equal ones equal.
  private func expect(
    _ text: String, becomes expected: String, _ options: KeyValuePairs<String, OptionValue> = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let document = try Self.normalized(text, options)
    #expect(
      document.text.bytes == Array(expected.utf8), "\(document.text.string.debugDescription)",
      sourceLocation: sourceLocation)
  }

  @Test("Blanks and line ends are put in order")
  func spaces() throws {
    try expect("a\u{00A0}b  c \t d", becomes: "a b c\td")
    try expect("a \r\nb\rc\u{0085}d\u{2028}e", becomes: "a\nb\nc\nd\ne")
    try expect("a\n\n\n\nb\n \n\t\n c", becomes: "a\n\nb\n\n c")
    try expect("a\tb\n", becomes: "a\tb\n")
    try expect("last  \n \n", becomes: "last\n\n")
    try expect("end  ", becomes: "end")
    try expect("\u{3000}段落　文", becomes: "\u{3000}段落　文")
    try expect("a  b\r\n", becomes: "a  b\r\n", ["spaces": .bool(false)])
  }

  @Test("A space that groups digits stays, elsewhere it is plain")
  func groupedDigits() throws {
    try expect("1\u{00A0}234\u{202F}567 осіб\u{00A0}та 5\u{00A0}кг", becomes: "1\u{00A0}234\u{202F}567 осіб та 5 кг")
    try expect("1\u{00A0}\u{00A0}2 \u{00A0}3\u{200B}\u{00A0}4", becomes: "1 2 3\u{00A0}4")
    try expect("1\u{00A0}234", becomes: "1\u{00A0}234", ["form": .string("nfkc")])
    try expect("5\u{00A0}\n6\u{00A0}", becomes: "5\n6")
  }

  @Test("Controls and invisible characters go")
  func invisible() throws {
    try expect("a\u{0}b\u{7}c\u{9F}d\u{200E}e\u{202A}f\u{202C}", becomes: "abcdef")
    try expect("\u{FEFF}so\u{AD}ft\u{200B}hy\u{2060}phen", becomes: "softhyphen")
    try expect("a\u{7}\u{AD}b", becomes: "a\u{7}b", ["controls": .bool(false)])
    try expect("a\u{7}\u{AD}b", becomes: "a\u{AD}b", ["zero-width": .bool(false)])
  }

  @Test("Joiners stay where a script or an emoji needs them")
  func joiners() throws {
    try expect("می\u{200C}خواهم", becomes: "می\u{200C}خواهم")
    try expect("क्\u{200D}ष ക\u{D4D}\u{200D} ", becomes: "क्\u{200D}ष ക\u{D4D}\u{200D}")
    try expect("👩\u{200D}👧 ❤\u{FE0F}\u{200D}🔥", becomes: "👩\u{200D}👧 ❤\u{FE0F}\u{200D}🔥")
    try expect("wo\u{200C}rd\u{200D}s, می\u{200C} ок\u{200D}", becomes: "words, می ок")
    try expect("م\u{200C}\u{200C}\u{200C}م", becomes: "م\u{200C}م")
  }

  @Test("Text comes into the form asked for")
  func forms() throws {
    try expect("и\u{306}ї і\u{308} e\u{301}", becomes: "йї ї é")
    try expect("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", becomes: "한글")
    try expect("क\u{93C} آ ا\u{653}", becomes: "क\u{93C} آ آ")
    try expect("ﬁ ① Ａ", becomes: "ﬁ ① A")
    try expect("ﬁ ① Ａ x² 10⁹ H₂O 3½ ⅔", becomes: "fi 1 A x² 10⁹ H₂O 3½ ⅔", ["form": .string("nfkc")])
    try expect("a ´b\u{3000}\u{3000}c", becomes: "a \u{301}b c", ["form": .string("nfkc")])
    try expect("e\u{301}", becomes: "e\u{301}", ["form": .string("none")])
    try expect("e\u{200B}\u{301}", becomes: "é")
  }

  @Test("Title and body stay apart by one blank line")
  func titleAndBody() throws {
    for (title, body) in [
      ("Title \n\n", "\n\n \u{200B}Body"), ("Title", "Body"), ("Title\u{00A0}", "\r\nBody"), ("\u{FEFF}Title", "Body"),
    ] {
      let document = try Self.normalized(body, title: title)
      #expect(document.text.string == "Title\n\nBody")
      #expect(document.titleRange == ByteRange(0, 5))
      #expect(document.workingRange(of: document.parts[1]) == ByteRange(7, 11))
    }
    let empty = try Self.normalized("Body", title: " \n")
    #expect(empty.text.string == "\n\nBody")
    #expect(empty.titleRange == ByteRange(0, 0))
  }

  @Test(
    "Clean text is left alone",
    arguments: [
      "", "Plain text.\nTwo lines.\n\nA paragraph — “quoted”, 5 km.\n", "Чистий текст п'ять.\n", "한글 텍스트", "中文，文本。",
      "\tx",
    ])
  func clean(_ text: String) throws {
    let document = try Self.normalized(text)
    #expect(document.alignment.isIdentity)
    #expect(document.text == document.original)
  }

  @Test("Edits are minimal")
  func minimalEdits() throws {
    let document = try Self.normalized("ab\u{200B}cd  e\u{301}f\r\ng")
    #expect(
      document.alignment.edits == [
        Edit(source: ByteRange(2, 5), target: ByteRange(2, 2)),
        Edit(source: ByteRange(8, 9), target: ByteRange(5, 5)),
        Edit(source: ByteRange(9, 12), target: ByteRange(5, 7)),
        Edit(source: ByteRange(13, 14), target: ByteRange(8, 8)),
      ])
  }

  // MARK: Against the obvious version

  /// The cleaning of one part, scalar by scalar and rule by rule.
  private static func slowlyCleaned(_ text: String) -> [Unicode.Scalar] {
    let marks: Set<UInt32> = [0x301, 0x306, 0x653, 0x93C, 0x94D]
    let joining: Set<UInt32> = [0x645, 0x627, 0x915, 0x93C, 0x94D]
    let removed: Set<UInt32> = Set(
      [0xAD, 0x200B, 0x2060, 0xFEFF, 0x061C, 0x200E, 0x200F] + Array(0x202A...0x202E) + Array(0x2066...0x206F)
        + Array(0..<9) + Array(0x0E..<0x20) + (Array(0x7F...0x9F).filter { $0 != 0x85 }))
    var scalars = text.unicodeScalars.map(\.value).filter { !removed.contains($0) }
    // Joiners, left to right; what counts to the right is the next scalar that is no joiner.
    var kept: [UInt32] = []
    for (index, value) in scalars.enumerated() {
      guard value == 0x200C || value == 0x200D else {
        kept.append(value)
        continue
      }
      let next = scalars[(index + 1)...].first { $0 != 0x200C && $0 != 0x200D }
      let base = kept.lastIndex { !marks.contains($0) } ?? 0
      let joinsLeft = kept.isEmpty ? false : kept[base...].contains(where: joining.contains)
      let joinsRight = next.map { joining.contains($0) || marks.contains($0) } ?? false
      func emoji(_ scalar: UInt32?) -> Bool { scalar.map { (0x1F000...0x1FBFF).contains($0) } ?? false }
      if joinsLeft {
        if value == 0x200D || joinsRight { kept.append(value) }
        continue
      }
      if emoji(kept.last), emoji(next), value == 0x200D { kept.append(value) }
    }
    scalars = kept
    // Line ends.
    var lines: [[UInt32]] = [[]]
    for (index, value) in scalars.enumerated() {
      switch value {
      case 0x0A where index > 0 && scalars[index - 1] == 0x0D: continue
      case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: lines.append([])
      default: lines[lines.count - 1].append(value)
      }
    }
    // Blanks in every line.
    let blanks: Set<UInt32> = Set([0x20, 0x09, 0xA0, 0x1680, 0x202F, 0x205F] + Array(0x2000...0x200A))
    func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) || (0x660...0x669).contains(value) }
    lines = lines.map { line in
      var out: [UInt32] = []
      var run: [UInt32] = []
      for value in line {
        if blanks.contains(value) {
          run.append(value)
          continue
        }
        if run.count == 1, [0xA0, 0x2009, 0x202F].contains(run[0]), let before = out.last, isDigit(before),
          isDigit(value)
        {
          out.append(run[0])
        } else if !run.isEmpty {
          out.append(run.contains(0x09) ? 0x09 : 0x20)
        }
        run = []
        out.append(value)
      }
      return out
    }
    var out: [UInt32] = []
    var empty = 0
    for (index, line) in lines.enumerated() {
      if index > 0 {
        empty = line.isEmpty || lines[index - 1].isEmpty ? empty : 0
        out.append(0x0A)
      }
      out += line
    }
    var result: [UInt32] = []
    for value in out {
      if value == 0x0A, result.suffix(2) == [0x0A, 0x0A] { continue }
      result.append(value)
    }
    return result.map { Unicode.Scalar($0)! }
  }

  private static let pieces = [
    "a", "Б", " ", "  ", "\n", "\r", "\r\n", "\t", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2003}", "\u{3000}", "1", "2",
    "٣",
    "\u{200B}", "\u{AD}", "\u{200C}", "\u{200D}", "م", "ا", "👩", "\u{301}", "\u{306}", "и", "e", "\u{1100}", "\u{1161}",
    "\u{11A8}", "\u{0}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{202E}", "\u{61C}", ".", "—", "“", "中", "ﬁ", "²", "½",
    "´", "\u{2000}",
    "क", "\u{93C}", "\u{94D}", "\u{653}",
  ]

  @Test("The result is that of the obvious version, then of ICU; edits lead there; a second time changes nothing")
  func againstOracle() throws {
    var random = SplitMix(seed: 3)
    let stage = NormalizeStage(Options(["apostrophes": .bool(false)]))
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int(random.next() % 12) { text += Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }
      let cleaned = String(String.UnicodeScalarView(Self.slowlyCleaned(text)))
      var expected: [UInt8] = []
      var edits: [NormalizationEdit] = []
      try Array(cleaned.utf8).withUnsafeBufferPointer {
        try Normalizer.nfc.normalize($0, into: &expected, edits: &edits)
      }
      var document = Document(id: "test", source: Source(path: "test"), body: Array(text.utf8))
      try stage.edit(&document)
      #expect(
        document.text.bytes == expected, "\(text.debugDescription): \(document.text.string.debugDescription)")
      #expect(document.text.bytes == Self.applied(document))
      let once = document
      try stage.edit(&document)
      #expect(
        document.text == once.text && document.alignment == once.alignment,
        "\(text.debugDescription) \(once.text.string.debugDescription) \(document.text.string.debugDescription)")
    }
  }

  @Test("Compatibility forms, with a title, lead where the edits say, and a second time changes nothing")
  func compatibilityIsIdempotent() throws {
    var random = SplitMix(seed: 5)
    let stages = [
      NormalizeStage(Options(["form": .string("nfc")])), NormalizeStage(Options(["form": .string("nfkc")])),
      NormalizeStage(
        Options(["quotes": .bool(true), "dashes": .bool(true), "digits": .bool(true), "punctuation": .bool(true)])),
    ]
    for round in 0..<10_000 {
      func junk() -> String {
        (0..<Int(random.next() % 9)).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }.joined()
      }
      let stage = stages[round % 3]
      var document = Document(
        id: "test", source: Source(path: "test"), title: Array(("T" + junk()).utf8), body: Array(junk().utf8))
      try stage.edit(&document)
      #expect(document.text.bytes == Self.applied(document))
      let title = try #require(document.titleRange)
      let body = document.workingRange(of: document.parts[1])
      #expect(title.end + 2 == body.start, "\(document.original.string.debugDescription)")
      #expect(document.text.string(ByteRange(title.end, title.end + 2)) == "\n\n")
      let once = document
      try stage.edit(&document)
      #expect(
        document.text == once.text,
        "\(once.original.string.debugDescription): \(once.text.string.debugDescription) \(document.text.string.debugDescription)"
      )
    }
  }

  /// The original with the edits of the document applied, the replacements taken from the working text.
  private static func applied(_ document: Document) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for edit in document.alignment.edits {
      result += document.original.bytes[position..<Int(edit.source.start)]
      #expect(result.count == Int(edit.target.start))
      #expect(String(validating: Array(document.original[edit.source]), as: UTF8.self) != nil)
      result += document.text[edit.target]
      position = Int(edit.source.end)
    }
    return result + document.original.bytes[position...]
  }

  @Test("Long runs of junk take linear time")
  func longRuns() throws {
    for junk in ["\u{200C}", "\u{200D}", "\u{AD}", " ", "\u{A0}", "\r", "\n ", "e\u{301}", "1\u{A0}"] {
      let document = try Self.normalized("م" + String(repeating: junk, count: 100_000) + "x")
      #expect(document.text.count < document.original.count)
    }
  }
}
