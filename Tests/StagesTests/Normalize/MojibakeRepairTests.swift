import CScan
import ICU
import Pipeline
import Testing

@testable import Stages

@Suite struct MojibakeRepairTests {
  /// The working text behind `normalize` with nothing but repairs.
  private static func repaired(_ text: String) throws -> Document {
    var document = Document(id: "test", source: Source(path: "test"), body: Array(text.utf8))
    try NormalizeStage(Options(onlyRepairs)).edit(&document)
    return document
  }

  private static let onlyRepairs: KeyValuePairs<String, OptionValue> = [
    "form": .string("none"), "spaces": .bool(false), "controls": .bool(false), "zero-width": .bool(false),
    "apostrophes": .bool(false), "full-width": .bool(false), "arabic-forms": .bool(false),
    "variation-selectors": .bool(false),
  ]

  private func expect(_ text: String, becomes expected: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let document = try Self.repaired(text)
    #expect(
      document.text.bytes == Array(expected.utf8), "\(document.text.string.debugDescription)",
      sourceLocation: sourceLocation)
  }

  /// UTF-8 read as a charset of one byte; bytes that it lacks are the controls of their number.
  private static func misread(_ text: String, _ charset: String) throws -> String {
    if charset == "ISO-8859-1" { return String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) })) }
    let converter = try CharsetConverter(charset: charset)
    return String(
      String.UnicodeScalarView(
        text.utf8.map { byte in
          let decoded = [byte].withUnsafeBufferPointer { try? converter.convert($0) }
          return decoded.flatMap { String(decoding: $0, as: UTF8.self).unicodeScalars.first } ?? Unicode.Scalar(byte)
        }))
  }

  private static let sentences = [
    "Le maire, très ému, n’a pas répondu à la question : « où est l’école ? »",
    "Die Brücke über den Fluß wurde größer.",
    "El año pasado llovió más; ¿qué pasará mañana?", "Żółta łódź płynęła, gęś źle śpiewała.",
    "Şoför, yağmurda çok ıslandı.",
    "Рівень води піднявся, — кажуть «місцеві».", "Цена выросла на 5 рублей, и все об этом знают.",
    "水位は昨夜、二十センチ上がった。", "水库的水位昨夜又上升了。", "댐의 수위가 밤사이 올라갔다.", "ارتفع منسوب المياه في السد، ليلة أمس.",
    "बाँध में पानी का स्तर बढ़ गया।", "Η στάθμη του νερού ανέβηκε τη νύχτα.", "המים בסכר עלו הלילה.", "ระดับน้ำในเขื่อนสูงขึ้น",
    "The price rose to €5 — “a record” 😀, he said.",
  ]

  @Test("Misread sentences come back", arguments: sentences, ["windows-1252", "ISO-8859-1", "windows-1251", "KOI8-R"])
  func sentencesComeBack(sentence: String, charset: String) throws {
    let once = try Self.misread(sentence, charset)
    try expect(once, becomes: sentence)
    try expect(Self.misread(once, charset), becomes: sentence)
    // In a text whose other sentences are sound.
    try expect(
      "Plain text. \(once) More of it.\n" + sentence, becomes: "Plain text. \(sentence) More of it.\n" + sentence)
  }

  @Test("Single damaged characters are repaired where nothing else can be meant")
  func singleCharacters() throws {
    try expect("a cafÃ© in MÃ¼nchen", becomes: "a café in München")
    try expect("it costs Â£5, or 10Â°C", becomes: "it costs £5, or 10°C")
    try expect("don’t, donâ€™t", becomes: "don’t, don’t")
    try expect("REDIRECCIÃ“N", becomes: "REDIRECCIÓN")
    try expect("au cafГ©", becomes: "au café")
    try expect("cafц╘", becomes: "café")
  }

  @Test("A byte order mark that was misread goes")
  func lostMark() throws {
    for mark in ["ï»¿", "п»ї", "О╩©"] {
      try expect(mark + "Plain text", becomes: "Plain text")
      try expect(mark + "Чистий текст", becomes: "Чистий текст")
    }
  }

  @Test(
    "Sound text stays",
    arguments: [
      "« Il est arrivé\u{00A0}» dit-il, «\u{00A0}là\u{00A0}»\u{00A0}— et c’est tout.",
      "PRÊT-À-PORTER CAFÉ’S “CAFÉ” CAFÉ…",
      "Рівне, Ті, Ці, РІК, ВІРІ, МРІЇ, «Ні»", "Её, всё, Рёв; «А»\u{00A0}— «В»", "IRMÃ… MANHû Ã", "5 Å² und 3 Å³, „Å“",
      "está»—dijo, allá»…", "ЊЕЈ, ВЈ, Џ", "Ð and þ, “ß”", "2\u{00A0}×\u{00A0}3 ÷ 4", "┌─┐ │б│ └─┘",
      "GotteÄ»ienste Ä«hre",
      "Sound Ã", "naïve Zoë, Ångström, Ñandú", "Ti\u{1EBF}ng Vi\u{1EC7}t \u{110}\u{01B0}\u{1EE3}c",
    ])
  func soundText(_ text: String) throws { try expect(text, becomes: text) }

  @Test("What could be chance is repaired beside what can't be, and not beyond sound letters")
  func support() throws {
    try expect("Г\u{00A0} la gare, dГ©jГ\u{00A0}", becomes: "à la gare, déjà")
    let evening = try Self.misread("вечір", "windows-1251")
    try expect("Ті люди, \(evening)", becomes: "Ті люди, вечір")
    try expect("Ті, \(evening)", becomes: "Ті, вечір")
  }

  @Test("Every repaired character leads back to its own characters")
  func alignment() throws {
    let sound = "水库的水位 25 米。"
    let document = try Self.repaired(Self.misread(Self.misread(sound, "windows-1252"), "windows-1252"))
    #expect(document.text.string == sound)
    var position = 0
    for scalar in sound.unicodeScalars {
      let character = String(scalar)
      let end = position + character.utf8.count
      let source = document.alignment.source(of: ByteRange(position, end))
      let damaged = try Self.misread(Self.misread(character, "windows-1252"), "windows-1252")
      #expect(document.original.string(source) == damaged)
      position = end
    }
  }

  @Test("A megabyte without a space is repaired, or left, as a word is")
  func longRuns() throws {
    let count = 100_000
    for (damaged, sound) in [("Ã©", "é"), ("ÃƒÂ©", "é"), ("ÑŽ", "ю")] {
      let document = try Self.repaired(String(repeating: damaged, count: count))
      #expect(document.text.bytes == Array(String(repeating: sound, count: count).utf8))
    }
    for sound in ["Ã", "Ãе", "Â»\u{301}", "Г "] {
      #expect(try Self.repaired(String(repeating: sound, count: count)).alignment.isIdentity)
    }
  }

  /// The scan, a letter at a time.
  private static func isSuspicious(_ text: [UInt8], _ at: Int) -> Bool {
    func byte(_ offset: Int) -> UInt8 { at + offset < text.count ? text[at + offset] : 0 }
    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    if isLetter(byte(0)), (0xD0...0xD1).contains(byte(1)) { return true }
    let isDigit = (0x30...0x39).contains(byte(4))
    switch (byte(0), byte(2)) {
    case (0xC3, 0xC2), (0xC3, 0xE2), (0xC3, 0xC5), (0xC3, 0xC6), (0xC3, 0xCB), (0xD0...0xD1, 0xC3): return true
    case (0xD0...0xD1, 0xC2): return ![0xA0, 0xAB, 0xBB].contains(byte(3)) || isLetter(byte(4))
    case (0xD0...0xD1, 0xD0):
      return byte(3) < 0x90 && (![0x81, 0x84, 0x86, 0x87].contains(byte(3)) || isLetter(byte(4)) || isDigit)
    case (0xD0...0xD1, 0xD1):
      let isLate = (0x90..<0xA0).contains(byte(3))
      return isLate && (![0x91, 0x94, 0x96, 0x97].contains(byte(3)) || isLetter(byte(4)) || isDigit)
    case (0xD0...0xD1, 0xE2): return byte(3) != 0x80
    default: return false
    }
  }

  @Test("The scan finds what a look at each letter finds")
  func scan() {
    var random = SplitMix(seed: 9)
    let sound = "éàЩеі «» ї — ё, ґ\u{A0}… 水位 25 і».".map(String.init)
    let telling = "eéРСвЂ°µѕњ№€╔÷".map(String.init)
    for _ in 0..<4000 {
      let share = Int.random(in: 0...4, using: &random)
      var text = ""
      for _ in 0..<Int.random(in: 0..<120, using: &random) {
        let pieces = Int.random(in: 0..<100, using: &random) < share ? telling : sound
        text += pieces.randomElement(using: &random)!
      }
      let bytes = Array(text.utf8)
      #expect(
        (assay_may_hold_mojibake(bytes, bytes.count) != 0) == bytes.indices.contains { Self.isSuspicious(bytes, $0) })
    }
    for text in [
      "Рівне, Ті, її — «Ні»… Її\u{A0}ґанок", "Её ещё всё — «ёж»\u{A0}…", "Voilà, c’est été. “Fußball”", "水位，。", "",
    ] {
      let bytes = Array(text.utf8)
      #expect(assay_may_hold_mojibake(bytes, bytes.count) == 0, "\(text)")
    }
  }

  @Test("Repairs can be switched off")
  func options() throws {
    var document = Document(id: "test", source: Source(path: "test"), body: Array("cafÃ© &amp;".utf8))
    try NormalizeStage(Options(["mojibake": .bool(false), "entities": .bool(false)])).edit(&document)
    #expect(document.alignment.isIdentity)
  }

  @Test("Any text is repaired into valid text with edits that fit")
  func anyText() throws {
    var random = SplitMix(seed: 3)
    let pieces = "ÃÂâ€™©\u{A0}»РСЂ°ц┌├�é中a &amp;ï¿\u{85}".map(String.init)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0..<24, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      let document = try Self.repaired(text)
      #expect(String(validating: document.text.bytes, as: UTF8.self) != nil)
      var rebuilt: [UInt8] = []
      var at = 0
      for edit in document.alignment.edits {
        rebuilt += document.original.bytes[at..<Int(edit.source.start)]
        rebuilt += document.text.bytes[edit.target.indices]
        at = Int(edit.source.end)
      }
      #expect(rebuilt + document.original.bytes[at...] == document.text.bytes)
    }
  }
}
