import ArgumentParser
import Bytes
import Engine
import Pipeline
import Stages

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure how well a model finds names in texts with known names.",
    discussion: """
      Files are as for 'assay train'. The text of every sentence goes through the tokenizer of a run; a name counts as \
      found where both edges and the type are right. The figures over a file are of PER, LOC and ORG: what is MISC differs \
      from corpus to corpus.
      """)

  @Argument(help: "Files of names.")
  var files: [String]

  @Option(help: "A model made by 'assay train'; the one that ships where none is named.")
  var model: String?

  @Flag(help: "Measure the stage 'entities' as a whole, with its built-in lists; the language is that of the file's name.")
  var stage = false

  @Option(help: "With --stage, the built-in lists: all, countries or none.")
  var builtIn = "all"

  @Flag(help: "With --stage, every name: file, right or wrong, type, via, ref and text.")
  var names = false

  @Flag(help: "One JSON record a file.")
  var json = false

  func run() throws {
    let tagger = model == "none" ? nil : try loadTagger()
    let whole = stage || model == "none" ? try StageEvaluation(tagger, builtIn: builtIn) : nil
    let corpora = try TaggingFiles.read(files)
    let width = max(12, corpora.map(\.name.count).max() ?? 0)
    if !json, !names {
      Terminal.print(
        pad("file", width) + "    F1     P     R   " + TaggedType.allCases.map { " " + pad($0.name, 5) }.joined()
          + "  names")
    }
    var sum = 0.0
    var words = 0
    var seconds = 0.0
    for (name, corpus) in corpora {
      let lexicons = corpus.sentences.map { $0.text.withUnsafeBufferPointer { Lexicon(scanning: $0) } }
      let start = TaggingFiles.seconds()
      let found = try zip(corpus.sentences, lexicons).map { sentence, lexicon in
        if let whole { return try whole.names(in: sentence, file: name, prints: names) }
        return sentence.text.withUnsafeBufferPointer { bytes in
          lexicon.words.withUnsafeBufferPointer { tagger?.names($0, bytes) ?? [] }
        }
      }
      seconds += TaggingFiles.seconds() - start
      words += lexicons.reduce(0) { $0 + $1.words.count }
      var score = TaggerScore()
      for (sentence, names) in zip(corpus.sentences, found) { score.add(found: names, gold: sentence.names) }
      sum += score.all.f1
      if names { continue }
      Terminal.print(json ? record(name, score) : line(pad(name, width), score))
    }
    let speed = Int(Double(words) / max(seconds, 1e-6))
    Terminal.say("\(Report.number(words)) words, \(Report.number(speed)) a second of one core behind the tokenizer")
    if !json, !names, corpora.count > 1 { Terminal.print(pad("mean", width) + percent(sum / Double(corpora.count))) }
  }

  private func loadTagger() throws -> EntityTagger {
    guard let model else { return .embedded }
    let path = FilePath(model)
    let file = try MappedFile(path, in: AssayTool.fileSystem)
    do {
      return EntityTagger(try TaggerModel(mapping: file))
    } catch {
      throw CommandFailure(2, "assay: \(path.display): \(error)")
    }
  }

  private func line(_ name: String, _ score: TaggerScore) -> String {
    let all = score.all
    return name + [all.f1, all.precision, all.recall].map(percent).joined() + "   "
      + TaggedType.allCases.map { score[$0].gold == 0 ? "     –" : percent(score[$0].f1) }.joined()
      + pad(Report.number(all.gold), -8)
  }

  private func record(_ name: String, _ score: TaggerScore) -> String {
    var writer = JSONWriter()
    func object(_ key: String, _ counts: TaggerScore.Counts) {
      writer.key(key)
      writer.beginObject()
      for (key, value) in [("right", counts.right), ("found", counts.found), ("gold", counts.gold)] {
        writer.key(key)
        writer.int(value)
      }
      writer.endObject()
    }
    writer.beginObject()
    writer.key("file")
    writer.string(name)
    object("all", score.all)
    for type in TaggedType.allCases { object(type.name, score[type]) }
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Percent with one decimal, in six columns.
  private func percent(_ share: Double) -> String {
    let thousandths = Int((share * 1000).rounded())
    return pad("\(thousandths / 10).\(thousandths % 10)", -6)
  }

  /// Blanks behind, or before where `width` is negative.
  private func pad(_ text: String, _ width: Int) -> String {
    let blanks = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? blanks + text : text + blanks
  }
}
