/// What a mention may do with the accents of a name.
///
/// Who writes without them leaves them out of any name, but a short word without accents is soon another one (Mỹ and My,
/// Lào and Lao), and one that gets accents all the more (Bose and böse).
enum NameAccents: UInt8, Sendable {
  /// Written as in the name.
  case kept
  /// As in the name, or without any.
  case dropped
  /// In any way.
  case free

  /// By the letters of a name: below four, below six, and more.
  init(letters: Int) {
    self = letters < 4 ? .kept : letters < 6 ? .dropped : .free
  }
}
