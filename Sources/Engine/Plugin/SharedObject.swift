import Bytes
import Pipeline

/// What can be told of a shared library before any of its code runs: whether it is one for this machine, and what it exports.
///
/// Reads the ELF header, the dynamic section's symbol and string tables (System V ABI, chapters 4 and 5). Only 64-bit
/// little-endian files are read; every offset is checked against the file.
struct SharedObject {
  /// Names of the symbols that the library defines and others can see.
  let exports: Set<String>

  init(_ bytes: [UInt8], name: String) throws {
    let file = ELFBytes(bytes)
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
      throw StageSetupError("'\(name)' is no shared library (no ELF file)")
    }
    guard bytes.count >= 64, bytes[4] == 2, bytes[5] == 1 else {
      throw StageSetupError("'\(name)' is no 64-bit little-endian library")
    }
    guard file.int(16, 2) == 3 else { throw StageSetupError("'\(name)' is no shared library; link it with -shared") }
    let machine = file.int(18, 2) ?? 0
    guard machine == Self.thisMachine else {
      throw StageSetupError(
        "'\(name)' is for another kind of processor (ELF machine \(machine); this is \(Self.thisMachine)); build it here"
      )
    }
    guard let exports = file.exports() else { throw StageSetupError("'\(name)' is damaged: its symbols can't be read") }
    self.exports = exports
  }

  /// Refuses what can't work, with the reason and what to do.
  func checkPlugin(_ name: String) throws {
    guard exports.contains("assay_plugin") else {
      throw StageSetupError(
        "'\(name)' does not export 'assay_plugin'; see Sources/CPlugin/include/assay_plugin.h (in C++ it needs extern \"C\")"
      )
    }
    // Two Swift runtimes in one process hash with two seeds: look-ups then fail now and then, and nothing says so.
    if exports.contains("swift_retain") {
      throw StageSetupError(
        "'\(name)' brings a Swift runtime of its own; build it without -static-stdlib")
    }
    // A second copy of the module has types that look the same and are not.
    if exports.contains(where: { $0.hasPrefix("$s8Pipeline") }) {
      throw StageSetupError(
        "'\(name)' holds a copy of the Swift module Pipeline; a shared library speaks the C interface only. Use Pipeline in a custom assay instead (Documentation/Plugins.md)"
      )
    }
  }

  #if arch(x86_64)
    private static let thisMachine = 62
  #elseif arch(arm64)
    private static let thisMachine = 183
  #else
    private static let thisMachine = -1
  #endif
}

/// Integers and strings at offsets of a file, nil outside it.
private struct ELFBytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func int(_ offset: Int, _ size: Int) -> Int? {
    guard offset >= 0, size <= bytes.count, offset <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for index in 0..<size { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    return Int(exactly: value)
  }

  private func string(_ offset: Int, before end: Int) -> String? {
    guard offset >= 0, offset < end, end <= bytes.count, let zero = bytes[offset..<end].firstIndex(of: 0) else {
      return nil
    }
    return String(decoding: bytes[offset..<zero], as: UTF8.self)
  }

  /// Defined global and weak symbols of the section .dynsym.
  func exports() -> Set<String>? {
    guard let table = int(40, 8), let size = int(58, 2), let count = int(60, 2), size >= 64 else { return nil }
    for index in 0..<count {
      let section = table &+ index &* size
      // SHT_DYNSYM
      guard int(section + 4, 4) == 11 else { continue }
      guard let start = int(section + 24, 8), let length = int(section + 32, 8), let link = int(section + 40, 4),
        let strings = int(table + link * size + 24, 8), let stringsLength = int(table + link * size + 32, 8),
        start <= bytes.count, length <= bytes.count - start, strings <= bytes.count,
        stringsLength <= bytes.count - strings
      else { return nil }
      var names: Set<String> = []
      for symbol in stride(from: start, to: start + length - 23, by: 24) {
        guard let name = int(symbol, 4), let info = int(symbol + 4, 1), let place = int(symbol + 6, 2) else {
          return nil
        }
        // Bindings GLOBAL and WEAK; section 0 is undefined.
        guard info >> 4 == 1 || info >> 4 == 2, place != 0 else { continue }
        if let text = string(strings + name, before: strings + stringsLength) { names.insert(text) }
      }
      return names
    }
    return []
  }
}
