/// What spellings of a name are one: the version of everything that decides the hashes in a gazetteer.
enum NameFolding {
  /// Raise it whenever words, their hashes or gaps between words change, so that compiled lists are made anew.
  static let version: UInt32 = 1
}
