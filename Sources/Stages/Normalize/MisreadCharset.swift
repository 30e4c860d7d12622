import ICU

/// A charset of one byte a character by which UTF-8 gets misread, turned round: from characters to bytes.
struct MisreadCharset: Sendable {
  /// windows-1252, also with the controls that Latin-1 and browsers have where it is empty; windows-1251; KOI8-R.
  static let all = ["windows-1252", "windows-1251", "KOI8-R"].map { MisreadCharset($0) }
  /// No character of these charsets is this or higher.
  static let limit: UInt32 = 0x2600

  let name: String
  /// The byte of every scalar below the limit; 0 where there is none, and for ASCII.
  private let bytes: [UInt8]
  let isLatin: Bool

  private init(_ name: String) {
    self.name = name
    isLatin = name == "windows-1252"
    var bytes = [UInt8](repeating: 0, count: Int(Self.limit))
    let converter = try? CharsetConverter(charset: name)
    for byte in UInt8(0x80)...0xFF {
      let text = [byte].withUnsafeBufferPointer { try? converter?.convert($0) } ?? []
      let scalar = String(decoding: text, as: UTF8.self).unicodeScalars.first?.value ?? UInt32(byte)
      if scalar < Self.limit { bytes[Int(scalar)] = byte }
    }
    if isLatin { for byte in UInt8(0x80)...0x9F { bytes[Int(byte)] = byte } }
    self.bytes = bytes
  }

  @inline(__always)
  func byte(of scalar: UInt32) -> UInt8 { scalar < Self.limit ? bytes[Int(scalar)] : 0 }

  /// For every scalar below the limit: bit n, its byte may begin a sequence of UTF-8 in charset n; bit n + 4, continue one.
  static let roles: [UInt8] = {
    var roles = [UInt8](repeating: 0, count: Int(limit))
    for (number, charset) in all.enumerated() {
      for scalar in 0x80..<Int(limit) {
        switch charset.bytes[scalar] {
        case 0xC2...0xF4: roles[scalar] |= 1 << UInt8(number)
        case 0x80...0xBF: roles[scalar] |= 16 << UInt8(number)
        default: break
        }
      }
    }
    return roles
  }()
}
