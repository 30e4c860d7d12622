import Foundation
import Testing

/// Plugins that do everything wrong: the run completes, every document is accounted for, and the other documents come out
/// as if nothing had happened.
@Suite(.serialized) struct PluginFaultTests {
  struct Fault: CustomTestStringConvertible {
    let name: String
    /// What the report counts by.
    let kind: String
    var options = ""
    var testDescription: String { name }
  }

  private static let hang = ", timeout: 2s"

  private static let processFaults: [Fault] = [
    Fault(name: "exit", kind: "plugin died"),
    Fault(name: "crash", kind: "plugin died"),
    Fault(name: "close", kind: "plugin died"),
    Fault(name: "half-frame", kind: "plugin died"),
    Fault(name: "too-few", kind: "plugin died"),
    Fault(name: "memory", kind: "plugin died", options: ", memory: 600MB"),
    Fault(name: "hang", kind: "plugin timed out", options: hang),
    Fault(name: "garbage", kind: "bad answer"),
    Fault(name: "too-much", kind: "bad answer"),
    Fault(name: "too-many", kind: "bad answer"),
    Fault(name: "not-json", kind: "bad answer"),
    Fault(name: "not-utf8", kind: "bad answer"),
    Fault(name: "wrong-id", kind: "bad answer"),
    Fault(name: "wrong-batch", kind: "bad answer"),
    Fault(name: "out-of-order", kind: "bad answer"),
    Fault(name: "outside", kind: "bad answer"),
    Fault(name: "backwards", kind: "bad answer"),
    Fault(name: "columns", kind: "bad answer"),
    Fault(name: "undeclared", kind: "bad answer"),
    Fault(name: "wrong-type", kind: "bad answer"),
    Fault(name: "wrong-name", kind: "bad answer"),
    Fault(name: "stderr-flood", kind: "flooded"),
    Fault(name: "fail", kind: "no verb"),
  ]

  private static let libraryFaults: [Fault] = [
    Fault(name: "exit", kind: "plugin died"),
    Fault(name: "crash", kind: "plugin died"),
    Fault(name: "abort", kind: "plugin died"),
    Fault(name: "close", kind: "plugin died"),
    Fault(name: "memory", kind: "plugin died", options: ", memory: 1GB"),
    Fault(name: "hang", kind: "plugin timed out", options: hang),
    Fault(name: "spin", kind: "plugin died", options: ", cpu-time: 1s"),
    Fault(name: "outside", kind: "bad answer"),
    Fault(name: "backwards", kind: "bad answer"),
    Fault(name: "inside", kind: "bad answer"),
    Fault(name: "columns", kind: "bad answer"),
    Fault(name: "undeclared", kind: "bad answer"),
    Fault(name: "wrong-type", kind: "bad answer"),
    Fault(name: "wrong-name", kind: "bad answer"),
    Fault(name: "not-utf8", kind: "bad answer"),
    Fault(name: "edit", kind: "bad answer"),
    Fault(name: "drop", kind: "bad answer"),
    Fault(name: "stderr-flood", kind: "flooded"),
    Fault(name: "status", kind: "plugin error"),
    Fault(name: "fail", kind: "no verb"),
  ]

  /// 90 documents, of which three make the plugin do wrong; two of them side by side.
  private static let guilty = [7, 31, 32]

  private func prepare(_ plugin: String, faults: [Fault]) throws -> Folder {
    let folder = try Folder()
    let source = Assay.root.appending(path: "Tests/EndToEnd/Fixtures/\(plugin)")
    try FileManager.default.copyItem(at: source, to: folder.file("plugin"))
    if plugin == "faulty-library" { try CCompiler.build("faulty.c", to: "libfaulty.so", in: folder.file("plugin")) }
    let lines = (0..<90).map { index in
      let fault = Self.guilty.contains(index) ? "FAULT " : ""
      return #"{"id":"d\#(index)","text":"Éire \#(fault)und пʼять слів 漢字 🙂 number \#(index)"}"#
    }
    try folder.write("in.jsonl", lines.joined(separator: "\n") + "\n")
    for fault in faults + [Fault(name: "none", kind: "")] {
      try folder.write(
        "\(fault.name).yaml",
        """
        assay: 1
        plugins: [plugin]
        stages:
          - normalize
          - faulty: { fault: \(fault.name), batch: 16\(fault.options) }
        write: [all.jsonl]
        """)
    }
    return folder
  }

  private func records(_ folder: Folder, _ name: String) throws -> [String: [String: Any]] {
    var result: [String: [String: Any]] = [:]
    for record in try folder.lines(name) { result[record["id"] as? String ?? ""] = record }
    return result
  }

