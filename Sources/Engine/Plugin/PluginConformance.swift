import Bytes
import Pipeline

/// Checks that a plugin keeps the contract: runs it with the real engine over texts that plugins stumble over.
package struct PluginConformance {
  package struct Result: Sendable {
    package let name: String
    /// Empty: the plugin passed.
    package let failures: [String]
  }

  private let manifest: PluginManifest
  private let registry: Registry
  private let fileSystem: any FileSystem
  private let environment: [String: String]
  private let scratch: FilePath
  /// Built-in stages that provide what the plugin requires and uses, in the order of the list of built-ins.
  private let prelude: [String]

  /// `scratch` is a folder that may be filled.
  package init(
    _ manifest: PluginManifest, registry: Registry, fileSystem: any FileSystem, environment: [String: String],
    scratch: FilePath
  ) {
    self.manifest = manifest
    self.registry = registry
    self.fileSystem = fileSystem
    self.environment = environment
    self.scratch = scratch
    var wanted = Set(manifest.spec.requires + manifest.spec.uses)
    var prelude: [String] = []
    // From the end, so that what a needed stage needs itself is found before it.
    for spec in registry.stages.map(\.spec).reversed() where spec.kind == .annotating {
      guard spec.provides.contains(where: { wanted.contains($0.name) }) else { continue }
      prelude.insert(spec.name, at: 0)
      wanted.formUnion(spec.requires)
    }
    self.prelude = prelude
  }

  /// Runs all checks; `report` gets each result as it comes.
  package func run(_ report: (Result) -> Void) throws {
    let ready = try check("gets ready, and ends") { _ = try records([Self.document("One.")]) }
    report(ready)
    // Whatever comes now would fail for the same reason.
    guard ready.failures.isEmpty else { return }
    report(try check("an empty text, and one of white space") { try expectAnswers(["", " ", "\n\n"]) })
    report(try check("single characters") { try expectAnswers(["a", "ä", "漢", "🙂", "\u{301}", "\u{200F}"]) })
    report(try check("texts in many scripts") { try expectAnswers(ConformanceTexts.scripts) })
    report(try check("hard characters") { try expectAnswers(ConformanceTexts.hard) })
    report(try check("a text of 2 MB") { try expectAnswers([ConformanceTexts.long(2_000_000)]) })
    report(try check("2,000 short texts") { try expectAnswers((0..<2000).map { "Text number \($0)." }) })
    for (name, options) in optionLimits() {
      report(try check("option \(name)") { try expectAnswers(Array(ConformanceTexts.scripts.prefix(4)), options) })
    }
    report(try check("the same answer alone and in a batch") { try expectSame("batch: 1", "batch: 64") })
    report(try check("the same answer in any order") { try expectSameInAnyOrder() })
    report(try check("the same answer after a restart, and from two processes") { try expectSame("", "processes: 2") })
  }

  private func check(_ name: String, _ body: () throws -> Void) throws -> Result {
    do {
      try body()
      return Result(name: name, failures: [])
    } catch let failure as Failure {
      return Result(name: name, failures: failure.messages)
    } catch let failure as Assembly.Failure {
      return Result(name: name, failures: failure.diagnostics.map(\.message))
    }
  }

  private struct Failure: Error {
    let messages: [String]
  }

  // MARK: Running

  private static func document(_ text: String, language: String? = nil) -> PipelinePlan.TestDocument {
    var document = PipelinePlan.TestDocument(text: text)
    document.language = language
    return document
  }

  /// The languages that the plugin claims, or one that stands for any.
  private var languages: [String] {
    if case .packs(let languages) = manifest.spec.languages { return languages.map(\.tag) }
    return ["en"]
  }

  private func records(_ documents: [PipelinePlan.TestDocument], _ options: String = "") throws -> [JSONValue] {
    let stages = prelude + ["{ \(manifest.spec.name): { \(options) } }"]
    let text = """
      assay: 1
      plugins: ["\(PluginPath.absolute(manifest.folder).display.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))"]
      stages: [\(stages.joined(separator: ", "))]
      """
    let bytes = Array(text.utf8)
    let (plan, diagnostics) = PipelineLoader.load(
      bytes, file: "the test's pipeline", folder: "", registry: registry, environment: environment,
      fileSystem: fileSystem)
    guard let plan else { throw Failure(messages: diagnostics.map(\.headline)) }
    let runner = PipelineTestRunner(
      plan, bytes: bytes, registry: registry, fileSystem: fileSystem, scratch: scratch)
    return try runner.records(of: documents, through: nil)
  }

  /// What the contract does not allow among `records`.
  private func problems(_ records: [JSONValue]) -> [String] {
    records.compactMap { record in
      guard record["outcome"]?.string == "failed", let message = record["error"]?["message"]?.string,
        ["plugin died", "plugin timed out", "bad answer"].contains(where: { message.hasPrefix($0) })
      else { return nil }
      return "document \(record["id"]?.string ?? "?"): \(message)"
    }
  }

  private func expectAnswers(_ texts: [String], _ options: String = "") throws {
    for language in languages {
      let records = try records(texts.map { Self.document($0, language: language) }, options)
      let problems = problems(records)
      if !problems.isEmpty { throw Failure(messages: Array(problems.prefix(5))) }
      guard records.count == texts.count else {
        throw Failure(messages: ["\(texts.count) documents went in, and \(records.count) came out"])
      }
    }
  }

  // MARK: The same every time

  private var sample: [PipelinePlan.TestDocument] {
    languages.flatMap { language in
      (ConformanceTexts.scripts + ConformanceTexts.hard).map { Self.document($0, language: language) }
    }
  }

  private func expectSame(_ first: String, _ second: String) throws {
    try compare(try records(sample, first), try records(sample, second))
  }

  private func expectSameInAnyOrder() throws {
    let there = try records(sample)
    let back = try records(sample.reversed())
    try compare(there, back.reversed())
  }

  private func compare(_ a: [JSONValue], _ b: [JSONValue]) throws {
    for (index, (a, b)) in zip(a, b).enumerated() where Self.content(a) != Self.content(b) {
      throw Failure(messages: [
        "document \(index + 1) is answered in two ways:", Self.excerpt(a), Self.excerpt(b),
        "a plugin must not keep anything from one document for the next, nor use clocks or random numbers",
      ])
    }
  }

  /// A record without what says where the document stood.
  private static func content(_ record: JSONValue) -> JSONValue {
    guard case .object(let members) = record else { return record }
    return .object(members.filter { !["id", "source", "raw"].contains($0.key) })
  }

  private static func excerpt(_ record: JSONValue) -> String {
    guard case .object(let members) = content(record) else { return "" }
    let shown = members.filter { !["assay", "text", "parts", "offsets"].contains($0.key) }
    return "  " + String(JSONValue.object(shown).json.prefix(400))
  }

  // MARK: Options

  /// Settings of the plugin's own options: both ends of every range, every name of an enumeration.
  private func optionLimits() -> [(name: String, options: String)] {
    manifest.spec.options.filter { !PluginManifest.runOptionNames.contains($0.name) }.flatMap { spec in
      Self.limits(of: spec.type).map { ("\(spec.name): \($0)", "\(spec.name): \($0)") }
    }
  }

  private static func limits(of type: OptionType) -> [String] {
    switch type {
    case .bool: return ["true", "false"]
    case .int(let range):
      return [range.lowerBound, range.upperBound].filter { $0 != .min && $0 != .max }.map(String.init)
    case .decimal(let range):
      return [range.lowerBound, range.upperBound].filter { abs($0) < 1e300 }.map { "\($0)" }
    case .share: return ["0%", "100%"]
    case .enumeration(let names): return names.map { "\"\($0)\"" }
    default: return []
    }
  }
}

