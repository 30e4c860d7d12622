extension String {
  /// The letters of the Romance languages without their accents: kilómetro, milhões; nil where there are none.
  var unaccented: String? {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    var result = String.UnicodeScalarView()
    var isChanged = false
    for scalar in unicodeScalars {
      if let plain = Self.plainLetters[scalar] {
        result.append(plain)
        isChanged = true
      } else {
        result.append(scalar)
      }
    }
    return isChanged ? String(result) : nil
  }

  private static let plainLetters: [Unicode.Scalar: Unicode.Scalar] = [
    "á": "a", "à": "a", "â": "a", "ã": "a", "ä": "a", "ă": "a", "é": "e", "è": "e", "ê": "e", "ë": "e", "í": "i",
    "ì": "i", "î": "i", "ï": "i", "ó": "o", "ò": "o", "ô": "o", "õ": "o", "ö": "o", "ú": "u", "ù": "u", "û": "u",
    "ü": "u", "ç": "c", "ñ": "n", "ș": "s", "ş": "s", "ț": "t", "ţ": "t",
  ]
}
