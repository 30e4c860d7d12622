import Bytes
import Foundation
import Pipeline

/// A stage whose work is done by child processes that speak the plugin protocol.
///
/// A worker takes one process for a chunk of documents at a time. Where the process dies, hangs or answers nonsense, it is
/// started again and the documents are sent one by one, so that only those fail which make it fail again.
final class PluginStage: BatchStage, @unchecked Sendable {
  /// Deaths in a row, without an answer between them, after which it is the plugin that is broken and not a document.
  private static let patience = 50
  /// The longest pause before a new start, in microseconds.
  private static let longestPause: UInt32 = 100_000
  /// Bytes of text beyond which a chunk ends.
  private static let chunkBytes = 1 << 20

  private struct Slot {
    let number: Int
    var connection: PluginConnection?
  }

  private let manifest: PluginManifest
  private let request: PluginRequest
  private let program: PluginProgram
  private let position: UInt16
  private let timeout: UInt64
  private let startTimeout: UInt64
  private let processes: Int

  // The state below is guarded by `condition`.
  private let condition = NSCondition()
  private var environment: StageEnvironment?
  private var free: [Slot] = []
  private var batchSize: Int
  private var deathsInARow = 0
  private var lastDeath = ""
  /// Documents that are failed without a try, and how many the next time.
  private var toSkip = 0
  private var nextSkip = 64

  init(_ manifest: PluginManifest, _ request: PluginRequest, _ program: PluginProgram, position: UInt16) {
    self.manifest = manifest
    self.request = request
    self.program = program
    self.position = position
    let options = request.options
    func nanoseconds(_ name: String, _ fallback: Double) -> UInt64 {
      UInt64((options.decimal(name) ?? fallback) * 1_000_000_000)
    }
    timeout = nanoseconds("timeout", 30)
    startTimeout = nanoseconds("start-timeout", 120)
    processes = options.int("processes") ?? 1
    batchSize = options.int("batch") ?? 64
  }

  func start(_ environment: StageEnvironment) throws {
    self.environment = environment
    // One is started now, to see that it can be; the others when there is work for them.
    do {
      free = [Slot(number: 1, connection: try connect(1))]
    } catch PluginFault.interrupted {
      throw RunError.interrupted
    }
    for number in 1..<max(1, processes) { free.append(Slot(number: number + 1, connection: nil)) }
  }

  func stop() {
    condition.lock()
    let slots = free
    free = []
    condition.unlock()
    for slot in slots { slot.connection?.stop() }
  }

  private func connect(_ number: Int) throws -> PluginConnection {
    guard let environment else { throw StageSetupError("the plugin has not been started") }
    return try PluginConnection(
      program.make(), request, version: environment.version, timeout: startTimeout,
      log: { environment.log(number, $0) })
  }

  // MARK: Documents

  func process(
    _ documents: inout [Document], _ indices: [Int], note: (String) -> Void
  ) throws -> [Result<Verdict, DocumentError>] {
    var results: [Result<Verdict, DocumentError>] = []
    results.reserveCapacity(indices.count)
    var rest = indices[...]
    while !rest.isEmpty {
      let chunk = nextChunk(rest, documents)
      rest = rest[chunk.endIndex...]
      if let failure = skipped(chunk.count) {
        results += repeatElement(.failure(failure), count: chunk.count)
        continue
      }
      var slot = take()
      defer { giveBack(slot) }
      let answers = try answers(documents, chunk, &slot, note)
      for (index, answer) in zip(chunk, answers) {
        results.append(
          answer.flatMap { answer in
            do {
              return .success(
                try answer.apply(
                  to: &documents[index], spec: manifest.spec, offsets: manifest.offsets, stage: position))
            } catch {
              return .failure(error as? DocumentError ?? DocumentError("bad answer", "\(error)"))
            }
          })
      }
    }
    return results
  }

  private func nextChunk(_ rest: ArraySlice<Int>, _ documents: [Document]) -> ArraySlice<Int> {
    condition.lock()
    let most = batchSize
    condition.unlock()
    var bytes = 0
    var end = rest.startIndex
    while end < rest.endIndex, end - rest.startIndex < most {
      bytes += documents[rest[end]].text.count
      if bytes > Self.chunkBytes, end > rest.startIndex { break }
      end += 1
    }
    return rest[rest.startIndex..<end]
  }