  private func check(_ fault: Fault, in folder: Folder) throws {
    let result = try Assay.run(
      ["run", "\(fault.name).yaml", "in.jsonl", "-o", fault.name, "-q", "-j", "2"], in: folder.url)
    #expect(result.status == 0, "\(fault.name): \(result.errors)")
    let undisturbed = try records(folder, "none/all.jsonl")
    let kept = try records(folder, "\(fault.name)/all.jsonl")
    #expect(kept.count == 90 - Self.guilty.count, "\(fault.name)")
    for (id, record) in kept {
      let isSame = NSDictionary(dictionary: record).isEqual(to: try #require(undisturbed[id]))
      #expect(isSame, "\(fault.name): \(id)")
    }
    let failed = try records(folder, "\(fault.name)/quarantine.jsonl")
    #expect(Set(failed.keys) == Set(Self.guilty.map { "d\($0)" }), "\(fault.name)")
    let stages = try #require(try folder.report(fault.name)["stages"] as? [[String: Any]])
    let stage = try #require(stages.first { $0["id"] as? String == "faulty" })
    #expect(stage["failed"] as? [String: Int] == [fault.kind: Self.guilty.count], "\(fault.name): \(stage)")
  }

  @Test func aFaultyProcessCostsOnlyTheDocumentsThatMakeItSo() throws {
    let folder = try prepare("faulty-process", faults: Self.processFaults)
    #expect(try Assay.run(["run", "none.yaml", "in.jsonl", "-o", "none", "-q"], in: folder.url).status == 0)
    for fault in Self.processFaults { try check(fault, in: folder) }
    // What it wrote is kept, prefixed, and not without end.
    let log = try String(decoding: folder.read("stderr-flood/logs/faulty.log"), as: UTF8.self)
    #expect(log.hasPrefix("faulty.1: something is wrong"))
    #expect(log.utf8.count < 1_100_000)
    #expect(ChildCheck.leftovers(of: "faulty.py").isEmpty)
  }

  @Test func aFaultyLibraryInAChildCostsOnlyTheDocumentsThatMakeItSo() throws {
    let folder = try prepare("faulty-library", faults: Self.libraryFaults)
    #expect(try Assay.run(["run", "none.yaml", "in.jsonl", "-o", "none", "-q"], in: folder.url).status == 0)
    for fault in Self.libraryFaults { try check(fault, in: folder) }
    #expect(ChildCheck.leftovers(of: "plugin-host").isEmpty)
  }

  @Test func aPluginThatDiesOfEverythingFailsEverythingAndEnds() throws {
    let folder = try prepare("faulty-process", faults: [Fault(name: "exit", kind: "")])
    let lines = (0..<300).map { #"{"id":"d\#($0)","text":"FAULT \#($0)"}"# }
    try folder.write("in.jsonl", lines.joined(separator: "\n") + "\n")
    let result = try Assay.run(["run", "exit.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url)
    // Every document failed, which is said.
    #expect(result.status == 1)
    #expect(try folder.lines("out/quarantine.jsonl").count == 300)
  }

  @Test func aDeclaredRateStopsTheRun() throws {
    let folder = try prepare("faulty-process", faults: [])
    try folder.write(
      "p.yaml",
      """
      assay: 1
      plugins: [plugin]
      stages: [ { faulty: { fault: fail, on-error: { stop-at: 2 } } } ]
      write: [all.jsonl]
      """)
    let result = try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url)
    #expect(result.status == 1)
    #expect(result.errors.contains("faulty"))
  }

  @Test(arguments: [
    ("no-start", "the fault is set to no-start", "4:22"), ("wrong-version", "its manifest says", ""),
    ("slow-start", "did not get ready", ""),
  ])
  func aPluginThatCantStartIsARefusedRun(fault: String, message: String, place: String) throws {
    let folder = try prepare("faulty-process", faults: [])
    try folder.write(
      "p.yaml",
      """
      assay: 1
      plugins: [plugin]
      stages:
        - faulty: { fault: \(fault), start-timeout: 2s }
      write: [all.jsonl]
      """)
    let result = try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("p.yaml:4:"))
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(place.isEmpty || result.errors.contains("p.yaml:\(place): error[A0120]"), "\(result.errors)")
    #expect(!folder.has("out/all.jsonl"))
  }
}

/// The C compiler that comes with the system, for plugins of tests.
enum CCompiler {
  struct Failure: Error, CustomStringConvertible { let description: String }

  static func build(_ source: String, to library: String, in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "cc", "-O1", "-shared", "-fPIC", "-I", Assay.root.appending(path: "Sources/CPlugin/include").path, "-o", library,
      source,
    ]
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: "\(source) can't be compiled") }
  }
}

/// Processes that should be gone.
enum ChildCheck {
  /// Command lines of running processes (or zombies) with `text` in them whose parent is not alive as a test.
  static func leftovers(of text: String) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.filter { Int($0) != nil }.compactMap { id in
      guard let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") else { return nil }
      let words = String(decoding: line, as: UTF8.self).replacingOccurrences(of: "\0", with: " ")
      return words.contains(text) ? words : nil
    }
  }
}