/// Texts that plugins stumble over.
private enum ConformanceTexts {
  static let scripts = [
    "The ministry said on Friday that 1,200 people had left the town.",
    "Міністерство повідомило, що пʼять тисяч людей покинули місто.",
    "Министерство сообщило, что город покинули 1200 человек.",
    "Das Ministerium teilte mit, dass 1.200 Menschen die Stadt verließen.",
    "Το υπουργείο ανακοίνωσε ότι 1.200 άτομα εγκατέλειψαν την πόλη.",
    "وقالت الوزارة إن ١٢٠٠ شخص غادروا المدينة يوم الجمعة.",
    "במשרד נמסר כי 1,200 איש עזבו את העיר.",
    "मंत्रालय ने कहा कि शुक्रवार को १,२०० लोग शहर छोड़ गए।",
    "মন্ত্রণালয় জানিয়েছে, শুক্রবার ১২০০ মানুষ শহর ছেড়েছে।",
    "அமைச்சகம் 1,200 பேர் நகரை விட்டு வெளியேறியதாகக் கூறியது.",
    "กระทรวงระบุว่ามีผู้คน ๑,๒๐๐ คนออกจากเมือง",
    "部门星期五表示，已有一千二百人离开该市。",
    "省は金曜日、1200人が町を離れたと発表した。",
    "국방부는 금요일에 1만 2천 명이 도시를 떠났다고 밝혔다.",
    "სამინისტრომ განაცხადა, რომ ქალაქი 1 200-მა ადამიანმა დატოვა.",
    "Նախարարությունը հայտնեց, որ քաղաքը լքել է 1200 մարդ։",
    "ሚኒስቴሩ 1,200 ሰዎች ከተማዋን ለቀው መውጣታቸውን አስታውቋል።",
    "Bộ cho biết 1.200 người đã rời thành phố hôm thứ Sáu.",
    "Bakanlık, Cuma günü 1.200 kişinin İstanbul’dan ayrıldığını açıkladı.",
  ]

  static let hard = [
    "Title only\n\n", "Line one\r\nline two\rline three\u{2028}line four\u{0085}",
    "e\u{301} a\u{30A}\u{323} \u{1E9B}\u{323}",
    "👩‍👩‍👧‍👦 🇺🇦 👍🏽 1️⃣ 𝟙𝟚 𐍈 \u{10FFFF}", "tab\tand bell\u{7}", "\u{FEFF}mark \u{200B}\u{200D}\u{2060} joiners",
    "\u{202E}override\u{202C} \u{2067}isolate\u{2069}", "a" + String(repeating: "b", count: 20_000) + "c",
    String(repeating: "(", count: 5_000) + String(repeating: ")", count: 5_000),
    String(repeating: "a\u{301}\u{302}\u{303}", count: 2_000),
    "\"quotes\" \\back\\ 'single' «guillemets» „low“ <b>&amp;</b> {json} [x]",
    "1.234,56 · 1 234 · 1\u{A0}234 · 12,34,567 · ١٬٢٣٤ · 1e400 · 0x1F · 10⁹ · ½", "NaN Infinity null None true",
    "\u{FFFD}\u{FFFE}\u{FFFF} not characters",
  ]

  static func long(_ bytes: Int) -> String {
    let block = scripts.joined(separator: "\n\n") + "\n\n"
    return String(repeating: block, count: bytes / block.utf8.count + 1)
  }
}
