import Foundation
import Testing

/// Plugins that do as they should: what they find is treated as what built-in stages find, and nothing stays behind.
@Suite(.serialized) struct PluginTests {
  private static let sdk = Assay.root.appending(path: "Plugins/python/assay_stage.py")

  /// A folder with a plugin in Python: its manifest's own lines, and the body of its script.
  private func folder(kind: String, _ manifest: String, _ script: String) throws -> Folder {
    let folder = try Folder()
    try folder.write(
      "plugin/plugin.yaml",
      """
      plugin: 0
      name: mine
      version: 1
      kind: \(kind)
      summary: A plugin of a test.
      \(manifest)
      offsets: scalars
      command: [python3, stage.py]
      """)
    try folder.write("plugin/stage.py", "from assay_stage import run\n\(script)\nrun(stage)\n")
    try FileManager.default.copyItem(at: Self.sdk, to: folder.file("plugin/assay_stage.py"))
    return folder
  }

  private func run(_ folder: Folder, _ stages: String, write: String = "all.jsonl", _ texts: [String]) throws
    -> Assay.Result
  {
    try folder.write("p.yaml", "assay: 1\nplugins: [plugin]\nstages: \(stages)\nwrite: [\(write)]\n")
    let lines = try texts.enumerated().map { index, text in
      let data = try JSONSerialization.data(withJSONObject: ["id": "d\(index)", "text": text])
      return String(decoding: data, as: UTF8.self)
    }
    try folder.write("in.jsonl", lines.joined(separator: "\n") + "\n")
    return try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url)
  }

  @Test func aTextPluginEditsAndLaterFindsPointAtTheOriginal() throws {
    let folder = try folder(
      kind: "text", "",
      """
      def stage(doc):
          return doc.text.replace("thousnad", "thousand").replace("🙂", "")
      """)
    let text = "🙂 About twelve thousnad sheep."
    let result = try run(folder, "[mine, { language: }, numbers]", [text])
    #expect(result.status == 0, "\(result.errors)")
    let record = try #require(try folder.lines("out/all.jsonl").first)
    #expect(record["text"] as? String == text)
    let quantity = try #require((record["quantities"] as? [[String: Any]])?.first)
    #expect(quantity["value"] as? Int == 12000)
    #expect(quantity["text"] as? String == "twelve thousnad")
    #expect(quantity["start"] as? Int == 8)
  }

  @Test func aFilterPluginDropsWithItsReasons() throws {
    let folder = try folder(
      kind: "filter", "reasons: [gloomy, loud]",
      """
      def stage(doc):
          if "!" in doc.text: doc.drop("loud")
          elif "rain" in doc.text: doc.drop("gloomy")
      """)
    let result = try run(folder, "[mine]", ["Sun.", "Sun!", "rain", "More rain"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try folder.lines("out/all.jsonl").map { $0["id"] as? String } == ["d0"])
    let dropped = try folder.lines("out/dropped.jsonl").map { ($0["dropped"] as? [String: Any])?["reason"] as? String }
    #expect(dropped == ["loud", "gloomy", "gloomy"])
    let stages = try #require(try folder.report()["stages"] as? [[String: Any]])
    let stage = try #require(stages.first { $0["id"] as? String == "mine" })
    #expect(stage["dropped"] as? [String: Int] == ["loud": 1, "gloomy": 2])
  }

  @Test func earlierLayersAndValuesAreSent() throws {
    let folder = try folder(
      kind: "annotating",
      """
      requires: [sentences]
      uses: [quantities]
      provides:
        layers: { sums: { fields: { total: decimal, count: int } } }
        values: { sentences-seen: int }
      """,
      """
      from decimal import Decimal
      def stage(doc):
          doc.set("sentences-seen", len(doc.layers["sentences"]))
          for s in doc.layers["sentences"]:
              inside = [q for q in doc.layers["quantities"] if s.start <= q.start < s.end and q.value is not None]
              doc.add("sums", s.start, s.end, total=sum((Decimal(str(q.value)) for q in inside), Decimal(0)), count=len(inside))
      """)
    let result = try run(
      folder, "[{ language: }, segment, numbers, mine]", write: "all.jsonl, news.db",
      ["It sold 1.5 million tonnes and 20 ships. Nobody came. Two trains left."])
    #expect(result.status == 0, "\(result.errors)")
    let record = try #require(try folder.lines("out/all.jsonl").first)
    #expect((record["values"] as? [String: Any])?["sentences-seen"] as? Int == 3)
    let sums = try #require(record["sums"] as? [[String: Any]])
    #expect(sums.map { $0["total"] as? Double } == [1_500_020, 0, 2])
    #expect(sums.map { $0["text"] as? String }.last == "Two trains left.")
    guard Shell.has("sqlite3") else { return }
    let rows = try Shell.run("sqlite3 out/news.db 'select total, count from sums'", in: folder.url)
    #expect(rows.output == "1500020|2\n0|0\n2|1\n" || rows.output == "1500020.0|2\n0.0|0\n2.0|1\n", "\(rows.output)")
  }

  @Test func aStageWithoutItsLayersIsRefusedBeforeAnythingStarts() throws {
    let folder = try folder(kind: "annotating", "requires: [sentences]", "def stage(doc): pass")
    try FileManager.default.removeItem(at: folder.file("plugin/stage.py"))
    try folder.write("p.yaml", "assay: 1\nplugins: [plugin]\nstages: [mine]\nwrite: [all.jsonl]\n")
    let result = try Assay.run(["check", "p.yaml"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("p.yaml:3:10: error[A0112]"), "\(result.errors)")
    // Checking reads the manifest only: that the script is gone is not seen.
    try folder.write("p.yaml", "assay: 1\nplugins: [plugin]\nstages: [segment, mine]\nwrite: [all.jsonl]\n")
    #expect(try Assay.run(["check", "p.yaml"], in: folder.url).status == 0)
  }

  @Test func optionsAreLintedAtTheirPlaces() throws {
    let folder = try folder(
      kind: "annotating", "options: { least: { type: int, min: 1, max: 9, default: 3, summary: Least. } }",
      "def stage(doc): pass")
    try folder.write(
      "p.yaml",
      "assay: 1\nplugins: [plugin]\nstages:\n  - mine: { leest: 4 }\n  - mine: { id: two, least: 12 }\nwrite: [all.jsonl]\n"
    )
    let result = try Assay.run(["check", "p.yaml"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("p.yaml:4:13: error[A0107]"), "\(result.errors)")
    #expect(result.errors.contains("did you mean 'least'?"))
    #expect(result.errors.contains("p.yaml:5:29: error[A0108]"), "\(result.errors)")
  }

  @Test func aPluginGetsOnlyTheEnvironmentItIsGiven() throws {
    let folder = try folder(
      kind: "annotating", "provides: { values: { seen: string } }",
      """
      import os
      def stage(doc):
          names = ("LANG", "TOKEN", "VIRTUAL_ENV", "SECRET", "OTHER", "ASSAY_BINARY", "ASSAY_FAULT")
          doc.set("seen", " ".join(f"{name}={os.environ[name]}" for name in names if name in os.environ))
      """)
    let arguments = ["run", "p.yaml", "in.jsonl", "-o", "out", "-q"]
    _ = try run(folder, "[mine: { env: { TOKEN: \"${SECRET}\" } }]", ["One."])
    let result = try Assay.run(
      arguments, in: folder.url, environment: ["SECRET": "abc", "OTHER": "def", "LANG": "C.UTF-8", "VIRTUAL_ENV": "/v"])
    #expect(result.status == 0, "\(result.errors)")
    let record = try #require(try folder.lines("out/all.jsonl").first)
    #expect((record["values"] as? [String: Any])?["seen"] as? String == "LANG=C.UTF-8 TOKEN=abc VIRTUAL_ENV=/v")
  }

  @Test func anyNumberOfProcessesGivesTheSameBytesAndLeavesNoneBehind() throws {
    let folder = try folder(
      kind: "annotating", "provides: { layers: { words: { fields: { letters: int } } } }",
      """
      import re
      def stage(doc):
          for m in re.finditer(r"\\w+", doc.text):
              doc.add("words", m.start(), m.end(), letters=len(m.group()))
      """)
    let texts = (0..<500).map { "Article \($0) says " + String(repeating: "п’ять слів і 漢字 ", count: $0 % 40) }
    var outputs: [Data] = []
    for options in ["processes: 1, batch: 1", "processes: 1", "processes: 2", "processes: 3, batch: 7"] {
      try? FileManager.default.removeItem(at: folder.file("out"))
      let result = try run(folder, "[mine: { \(options) }]", texts)
      #expect(result.status == 0, "\(result.errors)")
      outputs.append(try folder.read("out/all.jsonl"))
    }
    #expect(outputs.allSatisfy { $0 == outputs[0] })
    #expect(ChildCheck.leftovers(of: "stage.py").isEmpty)
  }

  @Test func aLibraryAnswersTheSameInAChildAndInProcess() throws {
    let folder = try Folder()
    try FileManager.default.copyItem(
      at: Assay.root.appending(path: "Tests/EndToEnd/Fixtures/faulty-library"), to: folder.file("plugin"))
    try CCompiler.build("faulty.c", to: "libfaulty.so", in: folder.file("plugin"))
    let texts = (0..<300).map { "Éire und пʼять слів 漢字 🙂 number \($0)" }
    var outputs: [Data] = []
    for options in ["in-process: false", "in-process: true"] {
      try? FileManager.default.removeItem(at: folder.file("out"))
      let result = try run(folder, "[faulty: { \(options) }]", texts)
      #expect(result.status == 0, "\(result.errors)")
      outputs.append(try folder.read("out/all.jsonl"))
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0].count > 10_000)
  }

  @Test func aKilledRunGoesOnAndTakesItsPluginsAlong() throws {
    let folder = try folder(
      kind: "annotating", "provides: { values: { size: int } }",
      """
      import time
      def stage(doc):
          time.sleep(0.002)
          doc.set("size", len(doc.text))
      """)
    let texts = (0..<600).map { "Article \($0)." }
    #expect(try run(folder, "[mine]", texts).status == 0)
    let whole = try folder.read("out/all.jsonl")
    try FileManager.default.removeItem(at: folder.file("out"))
    let command = ["run", "p.yaml", "in.jsonl", "-o", "out", "-q"]
    let killed = try Assay.run(
      command, in: folder.url, environment: ["ASSAY_CHECKPOINT": "0", "ASSAY_FAULT": "sync:6:kill"])
    #expect(killed.status == 137)
    // The kernel ends the children of a killed process; give it the time to.
    for _ in 0..<100 where !ChildCheck.leftovers(of: "stage.py").isEmpty { usleep(20_000) }
    #expect(ChildCheck.leftovers(of: "stage.py").isEmpty)
    #expect(try Assay.run(command, in: folder.url).status == 0)
    #expect(try folder.read("out/all.jsonl") == whole)
  }

  @Test func aSandboxedPluginHasNoNetworkAndCantWrite() throws {
    guard try Shell.run("bwrap --ro-bind / / --unshare-net true", in: Assay.root).status == 0 else { return }
    let folder = try folder(
      kind: "annotating", "provides: { values: { wrote: bool, connected: bool } }",
      """
      import os, socket
      def stage(doc):
          try:
              open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "new.txt"), "w").write("x")
              doc.set("wrote", True)
          except OSError:
              doc.set("wrote", False)
          server = socket.socket()
          try:
              socket.create_connection(("127.0.0.1", 9), timeout=1)
              doc.set("connected", True)
          except OSError:
              doc.set("connected", len([n for _, n in socket.if_nameindex() if n != "lo"]) > 0)
      """)
    let result = try run(folder, "[mine: { sandbox: true }]", ["One."])
    #expect(result.status == 0, "\(result.errors)")
    let values = try #require(try folder.lines("out/all.jsonl").first?["values"] as? [String: Any])
    #expect(values["wrote"] as? Bool == false)
    #expect(values["connected"] as? Bool == false)
    #expect(!folder.has("plugin/new.txt"))
  }

  @Test func aSandboxThatIsNotInstalledIsARefusedRun() throws {
    guard !Shell.has("bwrap") else { return }
    let folder = try folder(kind: "annotating", "", "def stage(doc): pass")
    let result = try run(folder, "[mine: { sandbox: true }]", ["One."])
    #expect(result.status == 2)
    #expect(result.errors.contains("bubblewrap"), "\(result.errors)")
  }

  @Test(arguments: ["Plugins/sentiment", "Plugins/keywords", "Plugins/hashtags"])
  func theExamplesOfTheProjectPassTheirTestsAndTheConformanceSuite(_ path: String) throws {
    let folder = try Folder()
    let source = Assay.root.appending(path: path)
    let manifest = try String(contentsOf: source.appending(path: "plugin.yaml"), encoding: .utf8)
    let build =
      manifest.split(separator: "\n").first { $0.hasPrefix("build: ") }.map { String($0.dropFirst(7)) } ?? "true"
    guard Shell.has(build.components(separatedBy: " ")[0] == "cargo" ? "cargo" : "cc") else { return }
    // In a copy, so that nothing is built in the repository; where headers and modules are looked for is kept.
    let result = try Shell.run(
      """
      mkdir -p Plugins Examples Sources/CPlugin
      cp -r "$ASSAY/\(path)" Plugins/; cp -r "$ASSAY/Plugins/python" Plugins/
      cp -r "$ASSAY/Sources/CPlugin/include" Sources/CPlugin/; cp -r "$ASSAY/Examples/corpus" Examples/
      cd \(path); rm -rf target *.so
      \(build)
      assay test pipeline.yaml
      assay plugin test .
      assay run pipeline.yaml ../../Examples/corpus --output out -q
      """, in: folder.url)
    #expect(result.status == 0, "\(result.output)")
  }
}
