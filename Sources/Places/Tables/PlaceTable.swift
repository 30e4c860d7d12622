import Bytes
import CBase64

/// A table of cities inside the program, packed: a block of a gazetteer that `place-compiler` made when the package was built.
///
/// Data: GeoNames (geonames.org), CC BY 4.0.
public struct PlaceTable: Sendable {
  /// Base64, without padding, of a zstd frame.
  let text: StaticString
  /// Size in bytes once unpacked.
  public let count: Int

  /// Writes the block to `memory`, which has room for `count` bytes; false where it is damaged.
  public func unpack(into memory: UnsafeMutableRawBufferPointer) -> Bool {
    let packed = [UInt8](unsafeUninitializedCapacity: text.utf8CodeUnitCount * 3 / 4) { buffer, count in
      assay_base64_decode(text.utf8Start, Int64(text.utf8CodeUnitCount), buffer.baseAddress)
      count = text.utf8CodeUnitCount * 3 / 4
    }
    var position = 0
    let reader = DecompressingReader(.zstd) { buffer in
      let count = min(buffer.count, packed.count - position)
      packed.withUnsafeBytes { bytes in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
      }
      position += count
      return count
    }
    var written = 0
    while written < count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: memory[written..<count])
      guard let read = try? reader.read(into: rest), read > 0 else { return false }
      written += read
    }
    return true
  }
}
