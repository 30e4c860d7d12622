import Glibc
import Synchronization

/// Whether somebody asked the process to stop (SIGINT, SIGTERM, SIGHUP); the run ends at its next batch, resumable.
package enum Interrupt {
  private static let flag = Atomic<Bool>(false)

  package static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// For tests.
  package static func request() { flag.store(true, ordering: .relaxed) }
  package static func reset() { flag.store(false, ordering: .relaxed) }

  /// Catches the signals once; a second one ends the process at once. SIGPIPE is ignored, so that a closed pipe is an
  /// error of the write.
  package static func install() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        // Storing to an atomic and `signal` itself are all that is done here; both are safe in a handler.
        Interrupt.request()
        signal(number, SIG_DFL)
      }
    }
  }
}
