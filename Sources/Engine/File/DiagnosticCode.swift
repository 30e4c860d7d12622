/// Every kind of problem of a pipeline file, with a code that is never used for anything else.
public enum DiagnosticCode: String, Sendable, CaseIterable {
  case notText = "A0001"
  case syntax = "A0002"
  case tooLarge = "A0003"
  case notAMapping = "A0004"
  case duplicateKey = "A0005"
  case version = "A0006"
  case unknownKey = "A0101"
  case wrongShape = "A0102"
  case missingKey = "A0103"
  case unknownStage = "A0104"
  case stageForm = "A0105"
  case duplicateID = "A0106"
  case unknownOption = "A0107"
  case badValue = "A0108"
  case missingOption = "A0109"
  case variable = "A0110"
  case stageOrder = "A0111"
  case notProvided = "A0112"
  case unknownFormat = "A0113"
  case providedLater = "A0114"
  case condition = "A0115"
  case unknownField = "A0116"
  case plugin = "A0117"
  case test = "A0118"
  case output = "A0119"
  case setup = "A0120"
  case pattern = "A0121"

  /// A few words for listings.
  public var title: String { page.title }

  /// What `assay explain` prints: the reason for the rule, a wrong and a right example.
  public var explanation: String { page.text }

  private var page: (title: String, text: String) {
    switch self {
    case .notText:
      ("the file is no text", "A pipeline file is UTF-8 text. Save it as UTF-8 in your editor.")
    case .syntax:
      (
        "not YAML",
        """
        The file can't be read as YAML. Usual reasons: a tab used for indentation, a missing space behind a colon, an
        unclosed quote or bracket, `${VAR}` or `*` at the start of a value without quotes.

        wrong:  read: *.txt
        right:  read: "*.txt"
        """
      )
    case .tooLarge:
      (
        "too large",
        """
        A pipeline file has at most 1 MB, 100,000 values and a depth of 64, aliases counted as often as they are used.
        More can't be meant; such files are made to exhaust memory.
        """
      )
    case .notAMapping:
      (
        "not a pipeline",
        """
        A pipeline file is one YAML mapping with the keys assay, name, read, stages and write. `assay new pipeline` and
        the guide in Documentation/Pipelines.md show one.
        """
      )
    case .duplicateKey:
      ("a key stands twice", "A mapping may hold a key once; which of two would count is anybody's guess.")
    case .version:
      (
        "version of the format",
        """
        The first key says which version of the format the file is written in. This program reads version 1.

        right:  assay: 1
        """
      )
    case .unknownKey:
      (
        "unknown key",
        """
        Unknown keys are errors everywhere, so that a misspelled one is never silently without effect.

        wrong:  stags: [normalize]
        right:  stages: [normalize]
        """
      )
    case .wrongShape:
      (
        "a list, a mapping or a single value expected",
        """
        Each key takes a certain shape.

        wrong:  stages: { normalize: }
        right:  stages: [normalize]
        """
      )
    case .missingKey:
      ("a key is missing", "The message names the key and where it belongs.")
    case .unknownStage:
      ("unknown stage", "There is no stage of this name. `assay stages` lists them all.")
    case .stageForm:
      (
        "one stage an item",
        """
        An item of `stages` is the name of a stage, or a mapping with this name as its only key.

        wrong:  - normalize: nfc
                  segment:
        right:  - normalize: nfc
                - segment
        """
      )
    case .duplicateID:
      (
        "two stages with one id",
        """
        Annotations, reports and tests name a stage by its id, which is the stage's name unless you give one.

        wrong:  - filter: { keep: { language: en } }
                - filter: { keep: { length: { min: 200 } } }
        right:  - filter: { id: english, keep: { language: en } }
                - filter: { id: long, keep: { length: { min: 200 } } }
        """
      )
    case .unknownOption:
      (
        "unknown option",
        """
        The stage or format has no such option. `assay stages NAME` lists the options with their types and defaults.

        wrong:  - deduplicate: { similarty: 0.4 }
        right:  - deduplicate: { similarity: 0.4 }
        """
      )
    case .badValue:
      (
        "a value of the wrong type",
        """
        A value is read by the declared type of its option from the text as it stands: a share is `0.4` or `40%`, bytes
        are `500`, `256kB` or `16MB`, a switch is `true` or `false`.

        wrong:  - segment: { tokens: yes }
        right:  - segment: { tokens: true }
        """
      )
    case .missingOption:
      ("an option is required", "The stage can't work without this option; `assay stages NAME` says what it is.")
    case .variable:
      (
        "variables",
        """
        `${NAME}` in a value is replaced by an entry of `vars`, or by an environment variable; `${NAME:-default}` has a
        default, `$${` stands for `${`. A name without value and default is an error, as is a chain of names in a circle.
        """
      )
    case .stageOrder:
      (
        "a text stage behind an annotating one",
        """
        Annotations point into the text, so every stage that edits it comes before all that annotate.

        wrong:  stages: [segment, normalize]
        right:  stages: [normalize, segment]
        """
      )
    case .notProvided:
      (
        "something required is not there",
        """
        The stage needs a layer or value that no stage before it provides. Add the stage that does, or move it up.
        """
      )
    case .unknownFormat:
      (
        "unknown format",
        """
        The format is told by the ending of the path (behind .gz or .zst) or by `format`. `assay stages --formats` lists
        them.
        """
      )
    case .providedLater:
      (
        "provided too late",
        """
        The stage makes use of a layer where it is there, and a later stage provides it. It works, but better the other
        way round: `dates` before `numbers` keeps years from being read as figures.
        """
      )
    case .condition:
      (
        "a condition of `when` or `filter`",
        """
        A condition is a mapping from subjects to tests. Subjects: language, publisher, published, length, metadata.NAME,
        values.NAME. A test is a value, a list of values, or a mapping with in, not, min, max, matches.

        right:  when: { language: [en, uk], length: { min: 200 } }
        right:  keep: { publisher: { not: Daily Example }, published: { min: 2024-06 } }
        """
      )
    case .unknownField:
      (
        "a field nobody writes",
        "`fields` names top-level fields of the output record; the message lists those there are."
      )
    case .plugin:
      ("plugins", "Plugins come with a later version of Assay; leave `plugins` out, or compile your stage in.")
    case .test:
      (
        "a test of the file",
        """
        A test has a name, the stage it runs `through`, the documents it is `given`, and what to `expect` of each, in
        order. Layers and fields it expects must be ones that stages provide.
        """
      )
    case .output:
      (
        "an output path",
        """
        Outputs are files below the output folder (or `-` for standard output), each path once. dropped.jsonl,
        quarantine.jsonl, manifest.json and report.json are Assay's own.
        """
      )
    case .setup:
      (
        "a stage can't be made",
        """
        The options are well-formed, but the stage can't work with them: a list file that can't be read, a broken row
        in it, options that contradict each other. The message says which.
        """
      )
    case .pattern:
      (
        "a pattern",
        """
        A pattern has a name, a type, and in `match` the parts that stand one behind the other in a text: a text in quotes
        as it is written, or a mapping that says what a token is like. The guide is Documentation/Patterns.md.

        wrong:  - name: designator
                  match: { text: [KN, Hwasong], regexp: "[0-9]+" }
        right:  - name: designator
                  type: MISC
                  match:
                    - text: ["KN-", "Hwasong-"]
                    - { number: digits, joined: true }
        """
      )
    }
  }
}
