import ArgumentParser
import Bytes
import Engine
import Glibc
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a pipeline over a corpus.",
    discussion: """
      Results go to the output folder, a report to standard error. A run that was killed goes on where it was when the \
      same command is given again.

      Exit codes: 0 done, 1 finished with failures over the limit, 2 the request is wrong, 3 interrupted and resumable.
      """)

  @Argument(help: ArgumentHelp("A pipeline file, or the name of a ready pipeline.", valueName: "pipeline"))
  var pipeline: String?

  @Argument(help: "Files, folders and patterns to read instead of those in the file; '-' is standard input.")
  var paths: [String] = []

  @Option(name: .shortAndLong, help: "The output folder (default: out/NAME).")
  var output: String?

  @Option(name: [.customShort("j"), .customLong("jobs")], help: "How many workers (default: one a core).")
  var jobs: Int?

  @Option(help: "Read only the first N records.")
  var limit: Int?

  @Option(help: "Read only a share of the records, such as 10%; always the same ones.")
  var sample: String?

  @Option(name: .customLong("set"), help: ArgumentHelp("Set a variable of the file.", valueName: "NAME=VALUE"))
  var settings: [String] = []

  @Flag(help: "Start over where an unfinished run lies in the output folder.")
  var fresh = false

  @Option(help: "A folder for temporary files (default: in the output folder).")
  var scratch: String?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Print the report as JSON to standard output.")
  var json = false

  func run() throws {
    guard let pipeline else {
      let ready = ReadyPipelines.all.map(\.name).joined(separator: ", ")
      throw CommandFailure(
        2,
        "assay: which pipeline, over what?  assay run news articles/ -o out\nready pipelines: \(ready); `assay run --help` says more"
      )
    }
    var loaded = try LoadedPipeline(pipeline, settings: settings)
    try replacePaths(&loaded.plan)
    let plan = loaded.plan
    let folder = FilePath(output ?? "out/\(plan.name)")
    let workers = try positive(jobs, "-j") ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    var request = try loaded.assembly.makeRequest(outputFolder: folder, workers: workers, versions: Versions.lines)
    request.limit = try positive(limit, "--limit")
    request.sample = try share()
    request.isFresh = fresh
    request.scratch = scratch.map { FilePath($0) }
    if let limit = request.limit { request.identity.append("limit \(limit)") }
    if let sample = request.sample { request.identity.append("sample \(sample)") }
    if let interval = getenv("ASSAY_CHECKPOINT").flatMap({ UInt64(String(cString: $0)) }) {
      request.checkpointInterval = interval * 1_000_000
    }
    try execute(request)
  }

  private func execute(_ request: RunRequest) throws {
    let progress = ProgressLine(isQuiet: quiet)
    let run = Run(request, fileSystem: AssayTool.fileSystem) { progress.show($0) }
    var need: DiskNeed?
    run.onStart = { _, bytes in
      need = DiskNeed(request, inputBytes: bytes, in: AssayTool.fileSystem)
      if !quiet, let need { Self.say(need, of: request, bytes: bytes) }
    }
    let summary: RunSummary
    do {
      summary = try run.execute { Self.report(request, $0).json() }
    } catch {
      progress.clear()
      if let full = error as? FileError, full.isDiskFull { throw CommandFailure(3, Self.fullDisk(full, need)) }
      throw error
    }
    progress.clear()
    let report = Self.report(request, summary)
    if json { Terminal.write(report.json()) }
    if !quiet {
      for line in report.lines() { Terminal.say(line) }
      for line in nextCommands(request, summary) { Terminal.say(line) }
    }
    if summary.isOverLimit {
      throw CommandFailure(1, "assay: more documents failed than 'on-error: stop-at' allows; see quarantine.jsonl")
    }
    if summary.counts.records > 0, summary.counts.failed == summary.counts.records {
      throw CommandFailure(1, "assay: every document failed; see quarantine.jsonl")
    }
  }

  /// Says what stages that decide over all documents need, before they take it.
  private static func say(_ need: DiskNeed, of request: RunRequest, bytes: Int64) {
    guard need.bytes > 0 else { return }
    for stage in request.stages {
      guard case .corpus(let body) = stage.body else { continue }
      Terminal.say("\(stage.id) decides over all documents: \(body.memoryPerDocument) bytes of memory for each")
    }
    let free = need.freeMegabytes.map { ", where \(Report.number(Int($0))) MB are free" } ?? ""
    Terminal.say(
      "temporary files: about \(Report.number(Int(need.megabytes))) MB for "
        + "\(Report.number(Int(bytes / 1_000_000))) MB of input (more where that is packed), beside the results, in "
        + need.folder.display + free)
    if let free = need.free, free < need.bytes {
      Terminal.say("that is too little room: name a folder on a larger disk with --scratch, or give the run more room")
    }
  }

  /// What to do where a disk is full.
  private static func fullDisk(_ error: FileError, _ need: DiskNeed?) -> String {
    var lines = ["assay: \(error)"]
    if let need, need.bytes > 0 {
      lines.append(
        "this run takes about \(Report.number(Int(need.megabytes))) MB of temporary files, beside the results, in "
          + need.folder.display)
    }
    lines.append(
      "nothing is lost: make room and give the same command again, it goes on from its last checkpoint; or start over "
        + "with --fresh and --scratch FOLDER on a larger disk")
    return lines.joined(separator: "\n")
  }

  private static func report(_ request: RunRequest, _ summary: RunSummary) -> Report {
    Report(
      name: request.name, version: AssayTool.version, stageIDs: request.stages.map(\.id), summary: summary,
      outputFolder: request.outputFolder)
  }

  /// The next useful commands, by what there is to look at.
  private func nextCommands(_ request: RunRequest, _ summary: RunSummary) -> [String] {
    let folder = request.outputFolder.display
    var lines: [String] = []
    for file in summary.files {
      let path = file.path.display
      if path.hasSuffix(".db") {
        lines.append("  sqlite3 \(path) 'SELECT thing, value, publisher FROM figures LIMIT 20'")
      }
      if path.hasSuffix("figures.csv") {
        lines.append("  assay why KEY -o \(folder)        (a key from the first column of \(path))")
      }
      let isOfKept = !path.hasSuffix("/dropped.jsonl") && !path.hasSuffix("/quarantine.jsonl")
      if path.contains(".jsonl"), isOfKept, !summary.counts.duplicates.isEmpty {
        lines.append("  assay why 'ID#duplicate' -o \(folder)        (an id of \(path): its copy and it side by side)")
      }
      if path.hasSuffix("quarantine.jsonl") { lines.append("  less \(path)        (what failed, and why)") }
    }
    return lines.isEmpty ? [] : ["next:"] + lines
  }

  private func replacePaths(_ plan: inout PipelinePlan) throws {
    if paths.isEmpty {
      if plan.reads.isEmpty {
        throw CommandFailure(
          2, "assay: \(plan.file) has no 'read'; say what to read: assay run \(pipeline ?? "") articles/")
      }
      return
    }
    guard plan.reads.count <= 1 else {
      throw CommandFailure(
        2,
        "assay: \(plan.file) has \(plan.reads.count) read entries, so paths on the command line can't take their place; edit the file"
      )
    }
    if plan.reads.isEmpty {
      plan.reads = [PipelinePlan.Read.all(AssayTool.registry)]
    }
    plan.reads[0].paths = paths.map { ByteString($0) }
  }

  private func positive(_ value: Int?, _ name: String) throws -> Int? {
    if let value, value < 1 { throw CommandFailure(2, "assay: \(name) takes a number of at least 1, not \(value)") }
    return value
  }

  private func share() throws -> Double? {
    guard let sample else { return nil }
    let isPercent = sample.hasSuffix("%")
    guard let number = Double(isPercent ? String(sample.dropLast()) : sample) else {
      throw CommandFailure(2, "assay: --sample takes a share such as 10% or 0.1, not '\(sample)'")
    }
    let share = isPercent ? number / 100 : number
    guard share > 0, share <= 1 else {
      throw CommandFailure(2, "assay: --sample takes a share above 0 and up to 100%, not '\(sample)'")
    }
    return share
  }
}
