import Bytes
import CProcess
import Glibc
import Pipeline

/// A running child and the pipes to it. Belongs to one thread at a time.
///
/// Reading, writing and standard error are served together by `poll`, so no pipe can fill up while another is waited for.
/// The child leads a process group of its own, which is killed as a whole, and dies with this process.
final class ChildProcess {
  struct Program: Sendable {
    /// The file; a name without `/` has been looked up on the PATH.
    var path: FilePath
    var arguments: [String]
    var environment: [String: String]
    var folder: FilePath
    /// Limits of the address space in bytes and of CPU time in seconds; 0: none.
    var memory = 0
    var cpuSeconds = 0
  }

  struct StartFailure: Error, CustomStringConvertible {
    let description: String
  }

  private let process: Int32
  private var input: Int32
  private let output: Int32
  private let error: Int32
  private var errorIsOpen = true
  private var incoming: [UInt8] = []
  private var isReaped = false
  private let onErrorOutput: ([UInt8]) -> Void
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)

  init(_ program: Program, onErrorOutput: @escaping ([UInt8]) -> Void) throws(StartFailure) {
    self.onErrorOutput = onErrorOutput
    var pipes: [[Int32]] = []
    func closeAll() { for pipe in pipes { pipe.forEach { _ = close($0) } } }
    for _ in 0..<3 {
      var ends: [Int32] = [0, 0]
      // A whole batch fits, so that the child reads it without changing back and forth.
      let result = cprocess_pipe(&ends, 1 << 20)
      guard result == 0 else {
        closeAll()
        throw StartFailure(description: "no pipe: \(Errno(-result))")
      }
      pipes.append(ends)
    }
    let result = ProcessStarter.shared.start(program, input: pipes[0][0], output: pipes[1][1], error: pipes[2][1])
    for descriptor in [pipes[0][0], pipes[1][1], pipes[2][1]] { _ = close(descriptor) }
    input = pipes[0][1]
    output = pipes[1][0]
    error = pipes[2][0]
    switch result {
    case .success(let id): process = id
    case .failure(let failure):
      for descriptor in [input, output, error] { _ = close(descriptor) }
      throw failure
    }
    for descriptor in [input, output, error] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit {
    kill()
    if input >= 0 { _ = close(input) }
    _ = close(output)
    _ = close(error)
  }

  /// Sends `request` and reads frames until `onFrame` says true.
  ///
  /// Each frame must be complete `timeout` nanoseconds after the one before (the first: after the call) and have at most
  /// `limit` bytes.
  func exchange(
    _ request: [UInt8], limit: Int, timeout: UInt64, onFrame: (Frame) throws(PluginFault) -> Bool
  ) throws(PluginFault) {
    var sent = 0
    var deadline = Self.now() &+ timeout
    while true {
      while let (frame, size) = try Frame.first(in: incoming[...], limit: limit) {
        incoming.removeFirst(size)
        if try onFrame(frame) {
          guard incoming.isEmpty else {
            throw .nonsense("it answered more than was asked: \(ByteString.excerpt(incoming[...]))")
          }
          return
        }
        deadline = Self.now() &+ timeout
      }
      let now = Self.now()
      guard now < deadline else { throw .timedOut("no answer within \(Self.seconds(timeout))") }
      if Interrupt.isRequested { throw .interrupted }
      var waits = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        // A negative descriptor is passed over.
        pollfd(fd: errorIsOpen ? error : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: sent < request.count ? input : -1, events: Int16(POLLOUT), revents: 0),
      ]
      // Woken now and then to see an interrupt.
      let milliseconds = min(200, (deadline - now) / 1_000_000 + 1)
      guard poll(&waits, 3, Int32(milliseconds)) > 0 else { continue }
      if waits[1].revents != 0 { readErrors() }
      if waits[0].revents != 0, !readOutput() { throw fault(.died("it closed its standard output")) }
      if waits[2].revents != 0 {
        let count = request[sent...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        if count > 0 {
          sent += count
        } else if errno != EAGAIN, errno != EINTR {
          // It reads no more; what it had to say may still come.
          sent = request.count
          if !hasOutputSoon() { throw fault(.died("it closed its standard input")) }
        }
      }
    }
  }

  private func hasOutputSoon() -> Bool {
    var wait = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    return poll(&wait, 1, 100) > 0
  }

  /// False: the end of the pipe.
  private func readOutput() -> Bool {
    let count = buffer.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
    if count > 0 { incoming.append(contentsOf: buffer[..<count]) }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  private func readErrors() {
    let count = buffer.withUnsafeMutableBytes { read(error, $0.baseAddress, $0.count) }
    if count > 0 {
      onErrorOutput(Array(buffer[..<count]))
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      errorIsOpen = false
    }
  }

  /// How the process ended, where it did within a moment; else `other`. Takes what it still had to say on its way out.
  private func fault(_ other: PluginFault) -> PluginFault {
    for _ in 0..<50 {
      if let text = reap(waiting: false) {
        drainErrors()
        return .died(text)
      }
      drainErrors()
      usleep(10_000)
    }
    return other
  }

  private func drainErrors() {
    var wait = [pollfd(fd: error, events: Int16(POLLIN), revents: 0)]
    // Not for ever: a grandchild may hold the pipe and write on.
    for _ in 0..<64 where errorIsOpen && poll(&wait, 1, 0) > 0 { readErrors() }
  }

  /// Asks the process to end by closing its input, and kills it where it does not within `grace` milliseconds.
  func stop(grace: Int = 2000) {
    if input >= 0 {
      _ = close(input)
      input = -1
    }
    var waited = 0
    while waited < grace, reap(waiting: false) == nil {
      drainErrors()
      // Its last words may be more than the pipe holds.
      while readOutputIsWaiting(), readOutput() { incoming.removeAll(keepingCapacity: true) }
      usleep(2_000)
      waited += 2
    }
    drainErrors()
    kill()
  }

  private func readOutputIsWaiting() -> Bool {
    var wait = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    return poll(&wait, 1, 0) > 0 && wait[0].revents & Int16(POLLIN) != 0
  }

  /// Ends the process and all of its group, and takes its remains.
  func kill() {
    // The group may outlive its leader.
    _ = Glibc.kill(-process, SIGKILL)
    _ = reap(waiting: true)
  }

  /// How the process ended; nil while it lives.
  private func reap(waiting: Bool) -> String? {
    if isReaped { return ending ?? "it ended" }
    var status: Int32 = 0
    while true {
      let result = waitpid(process, &status, waiting ? 0 : WNOHANG)
      if result == 0 { return nil }
      if result < 0, errno == EINTR { continue }
      break
    }
    isReaped = true
    let signal = status & 0x7F
    if signal == 0 {
      ending = "it ended with exit code \((status >> 8) & 0xFF)"
    } else {
      let name = strsignal(signal).map { String(cString: $0) } ?? ""
      ending = "it was ended by signal \(signal) (\(name))"
    }
    return ending
  }

  private var ending: String?

  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  static func seconds(_ nanoseconds: UInt64) -> String {
    nanoseconds % 1_000_000_000 == 0
      ? "\(nanoseconds / 1_000_000_000) s" : "\((nanoseconds + 500_000) / 1_000_000) ms"
  }
}

extension ByteString {
  /// The first bytes of something, for a message.
  static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
    "'" + ByteString(Array(bytes.prefix(40))).display + (bytes.count > 40 ? "…'" : "'")
  }
}
