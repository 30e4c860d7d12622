import ArgumentParser
import Bytes
import Engine
import Pipeline
import Stages

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train the model that finds names on data of your own.",
    discussion: """
      A file has a token and its tag a line, with a tab between, and an empty line behind every sentence. Tags are O, B-PER, \
      I-PER and so on, of PER, LOC, ORG and MISC. '# text = …' before a sentence gives its running text. Files may be .gz \
      or .zst.

        assay train names-*.tsv -o names.model
        assay evaluate --model names.model held-back.tsv
        - entities: { model: names.model }        in a pipeline

      The same files, options and version give the same model, byte for byte.
      """)

  @Argument(help: "Files of names; FILE:N takes the first N sentences.")
  var files: [String]

  @Option(name: .shortAndLong, help: "The file of the model.")
  var output: String

  @Option(help: "A file of known words, each with a tab and its class: up to four classes, such as given names.")
  var words: String?

  @Option(help: "Rounds over the data.")
  var epochs = TaggerTrainer.Options().epochs

  @Option(help: "The order of sentences, and which features are left out in a round, come from this number.")
  var seed: UInt64 = 1

  @Option(name: .customLong("max-size"), help: "The largest size of the model: 500kB, 10MB.")
  var maximumSize = "10MB"

  func validate() throws {
    guard (1...1000).contains(epochs) else { throw ValidationError("--epochs takes 1 to 1000") }
  }

  func run() throws {
    var options = TaggerTrainer.Options()
    options.epochs = epochs
    options.seed = seed
    options.maximumSize = try Self.size(maximumSize)
    if let words { options.knownWords = try TaggingFiles.knownWords(words) }
    // Said before minutes of work, not after.
    let folder = FilePath(output).parent
    guard try AssayTool.fileSystem.status(of: folder) != nil else {
      throw CommandFailure(2, "assay: --output: there is no folder \(folder.display)")
    }
    let corpora = try TaggingFiles.read(files)
    let room = options.maximumSize - TaggerTrainer.size(of: options.knownWords)
    guard room >= TaggerTrainer.smallestSize else {
      throw CommandFailure(2, "assay: --words: they leave no room in \(maximumSize); try a larger --max-size")
    }
    for (name, corpus) in corpora where corpus.marks.isEmpty {
      throw CommandFailure(2, "assay: \(name): no name is tagged in it, so nothing can be learned")
    }
    let sentences = corpora.reduce(0) { $0 + $1.corpus.sentences.count }
    Terminal.say("\(corpora.count) \(corpora.count == 1 ? "file" : "files"), \(Report.number(sentences)) sentences")
    var trainer = TaggerTrainer(options)
    let model = trainer.train(corpora.map(\.corpus)) { progress in
      let time = ProgressLine.duration(TaggingFiles.seconds())
      switch progress {
      case .reading(let features, let tokens):
        Terminal.say("\(Report.number(tokens)) tokens, \(Report.number(features)) features, \(time)")
      case .epoch(let epoch, let epochs, let loss):
        Terminal.say("round \(epoch) of \(epochs): loss \(Report.decimal(loss)) a sentence, \(time)")
      }
    }
    try AssayTool.fileSystem.replace(FilePath(output), with: model)
    Terminal.say("\(FilePath(output).display): \(Report.number(model.count)) bytes")
    Terminal.say("next: assay evaluate --model \(FilePath(output).display) FILES")
  }

  /// A size as pipeline files write it.
  static func size(_ text: String) throws -> Int {
    let units: [(String, Int)] = [("kB", 1000), ("MB", 1_000_000), ("KiB", 1024), ("MiB", 1 << 20), ("", 1)]
    for (unit, factor) in units where text.hasSuffix(unit) {
      guard let number = Int(text.dropLast(unit.count)), number > 0, number <= 1_000_000_000 / factor else { break }
      guard number * factor >= TaggerTrainer.smallestSize else { break }
      return number * factor
    }
    throw CommandFailure(
      2, "assay: --max-size '\(text)': expected \(TaggerTrainer.smallestSize / 1000 + 1)kB to 1000MB, such as 10MB")
  }
}
