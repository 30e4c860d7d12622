import CCLD2
import Pipeline

/// What CLD2 says of a text.
package struct CLD2Answer: Sendable {
  /// Today's BCP 47 tags, with the script where a language is written in two; `und` for none.
  package let language: String
  /// Percent of the letters that are in `language`.
  let share: Int
  let isReliable: Bool
  /// The language with the second largest share.
  let second: String
  let secondShare: Int

  /// The answer as evidence: an unreliable one is another thing than a reliable one.
  package var name: String { isReliable || language == "und" ? language : "?" + language }

  /// Asks CLD2; `script` is that of most letters.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, script: UInt8, hint: Language? = nil) throws {
    var result = assay_cld2_result()
    guard assay_cld2_detect(bytes.baseAddress, bytes.count, hint?.tag, &result) == 0 else {
      throw DocumentError("language detection failed", "CLD2 ran out of memory")
    }
    language = Self.tag(result.candidates.0, script)
    share = Int(result.candidates.0.percent)
    isReliable = result.is_reliable != 0
    second = Self.tag(result.candidates.1, script)
    secondShare = Int(result.candidates.1.percent)
  }

  /// CLD2's tags that leave the script open, and what they stand for in a text of most scripts.
  private static let inTwoScripts = ["sr": "Latn", "zh": "Hans"]

  private static func tag(_ candidate: assay_cld2_candidate, _ script: UInt8) -> String {
    let tag = String(cString: candidate.language)
    // `und-Cyrl`: only the script is known.
    if tag.hasPrefix("und") { return "und" }
    guard let usual = inTwoScripts[tag] else { return tag }
    return tag + "-" + (script == UnicodeTable.Script.cyrillic ? "Cyrl" : usual)
  }
}
