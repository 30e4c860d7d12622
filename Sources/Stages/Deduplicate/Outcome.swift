import Pipeline

/// What is decided about one document, by rank, in 16 bytes.
struct Outcome {
  var kept = Clusters.none
  /// The smallest rank of the cluster, which names it.
  var cluster = Clusters.none
  var similarity: UInt16 = 0xFFFF
  var containment: UInt16 = 0xFFFF
  /// 0: nothing to say; else the position of the role plus 1.
  var role: UInt8 = 0
  /// Position of the kind, 0xFF for none.
  var kind: UInt8 = 0xFF
  var mayDrop = false

  var isCopy: Bool { role == Self.copyRole }
  private static let copyRole = UInt8(Duplicate.Role.allCases.firstIndex(of: .copy)! + 1)

  init() {}
  init(
    _ role: Duplicate.Role, kept: Int, kind: Duplicate.Kind? = nil, _ similarity: Double? = nil,
    _ containment: Double? = nil, mayDrop: Bool = false
  ) {
    self.kept = UInt32(kept)
    cluster = UInt32(kept)
    self.role = UInt8(Duplicate.Role.allCases.firstIndex(of: role)! + 1)
    self.kind = kind.map { UInt8(Duplicate.Kind.allCases.firstIndex(of: $0)!) } ?? 0xFF
    self.similarity = Duplicate.quantized(similarity)
    self.containment = Duplicate.quantized(containment)
    self.mayDrop = mayDrop
  }
}
