import Bytes
import CPlugin
import Glibc
import Pipeline

/// A shared library with the C interface, loaded; and the instances of its stage.
///
/// Never unloaded: what it has handed out may still be pointed to. Instances are used by one thread at a time.
final class PluginLibrary: @unchecked Sendable {
  // Sound to share: what is pointed to is constant by contract, and set before anybody else sees this object.
  private let stage: UnsafePointer<assay_stage>
  private let name: String

  /// One state of the stage, as `create` made it.
  final class Instance {
    let library: PluginLibrary
    fileprivate let state: UnsafeMutableRawPointer?

    fileprivate init(_ library: PluginLibrary, _ state: UnsafeMutableRawPointer?) {
      self.library = library
      self.state = state
    }

    deinit { if let destroy = library.stage.pointee.destroy { destroy(state) } }
  }

  /// Loads the library, whose file has been looked at before (`SharedObject`), and compares contracts.
  init(_ path: FilePath, spec: StageSpec) throws {
    name = path.display
    // Local: no plugin sees the symbols of another. Now: a missing symbol is found here and not in the middle of a run.
    guard let handle = dlopen(path.display, RTLD_NOW | RTLD_LOCAL) else {
      throw StageSetupError("the library can't be loaded: \(Self.reason())")
    }
    guard let symbol = dlsym(handle, "assay_plugin") else {
      throw StageSetupError("'\(name)' does not export 'assay_plugin'")
    }
    typealias Entry = @convention(c) (UInt32) -> UnsafePointer<assay_stage>?
    // The name is the contract: whoever exports it says that it has this signature.
    let entry = unsafeBitCast(symbol, to: Entry.self)
    guard let stage = entry(PluginContract.number) else {
      throw StageSetupError(
        "'\(name)' refuses contract \(PluginContract.shown); build it against this version's header")
    }
    guard stage.pointee.contract == PluginContract.number, stage.pointee.size >= MemoryLayout<assay_stage>.size else {
      throw StageSetupError(
        "'\(name)' was built against another version of assay_plugin.h (contract \(stage.pointee.contract), \(stage.pointee.size) bytes); build it against this one's"
      )
    }
    self.stage = stage
    let said = stage.pointee.name.map { String(cString: $0) } ?? ""
    guard said == spec.name, Int(stage.pointee.version) == spec.version else {
      throw StageSetupError(
        "'\(name)' says that it is '\(said)' version \(stage.pointee.version); its manifest says '\(spec.name)' version \(spec.version)"
      )
    }
    guard stage.pointee.process != nil else { throw StageSetupError("'\(name)' has no function 'process'") }
  }

  private static func reason() -> String { dlerror().map { String(cString: $0) } ?? "no reason given" }

  func makeInstance(_ options: [UInt8]) throws -> Instance {
    guard let create = stage.pointee.create else { return Instance(self, nil) }
    var message = [CChar](repeating: 0, count: 1024)
    let state = options.withUnsafeBufferPointer { options in
      create(assay_bytes(bytes: options.baseAddress, count: options.count), &message, message.count)
    }
    guard let state else {
      message[message.count - 1] = 0
      let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw StageSetupError(text.isEmpty ? "'\(name)' can't be made ready and gives no reason" : text)
    }
    return Instance(self, state)
  }

  /// What the stage says of `document`.
  func answer(_ document: Document, _ instance: Instance, spec: StageSpec) -> PluginAnswer {
    document.text.withBytes { text in
      let view = PluginDocument(document, text: text, spec: spec)
      let opaque = OpaquePointer(Unmanaged.passUnretained(view).toOpaque())
      // The plugin sees `view` only during this call, and `withExtendedLifetime` keeps it that long.
      let status = withExtendedLifetime(view) {
        withUnsafePointer(to: PluginDocument.host) { stage.pointee.process(instance.state, opaque, $0) }
      }
      if status != 0, view.answer.failure == nil {
        view.answer.failure = DocumentError("plugin error", "the plugin answered \(status)")
      }
      return view.answer
    }
  }
}

enum PluginContract {
  static let number: UInt32 = 0x4153_0000
  static let shown = "0"
}
