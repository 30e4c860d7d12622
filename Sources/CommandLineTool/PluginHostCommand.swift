import ArgumentParser
import Bytes
import Engine
import Glibc

/// The child process of plugins in shared libraries; started by Assay itself.
struct PluginHostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin-host", abstract: "Host a shared library for Assay; not for people.", shouldDisplay: false)

  @Argument(help: "The shared library.")
  var library: String

  func run() throws {
    // This process ends like any plugin. The runtime's own handlers of crashes would let a library go on that raises a
    // signal itself.
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT] {
      signal(number, SIG_DFL)
    }
    Glibc.exit(PluginHost.serve(FilePath(library)))
  }
}
