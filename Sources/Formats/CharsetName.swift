import ICU

/// What a charset's name means in files from the web.
enum CharsetName {
  /// The charset to decode with where a file, a record or the pipeline names `label`; nil for a name nobody knows.
  ///
  /// Pages that call themselves ISO-8859-1 hold windows-1252, and so on; the names mean what browsers make of them.
  /// Source: the table of labels in the WHATWG Encoding Standard.
  static func converter(_ label: String) -> CharsetConverter? {
    let name = label.lowercased()
    let bare = name.hasSuffix("-i") || name.hasSuffix("-e") ? String(name.dropLast(2)) : name
    return try? CharsetConverter(charset: supersets[bare] ?? bare)
  }

  private static let supersets: [String: String] = [
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "iso_8859-1": "windows-1252", "latin1": "windows-1252",
    "latin-1": "windows-1252", "l1": "windows-1252", "ascii": "windows-1252", "us-ascii": "windows-1252",
    "iso-8859-9": "windows-1254", "iso8859-9": "windows-1254", "latin5": "windows-1254",
    "iso-8859-11": "windows-874", "tis-620": "windows-874",
    "gb2312": "GB18030", "gb_2312-80": "GB18030", "gbk": "GB18030", "x-gbk": "GB18030", "cp936": "GB18030",
    "euc-kr": "windows-949", "ks_c_5601-1987": "windows-949", "ksc5601": "windows-949", "x-windows-949": "windows-949",
    "sjis": "Shift_JIS", "x-sjis": "Shift_JIS",
  ]
}
