import Bytes
import Pipeline

extension DeduplicateStage {
  static let spec = StageSpec(
    name: "deduplicate", kind: .corpus,
    summary: "Finds copies, near-copies and updates of an article, and keeps one of each.",
    discussion: """
      Two articles are alike where they share `similarity` of their word pairs (5-grams of characters in scripts without \
      spaces), where one has `containment` of the other, or where what they share follows in the same order through most \
      of both, which also finds texts of which every third word was replaced. Every pair is compared in full; nothing is \
      joined by a sketch alone. Titles and marked passages (see `boilerplate`) are left out, so a new headline makes no \
      new article. Case, punctuation and quotation marks don't count; spellings in decomposed Unicode meet after `normalize`.

      Figures decide what alike texts are. They are compared where they stand: where most of them changed, the two are \
      reports of one series (kind `template`, role `related`); where some changed, the kind is `update`; `differs` lists \
      them as `12 → 15`. Put `dates` and \
      `numbers` before this stage: figures in dates don't count, and without `numbers` digits are compared as they are written.

      Articles that stay and have the same figures, days and names in another language are `related` by the kind \
      `translation`; `shares` says what both have. That takes `language`, `numbers`, and for days and names `dates` and \
      `entities`, before this stage.

      A member of a cluster that is not itself alike to the kept article is `related`. Only copies that say nothing new are \
      dropped: no update, and no longer article that has the kept one in it. The result does not depend on the order of \
      reading, but for `keep: first`.
      """,
    options: [
      OptionSpec(
        "keep", .enumeration(Keep.allCases.map(\.rawValue)), default: "earliest",
        "which one stays: earliest published (without any date: the smallest id), longest, or first read"),
      OptionSpec("prefer", .list(.string), "publishers whose article stays if they have one, the best first"),
      OptionSpec(
        "action", .enumeration(Action.allCases.map(\.rawValue)), default: "label",
        "label copies, drop them from the outputs, or drop only those of articles in the index of `against`"),
      OptionSpec(
        "protect", .enumeration(["quantities", "none"]), default: "quantities",
        "whether texts with other figures are told from copies"),
      OptionSpec(
        "translations", .enumeration(["label", "none"]), default: "label",
        "whether articles that say the same in another language are labelled; takes `numbers` and a known language"),
      OptionSpec(
        "translation-days", .int(0...36_500), default: "7",
        "days between the publication of an article and its translation, where both have a date"),
      OptionSpec("against", .path, "an index of earlier articles; their copies are found too, and they stay"),
      OptionSpec(
        "record", .bool, default: "false",
        "put the articles of this run into the index of `against`, which is made where it is not there"),
      OptionSpec("similarity", .share, default: "0.4", "Jaccard similarity of shingles from which texts are copies"),
      OptionSpec("containment", .share, default: "0.7", "share of the shorter text from which it is contained"),
      OptionSpec(
        "min-words", .int(1...1_000_000), default: "10",
        "texts with fewer distinct word pairs (or 5-grams) than this are copies only where they are the same"),
      OptionSpec("bands", .int(1...256), default: "32", "bands of the MinHash sketch; more find less similar texts"),
      OptionSpec("rows", .int(1...16), default: "4", "rows of a band; fewer find less similar texts"),
      OptionSpec(
        "sample", .int(1...1024), default: "8", "one shingle in this many is indexed to find texts in longer ones"),
    ],
    mainOption: "keep", uses: ["marks", "quantities", "dates", "entities"], reasons: ["duplicate"],
    example: """
      - deduplicate: { keep: earliest, action: drop }
      """)

  /// The stage as a program registers it; `makeSorter` gets a folder for temporary files.
  public static func definition(
    on fileSystem: any FileSystem = POSIXFileSystem(),
    makeSorter: @escaping @Sendable (_ scratch: ByteString) throws -> any RecordSorter
  ) -> StageDefinition {
    StageDefinition(spec) { options, _ in
      var stage = DeduplicateStage(makeSorter: makeSorter)
      stage.fileSystem = fileSystem
      stage.keep = options.string("keep").flatMap(Keep.init) ?? .earliest
      stage.preferred = options.strings("prefer") ?? []
      stage.action = options.string("action").flatMap(Action.init) ?? .label
      stage.likeness.protectsFigures = options.string("protect") != "none"
      stage.likeness.similarity = options.decimal("similarity") ?? stage.likeness.similarity
      stage.likeness.containment = options.decimal("containment") ?? stage.likeness.containment
      stage.sketching.minimumShingles = options.int("min-words") ?? stage.sketching.minimumShingles
      stage.sketching.shape = SketchShape(
        bands: options.int("bands") ?? 32, rows: options.int("rows") ?? 4, sample: UInt32(options.int("sample") ?? 8))
      stage.translations.isOn = options.string("translations") != "none"
      stage.translations.days = options.int("translation-days") ?? stage.translations.days
      stage.against = options.path("against").map { FilePath(bytes: $0.bytes) }
      stage.records = options.bool("record") ?? false
      try stage.check()
      return stage
    }
  }

  /// Tells at the start what would else stop the run at its barrier.
  private func check() throws {
    guard let against else {
      if records {
        throw StageSetupError("'record' needs 'against': the index that gets the articles", option: "record")
      }
      if action == .dropKnown {
        throw StageSetupError("'action: drop-known' needs 'against': the index of what is known", option: "action")
      }
      return
    }
    if try fileSystem.status(of: against) != nil {
      do {
        try ArchiveIndex.check(against, sketching, in: fileSystem)
        if records { try ArchiveWriter.check(against, in: fileSystem) }
      } catch let error as ArchiveError {
        throw StageSetupError("\(error)", option: "against")
      }
    } else if records {
      guard try fileSystem.status(of: against.parent)?.kind == .directory else {
        throw StageSetupError(
          "there is no folder '\(against.parent.display)' for the index '\(against.display)'; make it first",
          option: "against")
      }
    } else {
      throw StageSetupError(
        "there is no index '\(against.display)'; 'record: true' makes it from the articles of a run", option: "against")
    }
  }
}
