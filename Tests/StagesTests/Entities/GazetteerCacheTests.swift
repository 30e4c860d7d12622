import Bytes
import Foundation
import Pipeline
import Testing

@testable import Stages

/// Compiled lists are found again, and nothing that lies in the folder can do harm.
@Suite final class GazetteerCacheTests {
  let root = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")
  var cache: GazetteerCache { GazetteerCache(folder: FilePath(root.path) / "a" / "names") }
  var files: [URL] {
    ((try? FileManager.default.contentsOfDirectory(at: root.appending(path: "a/names"), includingPropertiesForKeys: nil))
      ?? []).sorted { $0.path < $1.path }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// A list that is large enough to be kept.
  static func list(_ name: String) -> [UInt8] {
    Array("\(name)\n#\(String(repeating: "x", count: GazetteerCache.minimumBytes))".utf8)
  }

  /// What a list of `name` finds, and whether it had to be read for that.
  func load(_ name: String, type: String = "MISC", path: String = "l.tsv") throws -> (names: [String], isRead: Bool) {
    var reader = NameListReader(path: path)
    reader.type = type
    var isRead = false
    let gazetteer = try GazetteerBuilder.gazetteer(
      of: [(Self.list(name), reader)], suffixes: NameSuffixes(), cache: cache,
      add: {
        isRead = true
        $0.add($1)
      })
    return ((0..<gazetteer.count).map { gazetteer.string(gazetteer.entries[$0].name) }, isRead)
  }

  @Test func `a list is read once, and again when it or its options change`() throws {
    #expect(try load("Kyiv") == (["Kyiv"], true))
    #expect(try load("Kyiv") == (["Kyiv"], false))
    // The same length, as an edit within a second may leave it.
    #expect(try load("Lviv") == (["Lviv"], true))
    #expect(try load("Lviv", type: "LOC").isRead)
    #expect(try !load("Lviv", type: "LOC", path: "elsewhere/l.tsv").isRead)
    #expect(try load("Lviv", type: "LOC", path: "l.txt").isRead)
    #expect(files.count == 4)
  }

  @Test func `damaged, foreign and misplaced files are made anew`() throws {
    _ = try load("Kyiv")
    let file = try #require(files.first)
    let good = try Data(contentsOf: file)
    var flipped = good
    flipped[good.count / 2] ^= 1
    for bad in [Data(), Data("text".utf8), good.dropLast(), flipped] {
      try bad.write(to: file)
      #expect(try load("Kyiv") == (["Kyiv"], true))
      #expect(try Data(contentsOf: file) == good)
    }
    _ = try load("Lviv")
    let other = try #require(files.first { $0 != file })
    try FileManager.default.removeItem(at: file)
    try FileManager.default.copyItem(at: other, to: file)
    #expect(try load("Kyiv") == (["Kyiv"], true))
  }

  @Test func `a folder that can't be made is no error`() throws {
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    try Data().write(to: root.appending(path: "a"))
    #expect(try load("Kyiv") == (["Kyiv"], true))
    #expect(try load("Kyiv") == (["Kyiv"], true))
  }

  @Test func `a folder where the file should be is no error`() throws {
    _ = try load("Kyiv")
    let file = try #require(files.first)
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file.appending(path: "x"), withIntermediateDirectories: true)
    #expect(try load("Kyiv") == (["Kyiv"], true))
    #expect(files.count == 1)
  }

  @Test func `small lists leave nothing behind`() throws {
    _ = try GazetteerBuilder.gazetteer(
      of: [(Array("Kyiv".utf8), NameListReader(path: "l"))], suffixes: NameSuffixes(), cache: cache)
    #expect(files.isEmpty)
  }

  @Test func `the oldest go, and what was left half written a day ago`() throws {
    for index in 0..<GazetteerCache.maximumFiles {
      _ = try load("Name\(index)")
      // Later ones are younger, as on a disk with coarse times.
      let time = Date(timeIntervalSinceNow: Double(index - 100))
      for file in files
      where try file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate!
        > Date(timeIntervalSinceNow: -10)
      {
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: file.path)
      }
    }
    let stale = root.appending(path: "a/names/.0.1.2.new")
    let fresh = root.appending(path: "a/names/.0.1.3.new")
    let strange = root.appending(path: "a/names/notes.txt")
    for file in [stale, fresh, strange] { try Data("x".utf8).write(to: file) }
    let old = Date(timeIntervalSinceNow: -100_000)
    for file in [stale, strange] {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
    }
    _ = try load("One more")
    #expect(files.filter { $0.pathExtension == "names" }.count == GazetteerCache.maximumFiles)
    #expect(!FileManager.default.fileExists(atPath: stale.path))
    #expect(FileManager.default.fileExists(atPath: fresh.path))
    #expect(FileManager.default.fileExists(atPath: strange.path))
    #expect(try load("Name0").isRead)
    #expect(try !load("Name9").isRead)
  }

  @Test func `many at once leave one whole file`() async throws {
    let cache = cache
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let gazetteer = try? GazetteerBuilder.gazetteer(
            of: [(Self.list("Kyiv"), NameListReader(path: "l"))], suffixes: NameSuffixes(), cache: cache)
          return gazetteer?.count ?? 0
        }
      }
      for await count in group { #expect(count == 1) }
    }
    #expect(files.count == 1)
  }
}
