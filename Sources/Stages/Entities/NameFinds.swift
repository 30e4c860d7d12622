import Pipeline

/// What every source has found in one document, before it is settled which names stay.
struct NameFinds {
  let lists: Gazetteer
  let builtIn: [Gazetteer]
  let cities: CityNames?
  /// Names of the user's lists, also those that a list calls none.
  var listed: [EntitySearch.Found] = []
  /// Built-in names other than cities.
  var known: [EntitySearch.Found] = []
  var cityNames: [EntitySearch.Found] = []
  var tagged: [TaggedName] = []
  var matched: [PatternName] = []

  /// Spans and types of the names in lists, which patterns may ask for.
  var listSpans: [(ByteRange, String)] {
    listed.map { ($0.match.range, type($0, lists)) } + known.map { ($0.match.range, type($0, builtIn[$0.gazetteer])) }
  }

  private func type(_ found: EntitySearch.Found, _ gazetteer: Gazetteer) -> String {
    gazetteer.types[Int(gazetteer.entries[Int(found.match.entry)].type)]
  }

  /// The names that stay, in ascending order.
  func names(by precedence: NamePrecedence) -> [DocumentName] {
    precedence.resolved([
      .lists: listed.enumerated().map { index, found in
        let rule = lists.entries[Int(found.match.entry)].rule
        return NameCandidate(found.match.range, .lists, index, isNone: rule == .off)
      },
      .builtIn: known.enumerated().map { NameCandidate($1.match.range, .builtIn, $0) },
      .ownPatterns: matched.candidates(.ownPatterns),
      .patterns: matched.candidates(.patterns),
      .model: tagged.enumerated().map { NameCandidate(ByteRange($1.start, $1.end), .model, $0) },
      .cities: cityNames.enumerated().map { NameCandidate($1.match.range, .cities, $0) },
    ]).map(name)
  }

  private func name(of candidate: NameCandidate) -> DocumentName {
    let index = candidate.index
    return switch candidate.source {
    case .lists: DocumentName(listed[index], of: lists, candidate)
    case .builtIn: DocumentName(known[index], of: builtIn[known[index].gazetteer], candidate)
    case .ownPatterns, .patterns: DocumentName(matched[index], candidate)
    case .model: DocumentName(candidate, type: tagged[index].type.name)
    // Without cities none was found.
    case .cities: DocumentName(cityNames[index], of: cities!.standing, candidate)
    }
  }
}
