import Bytes
import Pipeline

/// A plugin as its `plugin.yaml` describes it; nothing of it has been run. See Documentation/Plugins.md.
package struct PluginManifest: Sendable {
  package enum Program: Sendable, Hashable {
    /// A program that speaks the protocol, with its arguments.
    case command([String])
    /// A shared library with the C interface; relative to the folder.
    case library(String)
  }

  /// The version of manifest and contract that this program reads.
  package static let contract = 0
  /// The version of the protocol that it speaks.
  package static let protocolVersion = 0

  package let folder: FilePath
  /// What pipeline files see: the plugin's own options first, then those of how it runs.
  package let spec: StageSpec
  package let offsets: OffsetUnit
  package let program: Program
  /// The command that makes the program; shown, never run.
  package let build: String?
  /// Defaults of options that are paths, relative to the folder.
  package let pathDefaults: [String: String]

  package var isLibrary: Bool { if case .library = program { true } else { false } }

  package var file: FilePath { folder / "plugin.yaml" }

  /// Files of the plugin that decide what it answers; they belong to the identity of a run.
  package var files: [FilePath] {
    switch program {
    case .library(let path): [file, folder / FilePath(path)]
    case .command(let words):
      [file] + words.filter { !$0.hasPrefix("/") && !$0.hasPrefix("-") }.map { folder / FilePath($0) }
    }
  }

  /// The options that say how a plugin runs and not what it finds.
  package static func runOptions(isLibrary: Bool, defaults: [String: String] = [:]) -> [OptionSpec] {
    func option(_ name: String, _ type: OptionType, _ fallback: String?, _ summary: String) -> OptionSpec {
      OptionSpec(name, type, default: defaults[name] ?? fallback, summary)
    }
    let shared = [
      option("processes", .int(1...256), "1", "how many processes work at once; they share nothing"),
      option("batch", .int(1...4096), "64", "at most so many documents go to a process at once"),
      option("timeout", .duration, "30s", "how long it may take for a document"),
      option("start-timeout", .duration, "120s", "how long it may take to get ready"),
      option("memory", .bytes, nil, "address space of a process; above it allocations fail"),
      option("cpu-time", .duration, nil, "CPU time of a process; above it, it is killed"),
      option("env", .map(.string), nil, "more variables of the environment, beside PATH, HOME, LANG and VIRTUAL_ENV"),
      option("sandbox", .bool, "false", "runs under bubblewrap: no network, all files read-only"),
    ]
    guard isLibrary else { return shared }
    return shared + [
      option("in-process", .bool, "false", "runs inside Assay: fastest, but a crash is then one of the run")
    ]
  }

  package static let runOptionNames = runOptions(isLibrary: true).map(\.name)
}
