import CICU

/// One replacement that normalization made, in bytes of source and target.
///
/// Bytes outside all edits are the same in both. Edits ascend and do not overlap.
public struct NormalizationEdit: Hashable, Sendable {
  public let sourceStart, sourceLength, targetStart, targetLength: UInt32

  public init(sourceStart: UInt32, sourceLength: UInt32, targetStart: UInt32, targetLength: UInt32) {
    self.sourceStart = sourceStart
    self.sourceLength = sourceLength
    self.targetStart = targetStart
    self.targetLength = targetLength
  }
}

/// A Unicode normalization form (UAX #15).
///
/// Text is UTF-8 of at most 2 GB. Malformed bytes pass through unchanged. Of more than 128 combining marks in a row,
/// which no language writes, each 128 are normalized apart: their order would take quadratic time to find.
public enum Normalizer: Int32, CaseIterable, Sendable {
  case nfc = 0
  case nfkc = 1
  case nfkcCasefold = 2

  /// Whether `normalize` would change nothing. About 1 GB/s; most documents need no more than this.
  public func isNormalized(_ bytes: UnsafeBufferPointer<UInt8>) throws(ICUError) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let answer = assay_icu_is_normalized(rawValue, base, bytes.count)
    guard answer >= 0 else { throw ICUError(operation: "normalization check", subject: "\(self)", code: -answer) }
    return answer == 1
  }

  /// Normalizes into `out` and lists the finest edits that lead there; both are replaced and keep their capacity.
  public func normalize(
    _ bytes: UnsafeBufferPointer<UInt8>, into out: inout [UInt8], edits: inout [NormalizationEdit]
  ) throws(ICUError) {
    out.removeAll(keepingCapacity: true)
    edits.removeAll(keepingCapacity: true)
    guard let base = bytes.baseAddress else { return }
    let result = assay_icu_normalize(rawValue, base, bytes.count)
    guard result.status <= 0 else {
      throw ICUError(operation: "normalization", subject: "\(self)", code: result.status)
    }
    out.append(contentsOf: UnsafeBufferPointer(start: result.bytes, count: result.length))
    edits.reserveCapacity(result.edit_count)
    for edit in UnsafeBufferPointer(start: result.edits, count: result.edit_count) {
      edits.append(
        NormalizationEdit(
          sourceStart: edit.source_start, sourceLength: edit.source_length,
          targetStart: edit.target_start, targetLength: edit.target_length))
    }
  }

  /// Whether text may be cut before this scalar: the pieces, normalized apart and joined, are the whole normalized.
  ///
  /// A range of a document that starts and ends before such scalars can be normalized alone.
  public func hasBoundaryBefore(_ scalar: Unicode.Scalar) -> Bool {
    assay_icu_has_boundary_before(rawValue, scalar.value) == 1
  }
}
