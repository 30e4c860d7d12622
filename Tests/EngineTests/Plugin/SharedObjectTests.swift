import Foundation
import Testing

@testable import Engine

/// What is said of a shared library before any of its code runs.
@Suite struct SharedObjectTests {
  private func compile(_ source: String, _ flags: [String] = ["-shared", "-fPIC"]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-elf-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(source.utf8).write(to: folder.appending(path: "a.c"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["cc", "-o", "a.so", "a.c"] + flags
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Array(try Data(contentsOf: folder.appending(path: "a.so")))
  }

  private func problem(_ bytes: [UInt8]) -> String {
    do {
      try SharedObject(bytes, name: "a.so").checkPlugin("a.so")
      return ""
    } catch { return "\(error)" }
  }

  private static let good = "int assay_plugin(void) { return 0; }"

  @Test func aPluginIsAccepted() throws { #expect(problem(try compile(Self.good)) == "") }

  @Test func whatCantWorkIsRefusedWithTheReason() throws {
    #expect(problem(try compile("int other(void) { return 0; }")).contains("does not export 'assay_plugin'"))
    // C++ mangles the name; a static function is not seen at all.
    #expect(problem(try compile("int _Z12assay_pluginj(unsigned x) { return x; }")).contains("extern \"C\""))
    #expect(
      problem(try compile(Self.good + "void *swift_retain(void *p) { return p; }")).contains("without -static-stdlib"))
    #expect(
      problem(try compile(Self.good + "int $s8Pipeline8DocumentVMa(void) { return 0; }")).contains(
        "a copy of the Swift module Pipeline"))
    #expect(problem(try compile("int main(void) { return 0; }", ["-no-pie"])).contains("no shared library"))
    #expect(problem(try compile(Self.good, ["-c"])).contains("no shared library"))
    #expect(problem(Array("#!/bin/sh\n".utf8)).contains("no ELF file"))
    #expect(problem([]).contains("no ELF file"))
  }

  @Test func aLibraryForAnotherMachineIsRefused() throws {
    var bytes = try compile(Self.good)
    bytes[18] = 243
    #expect(problem(bytes).contains("another kind of processor (ELF machine 243"))
    bytes = try compile(Self.good)
    bytes[4] = 1
    #expect(problem(bytes).contains("no 64-bit"))
  }

  @Test func damagedLibrariesAreRefusedOrReadAndNeverCrash() throws {
    let good = try compile(Self.good)
    var random = Generator(11)
    var refused = 0
    for round in 0..<3000 {
      var bytes = good
      if round % 3 == 0 { bytes.removeLast(random.below(bytes.count)) }
      for _ in 0..<random.below(6) where !bytes.isEmpty {
        // Mostly in the headers, where offsets and sizes stand.
        let table = good.count - 64 * 40
        let place = random.below(2) == 0 ? random.below(64) : table + random.below(64 * 40)
        if bytes.indices.contains(place) { bytes[place] = UInt8(random.below(256)) }
      }
      if !problem(bytes).isEmpty { refused += 1 }
    }
    #expect(refused > 1000)
  }
}
