import Foundation

/// A thread of a run that can be waited for, with a stack of 8 MB as the main thread has.
///
/// Runs use threads of their own and not the concurrency pool, since reading and plugins block.
final class RunThread: Sendable {
  private let done = DispatchSemaphore(value: 0)

  init(_ name: String, _ body: @escaping @Sendable () -> Void) {
    let done = done
    let thread = Thread {
      body()
      done.signal()
    }
    thread.name = name
    thread.stackSize = 8 << 20
    thread.start()
  }

  func join() { done.wait() }
}
