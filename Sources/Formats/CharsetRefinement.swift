import ICU

/// Tells apart what ICU's detection mixes up or does not know.
enum CharsetRefinement {
  /// The guess, or the charset that it was mistaken for.
  static func refined(_ guess: CharsetConverter, for sample: UnsafeBufferPointer<UInt8>) -> CharsetConverter {
    let better: String? =
      switch guess.charset {
      case "KOI8-R": hasUkrainianLetters(sample) ? "KOI8-U" : nil
      case "ISO-8859-7": hasCapitalAlphaOfWindows(sample) ? "windows-1253" : nil
      case "ISO-8859-2": isPolishWindows(sample) ? "windows-1250" : nil
      case "windows-1252": hasLatin9Letters(sample) ? "ISO-8859-15" : nil
      default: nil
      }
    if let better { return CharsetName.converter(better) ?? guess }
    switch guess.charset {
    case "windows-1250", "windows-1252", "windows-1254", "ISO-8859-2": return unknownToICU(sample) ?? guess
    default: return guess
    }
  }

  /// A charset that ICU has no model of, where the letters are those of one of its languages.
  static func unknownToICU(_ sample: UnsafeBufferPointer<UInt8>) -> CharsetConverter? {
    for (name, languages) in unknown {
      guard let converter = CharsetName.converter(name), let text = try? converter.convertReplacing(sample) else {
        continue
      }
      if languages.contains(where: { $0.explains(text.text) }) { return converter }
    }
    return nil
  }

  /// Whether Ά stands at the start of words where windows-1253 has it, and not where ISO-8859-7 does.
  private static func hasCapitalAlphaOfWindows(_ sample: UnsafeBufferPointer<UInt8>) -> Bool {
    var windows = 0
    var iso = 0
    for index in sample.indices.dropLast() where sample[index + 1] >= 0xDC {
      if index > 0, sample[index - 1] >= 0xB8 { continue }
      if sample[index] == 0xA2 { windows += 1 }
      if sample[index] == 0xB6 { iso += 1 }
    }
    return windows > iso
  }

  /// Whether ą and ś of windows-1250 are there, which are š and a control in ISO-8859-2, and those of ISO-8859-2 are not.
  private static func isPolishWindows(_ sample: UnsafeBufferPointer<UInt8>) -> Bool {
    var windows = 0
    var iso = 0
    for byte in sample {
      switch byte {
      case 0xB9, 0x9C, 0x9F: windows += 1
      case 0xB1, 0xB6, 0xBC: iso += 1
      default: break
      }
    }
    // Letters that only Polish has; š is of languages without these.
    return windows > iso && sample.contains { $0 == 0xB3 || $0 == 0xEA }
  }

  /// Whether œ and the euro sign stand where ISO-8859-15 has them, and nothing where only windows-1252 has letters.
  private static func hasLatin9Letters(_ sample: UnsafeBufferPointer<UInt8>) -> Bool {
    var found = false
    for index in sample.indices {
      switch sample[index] {
      case 0x80...0x9F: return false
      case 0xA4: found = true
      case 0xBC, 0xBD: if index + 1 < sample.count, (sample[index + 1] | 0x20) >= 0x61 { found = true }
      default: break
      }
    }
    return found
  }

  /// Whether bytes that are Ukrainian letters in KOI8-U and lines of tables in KOI8-R stand beside letters.
  private static func hasUkrainianLetters(_ sample: UnsafeBufferPointer<UInt8>) -> Bool {
    var inWords = 0
    var others = 0
    for index in sample.indices {
      switch sample[index] {
      case 0xA4, 0xA6, 0xA7, 0xAD, 0xB4, 0xB6, 0xB7, 0xBD:
        let before = index > 0 ? sample[index - 1] : 0x20
        let after = index + 1 < sample.count ? sample[index + 1] : 0x20
        if before >= 0xC0 || after >= 0xC0 { inWords += 1 } else { others += 1 }
      default: break
      }
    }
    return inWords > others
  }

  /// The letters outside ASCII of a language, small and in composed form.
  private struct Letters {
    let letters: Set<Unicode.Scalar>
    /// Some of these must be there: a text without them may be of many languages.
    let telling: Set<Unicode.Scalar>

    init(_ letters: String, telling: String) {
      self.letters = Set(letters.unicodeScalars)
      self.telling = Set(telling.unicodeScalars)
    }

    /// Whether the letters outside ASCII are of this language but for some of names, with several telling ones.
    func explains(_ text: [UInt8]) -> Bool {
      var found = 0
      var foreign = 0
      var tellingFound: [Unicode.Scalar: Int] = [:]
      for scalar in String(decoding: text, as: UTF8.self).lowercased().unicodeScalars where scalar.value >= 0x80 {
        if letters.contains(scalar) {
          found += 1
          if telling.contains(scalar) { tellingFound[scalar, default: 0] += 1 }
        } else if scalar.properties.isAlphabetic || scalar.value < 0xA0 {
          foreign += 1
        }
      }
      return found >= 8 && foreign * 20 <= found && tellingFound.count >= 3
        && tellingFound.values.reduce(0, +) * 5 >= found
    }
  }

  private static let unknown: [(charset: String, languages: [Letters])] = [
    (
      "windows-1257",
      [
        Letters("āčēģīķļņšūž", telling: "āīūļņ"), Letters("ąčęėįšųūž", telling: "ėįųūę"),
      ]
    ),
    (
      "windows-1258",
      [Letters("àáâãăèéêìíòóôơùúưýđ\u{300}\u{301}\u{303}\u{309}\u{323}", telling: "ăđơư\u{300}\u{309}\u{323}")]
    ),
  ]
}
