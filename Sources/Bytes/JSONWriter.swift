/// Writes compact JSON into a byte array, value by value; commas come by themselves.
///
///     var json = JSONWriter()
///     json.beginObject()
///     json.key("id")
///     json.string("a/1.txt")
///     json.endObject()          // {"id":"a/1.txt"}
///
/// The caller opens and closes in pairs and gives every key one value; nothing else can go wrong. Keys are written in
/// the order given and are not compared with each other.
public struct JSONWriter: Sendable {
  /// What has been written. It may be taken away or appended to between complete values.
  public var bytes: [UInt8]

  /// Whether the next value or key needs a comma before it.
  @usableFromInline
  var needsComma = false

  @inlinable
  public init(bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// Forgets everything written and keeps the memory.
  @inlinable
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  @inlinable
  public mutating func beginObject() { open(0x7B) }

  @inlinable
  public mutating func endObject() { close(0x7D) }

  @inlinable
  public mutating func beginArray() { open(0x5B) }

  @inlinable
  public mutating func endArray() { close(0x5D) }

  /// Ends a line of JSON Lines: what follows is a new text.
  @inlinable
  public mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  @inlinable
  mutating func open(_ bracket: UInt8) {
    if needsComma { bytes.append(0x2C) }
    bytes.append(bracket)
    needsComma = false
  }

  @inlinable
  mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  @inlinable
  mutating func beginValue() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  @inlinable
  mutating func endKey() {
    bytes.append(0x3A)
    needsComma = false
  }

  /// A key known when compiling.
  public mutating func key(_ key: StaticString) {
    key.withUTF8Buffer { string(validated: $0) }
    endKey()
  }

  /// A key from a string; `json.key(name)` takes this one, a literal takes the other.
  @_disfavoredOverload
  public mutating func key(_ key: String) {
    string(key)
    endKey()
  }

  /// A key from bytes; ill-formed UTF-8 in it becomes U+FFFD.
  public mutating func key(lossy key: [UInt8]) {
    string(lossy: key)
    endKey()
  }

  @inlinable
  public mutating func int(_ value: some FixedWidthInteger) {
    beginValue()
    if value < 0 { bytes.append(0x2D) }
    appendDigits(UInt64(value.magnitude))
  }

  /// The shortest number that reads back as `value`; NaN and the infinities, which JSON has not, become null.
  public mutating func double(_ value: Double) {
    guard value.isFinite else { return null() }
    beginValue()
    var digits = value.description
    digits.withUTF8 { bytes.append(contentsOf: $0) }
  }

  public mutating func bool(_ value: Bool) {
    if value { literal("true") } else { literal("false") }
  }

  public mutating func null() { literal("null") }

  /// A value that is JSON already. It is not looked at.
  public mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
    beginValue()
    bytes.append(contentsOf: json)
  }

  /// A value that is JSON already. It is not looked at.
  public mutating func raw(_ json: [UInt8]) {
    beginValue()
    bytes.append(contentsOf: json)
  }

  private mutating func literal(_ text: StaticString) {
    beginValue()
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  @usableFromInline
  mutating func appendDigits(_ value: UInt64) {
    // 20 digits hold the largest UInt64.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var value = value
      var start = 20
      repeat {
        start -= 1
        digits.initializeElement(at: start, to: 0x30 + UInt8(truncatingIfNeeded: value % 10))
        value /= 10
      } while value > 0
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}
