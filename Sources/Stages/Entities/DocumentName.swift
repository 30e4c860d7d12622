import Pipeline

/// A name in a document that stays, with all that is known about it.
struct DocumentName {
  var range: ByteRange
  var source: NameSource
  var type: String
  /// The canonical name in a list.
  var name: String?
  var ref: String?
  /// Refs of other things that the name may stand for.
  var candidates: [String] = []
  /// Where a list says that it lies.
  var place: Place?
  /// Identity of what a list names: the same for all names of one thing.
  var thing: UInt64?
  /// The name of the pattern that found it.
  var rule: String?
  /// Mentions of one thing in the document share this number.
  var same = 0
  /// What spellings of the name have in common (see `NameKey`).
  var key = ""

  init(_ candidate: NameCandidate, type: String) {
    range = candidate.range
    source = candidate.source
    self.type = type
  }

  init(_ found: EntitySearch.Found, of gazetteer: Gazetteer, _ candidate: NameCandidate) {
    let entry = gazetteer.entries[Int(found.match.entry)]
    self.init(candidate, type: gazetteer.types[Int(entry.type)])
    name = gazetteer.string(entry.name)
    ref = entry.ref == 0 ? nil : gazetteer.string(entry.ref)
    candidates = found.candidates
    place = entry.place
    thing = entry.thing
  }

  init(_ found: PatternName, _ candidate: NameCandidate) {
    self.init(candidate, type: found.type)
    ref = found.ref
    thing = ref.map { $0.utf8.reduce(Lexicon.hashSeed) { Lexicon.hash($0, adding: UInt32($1)) } }.map(Lexicon.finish)
    rule = found.rule
  }

  /// Takes over what a list says about another mention of the same thing.
  mutating func learn(from other: DocumentName) {
    name = other.name
    ref = other.ref
    place = other.place
    thing = other.thing
  }

  /// In the order of the fields of the layer `entities`.
  var values: [FieldValue?] {
    [
      .string(type), name.map { .string($0) }, ref.map { .string($0) }, .int(Int64(same)), .string(source.via),
      candidates.isEmpty ? nil : .list(candidates.map { .string($0) }),
      rule.map { .string($0) },
      key.isEmpty ? nil : .string(key),
      place.map { .decimal($0.latitudeInDegrees) }, place.map { .decimal($0.longitudeInDegrees) },
    ]
  }
}
