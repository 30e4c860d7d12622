import Bytes
import CProcess
import Foundation

/// The one thread that starts children.
///
/// Linux kills a child at the end of the *thread* that started it, if it asked to die with its parent; so that thread must
/// live as long as the process.
final class ProcessStarter: Sendable {
  static let shared = ProcessStarter()

  private let queue = WorkQueue()

  private init() {
    let queue = queue
    let thread = Thread { queue.serve() }
    thread.name = "starter"
    thread.start()
  }

  func start(
    _ program: ChildProcess.Program, input: Int32, output: Int32, error: Int32
  ) -> Result<Int32, ChildProcess.StartFailure> {
    queue.perform { Self.start(program, input, output, error) }
  }

  private static func start(
    _ program: ChildProcess.Program, _ input: Int32, _ output: Int32, _ error: Int32
  ) -> Result<Int32, ChildProcess.StartFailure> {
    let environment = program.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var step: Int32 = 0
    let result = withCStrings(program.arguments) { arguments in
      withCStrings(environment) { environment in
        withCPath(program.path) { path in
          withCPath(program.folder) { folder in
            var spec = cprocess_spec(
              program: path, folder: folder, arguments: arguments, environment: environment, input: input,
              output: output, error: error, memory: UInt64(program.memory), cpu_seconds: UInt64(program.cpuSeconds))
            return cprocess_start(&spec, &step)
          }
        }
      }
    }
    if result >= 0 { return .success(result) }
    let why = Errno(-result)
    let text =
      switch step {
      case CPROCESS_FOLDER: "its folder '\(program.folder.display)' can't be entered: \(why)"
      case CPROCESS_LIMITS: "its limits can't be set: \(why)"
      case CPROCESS_EXECUTE: "'\(program.path.display)' can't be run: \(why)"
      default: "no process: \(why)"
      }
    return .failure(ChildProcess.StartFailure(description: text))
  }

  /// The strings as C has them: pointers, NULL at the end; valid during `body`.
  private static func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) } + [nil]
    defer { copies.forEach { free($0) } }
    return copies.withUnsafeBufferPointer { body($0.baseAddress!) }
  }

  private static func withCPath<Result>(_ path: FilePath, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (path.bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}

/// Work handed to one thread, whose results are waited for.
private final class WorkQueue: @unchecked Sendable {
  // All state is guarded by `condition`.
  private let condition = NSCondition()
  private var work: [() -> Void] = []

  func serve() -> Never {
    while true {
      condition.lock()
      while work.isEmpty { condition.wait() }
      let next = work.removeFirst()
      condition.unlock()
      next()
    }
  }

  func perform<Result>(_ body: @escaping () -> Result) -> Result {
    let done = DispatchSemaphore(value: 0)
    var result: Result?
    condition.lock()
    work.append {
      result = body()
      done.signal()
    }
    condition.signal()
    condition.unlock()
    done.wait()
    return result!
  }
}
