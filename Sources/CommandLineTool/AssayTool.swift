import ArgumentParser
import Bytes
import Engine
import Glibc
import Pipeline
import Synchronization

/// The command line. A custom `assay` calls `main` with a registry that has its own stages as well:
///
///     var registry = Registry.builtIn
///     registry.add(MyStage.definition)
///     AssayTool.main(registry)
public enum AssayTool {
  public static let version = assayVersion

  private static let currentRegistry = Mutex<Registry?>(nil)

  /// The registry that commands use.
  static var registry: Registry { currentRegistry.withLock { $0 ?? .builtIn } }

  /// The files and the clock of this process; ASSAY_FAULT makes operations fail, for tests.
  static let fileSystem: any FileSystem = {
    guard let text = getenv("ASSAY_FAULT").map({ String(cString: $0) }), !text.isEmpty else { return POSIXFileSystem() }
    do {
      return FaultyFileSystem(POSIXFileSystem(), plan: try FaultPlan(text))
    } catch {
      Terminal.say("ASSAY_FAULT: \(error)")
      exit(2)
    }
  }()

  /// Parses the arguments of the process, runs the command and ends the process with its exit code.
  public static func main(_ registry: Registry = .builtIn) -> Never {
    currentRegistry.withLock { $0 = registry }
    Interrupt.install()
    do {
      var command = try AssayCommand.parseAsRoot()
      try command.run()
      exit(0)
    } catch let failure as CommandFailure {
      if !failure.message.isEmpty { Terminal.say(failure.message) }
      exit(failure.code)
    } catch let error as RunError {
      exit(end(error))
    } catch let failure as Assembly.Failure {
      for diagnostic in failure.diagnostics { Terminal.sayRaw(diagnostic.rendered(colored: Terminal.errorColours)) }
      exit(2)
    } catch let error as FileError {
      Terminal.say("assay: \(error)")
      exit(error.errno.code == ENOSPC || error.errno.code == EDQUOT || error.errno.code == EIO ? 3 : 2)
    } catch {
      let code = AssayCommand.exitCode(for: error)
      let text = AssayCommand.fullMessage(for: error)
      if code == .success {
        Terminal.print(text)
        exit(0)
      }
      if !text.isEmpty { Terminal.say(text) }
      exit(code == .validationFailure ? 2 : code.rawValue == 0 ? 0 : 2)
    }
  }

  private static func end(_ error: RunError) -> Int32 {
    switch error {
    case .brokenPipe: return 0
    case .interrupted, .postponed:
      Terminal.say("assay: \(error)")
      return 3
    case .tooManyFailures:
      Terminal.say("assay: \(error); see quarantine.jsonl, or raise the limit")
      return 1
    case .request, .damaged:
      Terminal.say("assay: \(error)")
      return 2
    }
  }
}

/// A command ends with this exit code; the message says where, what, what was expected and what to do.
struct CommandFailure: Error {
  let code: Int32
  let message: String

  init(_ code: Int32 = 2, _ message: String) {
    self.code = code
    self.message = message
  }
}

struct AssayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Mines article corpora: figures, names, dates and copies, each with the bytes it came from.",
    discussion: """
      assay run news articles/ -o out        run the ready pipeline over a folder
      assay try "about 13,000 troops"        see what it finds in one text
      assay why KEY -o out                   lead a result back to file, line and bytes
      """,
    version: AssayTool.version,
    subcommands: [
      RunCommand.self, CheckCommand.self, TestCommand.self, TryCommand.self, TraceCommand.self, WhyCommand.self,
      StagesCommand.self,
      TrainCommand.self, EvaluateCommand.self, LanguagesCommand.self,
      ExplainCommand.self, SchemaCommand.self, NewCommand.self, PluginCommand.self, PluginHostCommand.self,
    ])
}
