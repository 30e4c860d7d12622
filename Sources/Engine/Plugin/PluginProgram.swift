import Bytes
import Glibc
import Pipeline

/// How the process of a plugin is started: program, arguments, environment, limits, sandbox.
struct PluginProgram {
  /// What passes from Assay's own environment; a plugin gets nothing else that it is not given.
  static let passed = ["PATH", "HOME", "LANG", "VIRTUAL_ENV"]

  let manifest: PluginManifest
  let options: Options
  let environment: [String: String]
  let fileSystem: any FileSystem

  func make() throws -> ChildProcess.Program {
    var variables: [String: String] = [:]
    for name in Self.passed { variables[name] = environment[name] }
    if case .map(let entries)? = options["env"] {
      for (name, value) in entries {
        guard case .string(let text) = value else { continue }
        guard !name.isEmpty, !name.contains("="), !name.utf8.contains(0), !text.utf8.contains(0) else {
          throw StageSetupError("'\(name.shown)' can't be a variable of the environment", option: "env")
        }
        variables[name] = text
      }
    }
    let folder = absolute(manifest.folder)
    var words: [String]
    switch manifest.program {
    case .command(let command): words = [try find(command[0], folder, variables).display] + command.dropFirst()
    case .library(let path):
      words = [try Self.ownBinary(), "plugin-host", absolute(manifest.folder / FilePath(path)).display]
    }
    if options.bool("sandbox") == true { words = try sandboxed(words, folder, variables) }
    return ChildProcess.Program(
      path: FilePath(words[0]), arguments: words, environment: variables, folder: folder,
      memory: options.int("memory") ?? 0, cpuSeconds: Int((options.decimal("cpu-time") ?? 0).rounded(.up)))
  }

  private func absolute(_ path: FilePath) -> FilePath { PluginPath.absolute(path) }

  /// The file that a command names: in the plugin's folder where it has a slash, else on the PATH.
  private func find(_ word: String, _ folder: FilePath, _ variables: [String: String]) throws -> FilePath {
    if word.hasPrefix("/") { return FilePath(word) }
    if word.contains("/") { return folder / FilePath(word) }
    for part in (variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
      let path = FilePath(String(part)) / word
      if part.hasPrefix("/"), access(path.display, X_OK) == 0,
        (try? fileSystem.status(of: path))?.kind == .file
      {
        return path
      }
    }
    throw StageSetupError("there is no program '\(word.shown)' on the PATH (\(manifest.file.display), 'command')")
  }

  private static func ownBinary() throws -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
    guard count > 0 else {
      throw StageSetupError("Assay can't find its own program file, which hosts shared libraries")
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  private func sandboxed(_ words: [String], _ folder: FilePath, _ variables: [String: String]) throws -> [String] {
    guard let bwrap = try? find("bwrap", folder, variables) else {
      throw StageSetupError(
        "'sandbox: true' needs bubblewrap, which is not installed: apt-get install bubblewrap", option: "sandbox")
    }
    var result = [
      bwrap.display, "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/", "--dev", "/dev",
      "--proc", "/proc", "--tmpfs", "/tmp", "--ro-bind", folder.display, folder.display,
    ]
    // What the options name may lie below /tmp, which is empty in the sandbox.
    var visible = [words[0]]
    for entry in options.entries { if case .path(let path) = entry.value { visible.append(path.display) } }
    for path in visible { result += ["--ro-bind-try", path, path] }
    return result + ["--chdir", folder.display, "--"] + words
  }
}

/// Paths as a plugin needs them, which runs in another folder.
enum PluginPath {
  static func absolute(_ path: FilePath) -> FilePath {
    if path.isAbsolute { return path }
    guard let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return FilePath(String(cString: current)) / path
  }
}
