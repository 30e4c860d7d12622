/// Base64 with padding. Source: RFC 4648, section 4.
enum Base64 {
  static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    text.reserveCapacity(text.count + (bytes.count + 2) / 3 * 4)
    var offset = 0
    while offset < bytes.count {
      let left = bytes.count - offset
      let group =
        UInt32(bytes[offset]) << 16 | (left > 1 ? UInt32(bytes[offset + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[offset + 2]) : 0)
      text.append(digit(group >> 18))
      text.append(digit(group >> 12 & 63))
      text.append(left > 1 ? digit(group >> 6 & 63) : UInt8(ascii: "="))
      text.append(left > 2 ? digit(group & 63) : UInt8(ascii: "="))
      offset += 3
    }
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    switch UInt8(value) {
    case 0..<26: UInt8(ascii: "A") + UInt8(value)
    case 26..<52: UInt8(ascii: "a") + UInt8(value) - 26
    case 52..<62: UInt8(ascii: "0") + UInt8(value) - 52
    case 62: UInt8(ascii: "+")
    default: UInt8(ascii: "/")
    }
  }
}
