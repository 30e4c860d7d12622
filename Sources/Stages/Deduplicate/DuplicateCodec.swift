import Pipeline

/// A decision as bytes: nothing for a document without duplicates, else its `Duplicate` and whether it may be dropped.
extension Duplicate {
  private static let mayDropBit: UInt8 = 0x80
  private static let isKnownBit: UInt8 = 0x40

  func encoded(into bytes: inout [UInt8], mayDrop: Bool, isKnown: Bool = false) {
    let flags = (mayDrop ? Self.mayDropBit : 0) | (isKnown ? Self.isKnownBit : 0)
    bytes.append(UInt8(Role.allCases.firstIndex(of: role)!) | flags)
    bytes.append(kind.map { UInt8(Kind.allCases.firstIndex(of: $0)!) } ?? 0xFF)
    bytes.appendLittleEndian(Self.quantized(similarity))
    bytes.appendLittleEndian(Self.quantized(containment))
    bytes.appendString(Array(cluster.utf8))
    bytes.appendString(kept.bytes)
    for list in [differs, shares] {
      bytes.appendLittleEndian(UInt32(list.count))
      for text in list { bytes.appendString(Array(text.utf8)) }
    }
  }

  /// Nil for the empty decision and for bytes that are no decision.
  init?(decoding bytes: [UInt8]) {
    var rest = bytes[...]
    func byte() -> UInt8? { rest.popFirst() }
    func number(_ count: Int) -> Int? {
      guard rest.count >= count else { return nil }
      let value = rest.prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(count)
      return value
    }
    func string() -> [UInt8]? {
      guard let length = number(4), rest.count >= length else { return nil }
      defer { rest = rest.dropFirst(length) }
      return Array(rest.prefix(length))
    }
    func strings() -> [String]? {
      guard let count = number(4) else { return nil }
      var list: [String] = []
      for _ in 0..<count {
        guard let text = string() else { return nil }
        list.append(String(decoding: text, as: UTF8.self))
      }
      return list
    }
    guard let role = byte().map({ $0 & 0x3F }), let kind = byte(), let similarity = number(2),
      let containment = number(2),
      let cluster = string(), let kept = string(), let differs = strings(), let shares = strings(),
      role < Role.allCases.count
    else { return nil }
    self.init(
      cluster: String(decoding: cluster, as: UTF8.self), kept: ByteString(kept), role: Role.allCases[Int(role)],
      kind: kind < Kind.allCases.count ? Kind.allCases[Int(kind)] : nil, similarity: Self.share(UInt16(similarity)),
      containment: Self.share(UInt16(containment)), differs: differs, shares: shares)
  }

  /// Whether the document of a decision that is not empty says nothing that the kept one does not.
  static func mayDrop(_ decision: [UInt8]) -> Bool { decision[0] & mayDropBit != 0 }

  /// Whether the kept document of a decision that is not empty is an archive's.
  static func isKnown(_ decision: [UInt8]) -> Bool { decision[0] & isKnownBit != 0 }

  /// Shares are kept in ten-thousandths; 0xFFFF is none.
  static func quantized(_ share: Double?) -> UInt16 { share.map { UInt16(($0 * 10_000).rounded()) } ?? 0xFFFF }
  static func share(_ quantized: UInt16) -> Double? { quantized == 0xFFFF ? nil : Double(quantized) / 10_000 }
}

extension [UInt8] {
  fileprivate mutating func appendString(_ string: [UInt8]) {
    appendLittleEndian(UInt32(string.count))
    append(contentsOf: string)
  }
}
