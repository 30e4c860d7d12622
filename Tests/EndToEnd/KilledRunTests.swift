import Foundation
import Testing

/// A run killed at any moment and started again ends with what an undisturbed run gives.
@Suite(.serialized) struct KilledRunTests {
  /// 700 documents with copies, in three languages, and one broken line; a barrier in the middle.
  private static func corpus() -> String {
    var text = ""
    for index in 0..<700 {
      // Every fifth document repeats the one before under another title.
      let seed = index % 5 == 4 ? index - 1 : index
      let sentences = [
        "The harbour office counted \(seed * 37 % 900 + 20) containers of grain, at least \(seed % 90 + 3) more than last week.",
        "Officials in Ukraine and Poland said \(seed % 300 + 2) trains had crossed the border since September 2025.",
        "Понад \(seed % 70 + 2) тисяч людей прибули до Києва, повідомило міністерство у понеділок.",
        "약 \(seed % 40 + 1)만 명이 북한에서 이동했다.",
      ]
      let body = (0..<4).map { sentences[($0 + seed) % 4] }.joined(separator: " ")
      text +=
        "{\"id\":\"d\(index)\",\"title\":\"Report \(index)\",\"text\":\"\(body)\",\"published\":\"2025-10-\(10 + index % 20)\"}\n"
    }
    return text + "{\"id\": \"broken\", \"text\": \n"
  }

  private static let pipeline = """
    assay: 1
    name: killed
    stages: [normalize, language, segment, dates, numbers, entities, deduplicate]
    write: [articles.jsonl.gz, articles.jsonl, figures.csv, news.db]
    """

  private static let texts = ["articles.jsonl.gz", "articles.jsonl", "figures.csv", "quarantine.jsonl"]

  /// The rows of all tables, through the sqlite3 program where there is one.
  private func rows(_ database: URL) throws -> Data? {
    let program = "/usr/bin/sqlite3"
    guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [database.path, ".dump"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }

  @Test func twentyTwoKillsAtWritesSyncsAndRenamesLeaveNoTrace() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", Self.corpus())
    try folder.write("p.yaml", Self.pipeline)
    let command = ["run", "p.yaml", "in.jsonl", "-q", "-j", "2", "-o"]
    let everyBatch = ["ASSAY_CHECKPOINT": "0"]
    #expect(try Assay.run(command + ["whole"], in: folder.url, environment: everyBatch).status == 0)
    let expectedRows = try rows(folder.file("whole/news.db"))
    var kills = 0
    let faults =
      [3, 9, 20, 35, 50, 65, 80, 95, 110, 125].map { "write:\($0):kill" }
      + [2, 8, 17, 30, 45, 60].map { "sync:\($0):kill" }
      + [1, 2, 3, 4, 5, 6, 7, 8].map { "rename:\($0):kill" } + ["write:30:half-kill", "write:70:half-kill"]
    for fault in faults {
      try? FileManager.default.removeItem(at: folder.file("out"))
      let first = try Assay.run(
        command + ["out"], in: folder.url, environment: everyBatch.merging(["ASSAY_FAULT": fault]) { $1 })
      if first.status == 137 { kills += 1 }
      let second = try Assay.run(command + ["out"], in: folder.url, environment: everyBatch)
      #expect(second.status == 0, "after \(fault): \(second.errors)")
      for name in Self.texts {
        #expect(try folder.read("out/" + name) == folder.read("whole/" + name), "\(name) differs after \(fault)")
      }
      #expect(try rows(folder.file("out/news.db")) == expectedRows, "the database differs after \(fault)")
    }
    #expect(kills >= 20, "only \(kills) of \(faults.count) runs were killed")
  }

  @Test func aRunKilledAgainAndAgainGetsThere() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", Self.corpus())
    try folder.write("p.yaml", Self.pipeline)
    let command = ["run", "p.yaml", "in.jsonl", "-q", "-o"]
    #expect(try Assay.run(command + ["whole"], in: folder.url).status == 0)
    var runs = 0
    while runs < 60 {
      runs += 1
      let result = try Assay.run(
        command + ["out"], in: folder.url, environment: ["ASSAY_CHECKPOINT": "0", "ASSAY_FAULT": "write:45:kill"])
      if result.status == 0 { break }
      #expect(result.status == 137, "run \(runs): \(result.errors)")
    }
    #expect(runs > 1 && runs < 60)
    for name in Self.texts { #expect(try folder.read("out/" + name) == folder.read("whole/" + name)) }
  }

  @Test func anUnfinishedRunOfAnotherPipelineIsRefusedUntilFresh() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", Self.corpus())
    try folder.write("p.yaml", Self.pipeline)
    let command = ["run", "p.yaml", "in.jsonl", "-o", "out", "-q"]
    let killed = try Assay.run(
      command, in: folder.url, environment: ["ASSAY_CHECKPOINT": "0", "ASSAY_FAULT": "write:60:kill"])
    #expect(killed.status == 137)
    try folder.write(
      "p.yaml", Self.pipeline.replacingOccurrences(of: "numbers,", with: "numbers: { keep-rejected: true },"))
    try folder.write("p.yaml", Self.pipeline.replacingOccurrences(of: "deduplicate]", with: "deduplicate: longest]"))
    let refused = try Assay.run(command, in: folder.url)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--fresh"))
    #expect(refused.errors.contains("longest"))
    #expect(try Assay.run(command + ["--fresh"], in: folder.url).status == 0)
  }

  @Test func aFullDiskIsToldAndTheRunGoesOnWhenThereIsRoomAgain() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", Self.corpus())
    try folder.write("p.yaml", Self.pipeline)
    let command = ["run", "p.yaml", "in.jsonl", "-q", "-o"]
    #expect(try Assay.run(command + ["whole"], in: folder.url).status == 0)
    let full = try Assay.run(
      command + ["out"], in: folder.url, environment: ["ASSAY_CHECKPOINT": "0", "ASSAY_FAULT": "write:60+:ENOSPC"])
    #expect(full.status == 3)
    #expect(full.errors.contains("No space left"))
    #expect(try Assay.run(command + ["out"], in: folder.url).status == 0)
    for name in Self.texts { #expect(try folder.read("out/" + name) == folder.read("whole/" + name)) }
  }
}
