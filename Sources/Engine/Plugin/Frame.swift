import Pipeline

/// One message between Assay and a plugin: a JSON header and raw bytes. See Documentation/PluginProtocol.md.
struct Frame {
  static let magic: [UInt8] = Array("ASF0".utf8)
  static let prefixSize = 12

  var header: [UInt8]
  var body: [UInt8]

  /// Appends the frame as it goes through a pipe.
  func append(to out: inout [UInt8]) {
    out.reserveCapacity(out.count + Self.prefixSize + header.count + body.count)
    out += Self.magic
    for count in [header.count, body.count] {
      let value = UInt32(count)
      for shift in stride(from: UInt32(0), to: 32, by: 8) { out.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    out += header
    out += body
  }

  /// The frame at the start of `bytes`, and how many bytes it takes; nil where it is not all there yet.
  ///
  /// `limit` is how many bytes it may have at most.
  static func first(in bytes: ArraySlice<UInt8>, limit: Int) throws(PluginFault) -> (frame: Frame, size: Int)? {
    guard bytes.prefix(magic.count).elementsEqual(magic.prefix(bytes.count)) else {
      let shown = ByteString.excerpt(bytes)
      throw .nonsense("it wrote something that is no frame to its standard output: \(shown)")
    }
    guard bytes.count >= prefixSize else { return nil }
    func count(_ offset: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(bytes[bytes.startIndex + offset + $1]) << (8 * $1) }
    }
    let (header, body) = (count(4), count(8))
    guard header + body <= limit else {
      throw .nonsense("it answered too much: \(header + body) bytes, where \(limit) are the limit")
    }
    let size = prefixSize + header + body
    guard bytes.count >= size else { return nil }
    let start = bytes.startIndex + prefixSize
    let frame = Frame(
      header: Array(bytes[start..<start + header]), body: Array(bytes[(start + header)..<(start + header + body)]))
    return (frame, size)
  }
}

/// What a plugin process did that can't be gone on with.
enum PluginFault: Error, Hashable, CustomStringConvertible {
  case died(String)
  case timedOut(String)
  case nonsense(String)
  /// The run is to stop; no fault of the plugin.
  case interrupted

  /// The phrase that the report counts by.
  var kind: String {
    switch self {
    case .died: "plugin died"
    case .timedOut: "plugin timed out"
    case .nonsense: "bad answer"
    case .interrupted: "interrupted"
    }
  }

  var description: String {
    switch self {
    case .died(let text), .timedOut(let text), .nonsense(let text): text
    case .interrupted: "interrupted"
    }
  }
}
