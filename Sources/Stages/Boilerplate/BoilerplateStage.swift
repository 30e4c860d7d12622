import Pipeline

/// Marks the lines of a document that are not the article; it cuts nothing.
public struct BoilerplateStage: AnnotatingStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "boilerplate", kind: .annotating,
      summary: "Marks lines that are not the article: captions, link lists, bylines, sources, notices, notes, repeats.",
      discussion: """
        Every line is judged by how it begins and ends, by phrases from the language packs, and by its neighbours. Kinds are \
        `caption` (with photo credits), `link` ("Read also", the heading of a list and the items below it), `byline`, `source`, \
        `notice` (share, subscribe, cookies, advertisement, rights), `note` (of the editors) and `repeated` (a line that stood \
        before). In a paragraph that ends with a credit, an agency or a note only that end is marked. The title is never marked.

        Marks take nothing away: later stages read everything, annotations inside a mark carry its kind, deduplication \
        passes over marked text, and `text: clean` leaves it out.

        `phrases` names a TSV file with the columns `role` and `forms` of the packs' own `boilerplate.tsv`. A language \
        without a pack has the phrases of all others, and rules that need none: "© …", "Name/AFP", repeated lines.
        """,
      options: [
        OptionSpec(
          "kinds", .list(.enumeration(BoilerplateKind.allCases.map(\.rawValue))),
          "marks only these kinds; all where left out"),
        OptionSpec("phrases", .path, "a TSV file with phrases of your own"),
      ],
      mainOption: "kinds", languages: .packs(BoilerplatePhrases.languages), provides: [.marks],
      example: """
        - boilerplate: { kinds: [caption, link, byline, source], phrases: lists/phrases.tsv }
        """),
    supports: BoilerplatePhrases.supports,
    make: { options, context in
      let kinds = options.strings("kinds")?.compactMap(BoilerplateKind.init(rawValue:))
      return BoilerplateStage(
        kinds: kinds.map { Set($0) } ?? Set(BoilerplateKind.allCases),
        phrases: try options.path("phrases").map { path in
          try BoilerplatePhrases(adding: context.readFile(path), path: path.description)
        } ?? .builtIn,
        position: context.position)
    })

  private let kinds: Set<BoilerplateKind>
  private let phrases: BoilerplatePhrases
  private let position: UInt16

  init(
    kinds: Set<BoilerplateKind> = Set(BoilerplateKind.allCases), phrases: BoilerplatePhrases = .builtIn,
    position: UInt16 = 0
  ) {
    self.kinds = kinds
    self.phrases = phrases
    self.position = position
  }

  public func annotate(_ document: inout Document) throws {
    let title = document.titleRange
    let language = BoilerplatePhrases.bit(of: document.language)
    let marks = document.text.withBytes { bytes in
      BoilerplateLines(text: LineText(bytes: bytes, trie: phrases.trie, language: language), kinds: kinds)
        .marks(title: title)
    }
    document.updateLayer(.marks) { layer in
      // What another stage has marked alike is not marked twice.
      var known = Set<Mark>()
      for index in layer.spans.indices { known.insert(Mark(layer.spans[index], layer.value(0, at: index))) }
      for mark in marks {
        let span = ByteRange(mark.range.lowerBound, mark.range.upperBound)
        let kind = FieldValue.string(mark.kind.rawValue)
        if !known.isEmpty, known.contains(Mark(span, kind)) { continue }
        layer.append(span, stage: position, [kind])
      }
    }
  }

  private struct Mark: Hashable {
    let span: ByteRange
    let kind: FieldValue?

    init(_ span: ByteRange, _ kind: FieldValue?) {
      self.span = span
      self.kind = kind
    }
  }
}
