import Bytes
import Foundation
import Pipeline

/// A stage in a shared library that runs inside Assay (`in-process: true`).
final class LibraryStage: BatchStage, @unchecked Sendable {
  private let manifest: PluginManifest
  private let options: [UInt8]
  private let position: UInt16
  // The state below is guarded by `lock`.
  private let lock = NSLock()
  private var library: PluginLibrary?
  private var free: [PluginLibrary.Instance] = []

  /// `options` are the plugin's own, as JSON.
  init(_ manifest: PluginManifest, options: [UInt8], position: UInt16) {
    self.manifest = manifest
    self.options = options
    self.position = position
  }

  func start(_ environment: StageEnvironment) throws {
    guard case .library(let path) = manifest.program else { return }
    let library = try PluginLibrary(PluginPath.absolute(manifest.folder / FilePath(path)), spec: manifest.spec)
    let first = try library.makeInstance(options)
    lock.withLock {
      self.library = library
      free = [first]
    }
  }

  func stop() { lock.withLock { free = [] } }

  func process(
    _ documents: inout [Document], _ indices: [Int], note: (String) -> Void
  ) throws -> [Result<Verdict, DocumentError>] {
    let instance = try take()
    defer { lock.withLock { free.append(instance) } }
    return indices.map { index in
      do {
        let answer = instance.library.answer(documents[index], instance, spec: manifest.spec)
        return .success(
          try answer.apply(to: &documents[index], spec: manifest.spec, offsets: .utf8, stage: position))
      } catch {
        return .failure(error as? DocumentError ?? DocumentError("bad answer", "\(error)"))
      }
    }
  }

  /// An instance that nobody uses; workers need as many as there are of them.
  private func take() throws -> PluginLibrary.Instance {
    let (instance, library) = lock.withLock { (free.popLast(), self.library) }
    if let instance { return instance }
    guard let library else { throw RunError.request("the stage '\(manifest.spec.name)' has not been started") }
    do {
      return try library.makeInstance(options)
    } catch {
      throw RunError.request("\(manifest.spec.name): \(error)")
    }
  }
}
