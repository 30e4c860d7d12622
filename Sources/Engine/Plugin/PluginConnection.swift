import Bytes
import Pipeline

/// One plugin process that has said that it is ready. Used by one thread at a time.
final class PluginConnection {
  private let child: ChildProcess
  private let request: PluginRequest
  private let reader: PluginAnswerReader
  private var batches = 0

  /// Starts the process and waits until it is ready; throws `StageSetupError`, or `PluginFault.interrupted`.
  init(
    _ program: ChildProcess.Program, _ request: PluginRequest, version: String, timeout: UInt64,
    log: @escaping ([UInt8]) -> Void
  ) throws {
    self.request = request
    reader = PluginAnswerReader(spec: request.manifest.spec)
    do {
      child = try ChildProcess(program, onErrorOutput: log)
    } catch {
      throw StageSetupError("the plugin can't be started: \(error)")
    }
    var bytes: [UInt8] = []
    request.start(version: version).append(to: &bytes)
    var first: Frame?
    do {
      try child.exchange(bytes, limit: 1 << 20, timeout: timeout) { frame throws(PluginFault) in
        first = frame
        return true
      }
      try check(reader.read(first?.header ?? []))
    } catch PluginFault.interrupted {
      throw PluginFault.interrupted
    } catch let fault as PluginFault {
      child.kill()
      throw StageSetupError("the plugin did not get ready: \(fault)")
    }
  }

  private func check(_ header: PluginAnswerReader.Header) throws {
    let spec = request.manifest.spec
    switch header.type {
    case "ready": break
    case "error":
      let option = header.option.flatMap { name in spec.options.first { $0.name == name }?.name }
      throw StageSetupError(header.message ?? "the plugin gives no reason", option: option)
    default: throw PluginFault.nonsense("it answered '\(header.type.shown)' and not 'ready'")
    }
    guard header.protocolVersion == PluginManifest.protocolVersion else {
      throw StageSetupError(
        "the plugin speaks version \(header.protocolVersion.map(String.init) ?? "?") of the protocol; this is \(PluginManifest.protocolVersion)"
      )
    }
    guard header.name == spec.name, header.version == spec.version else {
      throw StageSetupError(
        "the plugin says that it is '\(header.name ?? "")' version \(header.version.map(String.init) ?? "?"); its manifest says '\(spec.name)' version \(spec.version)"
      )
    }
  }

  /// What the plugin says of the documents at `indices`.
  func answers(
    _ documents: [Document], _ indices: ArraySlice<Int>, timeout: UInt64
  ) throws(PluginFault) -> [PluginAnswer] {
    batches += 1
    let number = batches
    let frame = request.batch(number, documents, indices)
    let limit = (64 << 20) + 16 * frame.body.count
    var bytes: [UInt8] = []
    frame.append(to: &bytes)
    var answers: [PluginAnswer] = []
    answers.reserveCapacity(indices.count)
    let ids = indices.map { documents[$0].id.display }
    let reader = reader
    try child.exchange(bytes, limit: limit, timeout: timeout) { frame throws(PluginFault) in
      let header = try reader.read(frame.header)
      guard header.type == "result", header.batch == number else {
        throw .nonsense("it answered '\(header.type.shown)' for batch \(header.batch) when asked for batch \(number)")
      }
      guard answers.count + header.answers.count <= ids.count else {
        throw .nonsense("it answered for more documents than it was sent")
      }
      for answer in header.answers {
        let expected = ids[answers.count]
        guard answer.id.utf8.elementsEqual(expected.utf8) else {
          throw .nonsense("it answered for '\(answer.id.shown)' where '\(expected.shown)' was next")
        }
        answers.append(answer)
      }
      return answers.count == ids.count
    }
    return answers
  }

  func stop() { child.stop() }

  func kill() { child.kill() }
}