  private func take() -> Slot {
    condition.lock()
    defer { condition.unlock() }
    while free.isEmpty { condition.wait() }
    // One that runs already rather than one that must be started; there may be less work than processes.
    let index = free.firstIndex { $0.connection != nil } ?? 0
    return free.remove(at: index)
  }

  private func giveBack(_ slot: Slot) {
    condition.lock()
    free.append(slot)
    condition.signal()
    condition.unlock()
  }

  /// What the plugin says of each document of a chunk, or why it can't be asked.
  private func answers(
    _ documents: [Document], _ chunk: ArraySlice<Int>, _ slot: inout Slot, _ note: (String) -> Void
  ) throws -> [Result<PluginAnswer, DocumentError>] {
    do {
      return try ask(documents, chunk, &slot).map { .success($0) }
    } catch PluginFault.interrupted {
      throw RunError.interrupted
    } catch {
      note("the plugin was started again")
      let isSlow = if case .timedOut = error { true } else { false }
      let results = try oneByOne(documents, chunk, &slot, note)
      if isSlow, chunk.count > 1, results.allSatisfy({ if case .success = $0 { true } else { false } }) {
        // No document was too slow, only all of them together.
        condition.lock()
        batchSize = max(1, min(batchSize, chunk.count) / 2)
        condition.unlock()
      }
      return results
    }
  }

  private func oneByOne(
    _ documents: [Document], _ chunk: ArraySlice<Int>, _ slot: inout Slot, _ note: (String) -> Void
  ) throws -> [Result<PluginAnswer, DocumentError>] {
    var results: [Result<PluginAnswer, DocumentError>] = []
    for index in chunk.indices {
      if let failure = skipped(1) {
        results.append(.failure(failure))
        continue
      }
      do {
        results.append(.success(try ask(documents, chunk[index...index], &slot)[0]))
      } catch PluginFault.interrupted {
        throw RunError.interrupted
      } catch {
        note("the plugin was started again")
        results.append(.failure(DocumentError(error.kind, error.description)))
      }
    }
    return results
  }

  /// Sends documents to the process of `slot`, which is started where it is not there, and killed after a fault.
  private func ask(
    _ documents: [Document], _ indices: ArraySlice<Int>, _ slot: inout Slot
  ) throws(PluginFault) -> [PluginAnswer] {
    do throws(PluginFault) {
      let connection = try running(&slot)
      let answers = try connection.answers(documents, indices, timeout: timeout)
      condition.lock()
      deathsInARow = 0
      nextSkip = 64
      condition.unlock()
      return answers
    } catch {
      slot.connection?.kill()
      slot.connection = nil
      noteDeath(error)
      throw error
    }
  }

  private func running(_ slot: inout Slot) throws(PluginFault) -> PluginConnection {
    if let connection = slot.connection { return connection }
    var attempt = 0
    while true {
      pause(attempt)
      attempt += 1
      do {
        let connection = try connect(slot.number)
        slot.connection = connection
        return connection
      } catch let fault as PluginFault {
        throw fault
      } catch {
        // That it can't be started is not the fault of the document that waits for it.
        if attempt == 3 { throw .died("\(error)") }
      }
    }
  }

  /// Waits before a start, the longer the more often the plugin has died.
  private func pause(_ attempt: Int) {
    condition.lock()
    let deaths = deathsInARow + attempt
    condition.unlock()
    guard deaths > 1 else { return }
    usleep(min(Self.longestPause, 5_000 << UInt32(min(deaths - 2, 10))))
  }

  private func noteDeath(_ fault: PluginFault) {
    condition.lock()
    defer { condition.unlock() }
    deathsInARow += 1
    lastDeath = fault.description
    guard deathsInARow >= Self.patience else { return }
    toSkip = nextSkip
    nextSkip = min(nextSkip * 2, 1 << 16)
  }

  /// Why documents fail without being sent: the plugin dies of everything. Now and then it gets another chance.
  private func skipped(_ count: Int) -> DocumentError? {
    condition.lock()
    defer { condition.unlock() }
    guard deathsInARow >= Self.patience, toSkip > 0 else { return nil }
    toSkip -= min(toSkip, count)
    return DocumentError("plugin died", "the plugin dies of every document: \(lastDeath)")
  }
}
