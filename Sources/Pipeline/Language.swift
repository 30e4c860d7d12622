/// A language as a BCP 47 tag: `en`, `zh-Hant`, `sr-Latn`, `und` for one that can't be told.
@frozen
public struct Language: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  public let tag: String

  /// Takes a tag as it is; declared tags are made canonical by the readers.
  public init(_ tag: String) { self.tag = tag }
  public init(stringLiteral value: String) { tag = value }

  public static let undetermined: Language = "und"

  /// The part before the first hyphen: `zh` of `zh-Hant`. It names the language pack.
  public var primary: String { String(tag.prefix { $0 != "-" }) }

  /// Whether this language is `prefix` or a more exact form of it: `en-GB` matches `en`, `eng` does not.
  public func matches(_ prefix: Language) -> Bool {
    let tag = Array(tag.utf8)
    let prefix = Array(prefix.tag.utf8)
    guard tag.count >= prefix.count else { return false }
    for (a, b) in zip(tag, prefix) where lowered(a) != lowered(b) { return false }
    return tag.count == prefix.count || tag[prefix.count] == UInt8(ascii: "-")
  }

  private func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  public var description: String { tag }
}
