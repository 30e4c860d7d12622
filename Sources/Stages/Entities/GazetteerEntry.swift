import Pipeline

/// Degrees in millionths, so that equal places are equal bytes.
struct Place: Hashable, Sendable {
  var latitude: Int32
  var longitude: Int32

  init(latitude: Int32, longitude: Int32) {
    self.latitude = latitude
    self.longitude = longitude
  }

  var latitudeInDegrees: ExactDecimal { ExactDecimal(coefficient: Int128(latitude), exponent: -6).canonical }
  var longitudeInDegrees: ExactDecimal { ExactDecimal(coefficient: Int128(longitude), exponent: -6).canonical }
}

extension Gazetteer {
  /// A name as it stands in the block, with the thing that it names.
  struct Entry: Sendable {
    /// Identity of what is named: equal for entries with one ref (or, without refs, one canonical name and type).
    var thing: UInt64
    /// What annotations call it; `Gazetteer.string` has the text.
    var name: UInt32
    /// For `Gazetteer.string`; 0 (the empty string) for none.
    var ref: UInt32
    /// Position in `types`.
    var type: UInt16
    /// Position in `languages`; 0 for all.
    var language: UInt16
    var rule: NameCase
    /// Whether a period directly behind the last word belongs to the name (`U.S.`).
    var endsWithPeriod: Bool
    /// The greater, the better known; 0 where nobody said.
    var weight: UInt32
    /// Where it lies; nil where nobody said.
    var place: Place?
  }

  /// The part of an entry that decides whether a mention is one; all that the search itself reads.
  struct Form {
    /// For `exact` the hash of the bytes of the name's words, else the hash of its words with their accents.
    var spelling: UInt32
    /// Bit i: word i of the name starts upper case. From the 32nd word on case does not count.
    var upperWords: UInt32
    var language: UInt16
    var rule: NameCase
    var endsWithPeriod: Bool
    var accents: NameAccents
  }

  /// All entries by number.
  struct Entries {
    let gazetteer: Gazetteer
    var count: Int { gazetteer.count }
    subscript(index: Int) -> Entry { gazetteer.entry(index) }
  }

  /// Where the fields of an entry stand (16 bytes): thing, spelling, words in upper case, language, case rule, flags.
  enum EntryField {
    static let thing = 0
    static let spelling = 4
    static let upperWords = 8
    static let language = 12
    static let rule = 14
    static let flags = 15
    static let endsWithPeriod: UInt8 = 1
    /// Two bits, `NameAccents`.
    static let accentShift: UInt8 = 1
  }

  /// Where the fields of a thing stand (32 bytes): identity, offsets of name and ref, place, weight, type, flags.
  enum ThingField {
    static let identity = 0
    static let name = 8
    static let ref = 12
    static let latitude = 16
    static let longitude = 20
    static let weight = 24
    static let type = 28
    static let flags = 30
    static let hasPlace: UInt16 = 1
  }
}
