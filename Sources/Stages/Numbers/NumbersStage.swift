import Pipeline

/// Finds figures and reads their values; layer `quantities`.
public struct NumbersStage: AnnotatingStage {
  private let keepsRejected: Bool
  private let things: ThingNames?
  private let conversion: UnitConversion?
  private let position: UInt16

  public static let definition = StageDefinition(
    spec, supports: { hasFullPack($0) }
  ) { options, context in
    let paths = (options.list("things") ?? []).compactMap { value -> ByteString? in
      switch value {
      case .path(let path): path
      case .string(let path): ByteString(path)
      default: nil
      }
    }
    return NumbersStage(
      keepsRejected: options.bool("keep-rejected") ?? false, converts: options.bool("convert") ?? false,
      things: paths.isEmpty ? nil : try ThingNames(paths: paths, readFile: context.readFile),
      position: context.position)
  }

  static let spec = StageSpec(
    name: "numbers", kind: .annotating,
    summary: "Finds figures with exact values, units, currencies, hedges, ranges and what they count.",
    discussion: """
      Digits of every script are read with the grouping and decimal marks of the document's language; a form with one
      reading (1.234.567 or 1,5) decides for the others of the same document. Number words, units and hedges come from
      language packs; a language without a pack gets digits, percent and currency signs.

      Digits that are no quantity (KN-23, phone numbers, scores, times, years) are left out, or kept as `rejected` with
      the reason: address, age, code, date, designator, list, one, phone, rate, reference, score, section, time, url,
      version, year. Years and dates are told best where `dates` stands before this stage.

      `of` is the phrase that a figure counts. Where a name of the lists in `things` lies in it, `of.name` says what the
      list calls it, so that "снарядів", "포탄" and "shells" meet. The lists are TSV files as in `entities`; a column
      `language` keeps a row to one language, and case endings are made by the language packs.
      """,
    options: [
      OptionSpec("keep-rejected", .bool, default: "false", "keep digits that are no quantity, with the reason"),
      OptionSpec(
        "convert", .bool, default: "false",
        "give measures in CLDR's base units (5 miles: 8046.72 meter); the text stays"),
      OptionSpec("things", .list(.path), "lists of counted things; the name of one in the counted phrase is `of.name`"),
    ],
    languages: .packs(LanguagePack.codes.map { Language($0) }.filter { hasFullPack($0) }), uses: ["dates"],
    provides: [.quantities],
    example: """
      - numbers: { keep-rejected: true }
      """)

  /// A full pack says how figures are hedged; others hold only scale words.
  private static func hasFullPack(_ language: Language) -> Bool {
    LanguagePack.pack(for: language)?.has("modifiers.tsv") ?? false
  }

  init(keepsRejected: Bool, converts: Bool = false, things: ThingNames? = nil, position: UInt16) {
    self.keepsRejected = keepsRejected
    conversion = converts ? .base : nil
    self.things = things
    self.position = position
  }

  public func annotate(_ document: inout Document) {
    let lexicon = document.lexicon()
    let language = document.language ?? .undetermined
    let dates = document.layer(.dates)?.spans ?? []
    let region = language.tag.split(separator: "-").dropFirst().first { $0.utf8.count == 2 }.map { $0.uppercased() }
    var found = document.text.withBytes { bytes in
      var figures = lexicon.words.withUnsafeBufferPointer { words in
        NumberRecognizer(
          NumberText(bytes: bytes, words: words), .vocabulary(for: language), .marks(for: language), dates: dates,
          region: region
        ).figures()
      }
      things?.name(&figures, lexicon: lexicon, bytes: bytes, language: document.language)
      return figures
    }
    let isKept = { (figure: Figure) in figure.reason == nil || (keepsRejected && figure.reason != .one) }
    found.removeAll { !isKept($0) }
    if let conversion { for index in found.indices { conversion.convert(&found[index]) } }
    // A constant, since figures of a variable are copied before each look.
    let figures = found
    document.updateLayer(.quantities) { layer in
      layer.append(contentsOf: figures.map { ByteRange($0.start, $0.end) }, stage: position) { field, index in
        figures[index].value(ofField: field)
      }
    }
  }
}
