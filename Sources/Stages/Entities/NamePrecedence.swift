import Pipeline

/// Which of several names stays where they overlap.
///
/// Sources are ranked: by default the user's lists, the user's patterns, built-in lists, built-in patterns, the model. Of two names with the same span, or
/// of which neither lies in the other, the one of the higher rank stays. Where a name lies in a longer one, the longer stays
/// whatever its rank (Bank of England, with England inside), but for one case: a name of the user's lists and patterns never
/// gives way to a guess of the model that is ranked below.
///
/// The sources are merged from the highest rank down, each in one pass, so that time is linear in the names.
struct NamePrecedence: Equatable {
  /// Whether a longer name of a lower rank stays where one of a higher rank lies in it.
  var longestFirst = true
  /// The highest rank first; a source that is not there is ranked last, in the order of `NameSource`.
  let sources: [NameSource]

  static let names = ["lists", "patterns", "model"]

  /// - Parameter names: some of `names`; the user's lists and patterns go before the built-in ones.
  init(_ names: [String] = [], longestFirst: Bool = true) {
    var sources: [NameSource] = []
    for name in names {
      switch name {
      case "lists": sources += [.lists, .builtIn]
      case "patterns": sources += [.ownPatterns, .patterns]
      case "model": sources.append(.model)
      default: continue
      }
    }
    for source in NameSource.allCases where !sources.contains(source) { sources.append(source) }
    if let builtIn = sources.firstIndex(of: .builtIn), let own = sources.firstIndex(of: .ownPatterns), own > builtIn {
      sources.remove(at: own)
      sources.insert(.ownPatterns, at: builtIn)
    }
    self.sources = sources
    self.longestFirst = longestFirst
  }

  /// The names that stay, in ascending order.
  ///
  /// - Parameter candidates: one array for each source; each ascends, and its names don't overlap each other.
  func resolved(_ candidates: [NameSource: [NameCandidate]]) -> [NameCandidate] {
    var kept: [NameCandidate] = []
    for source in sources {
      guard let names = candidates[source], !names.isEmpty else { continue }
      kept = kept.isEmpty ? names : merged(kept, names)
    }
    return kept.filter { !$0.isNone }
  }

  /// Adds names of the next lower rank.
  private func merged(_ kept: [NameCandidate], _ names: [NameCandidate]) -> [NameCandidate] {
    var merged: [NameCandidate] = []
    merged.reserveCapacity(kept.count + names.count)
    var next = 0
    for name in names {
      while next < kept.count, kept[next].range.end <= name.range.start {
        merged.append(kept[next])
        next += 1
      }
      // All that overlaps the name lies from `next` on.
      var end = next
      var stays = true
      while end < kept.count, kept[end].range.start < name.range.end {
        if !gives(kept[end], to: name) { stays = false }
        end += 1
      }
      if !stays { continue }
      merged.append(name)
      next = end
    }
    return merged + kept[next...]
  }

  /// Whether a kept name gives way to one of a lower rank that overlaps it.
  private func gives(_ kept: NameCandidate, to name: NameCandidate) -> Bool {
    guard longestFirst, name.range.contains(kept.range), name.range.count > kept.range.count else { return false }
    return kept.isNone || !((kept.source == .lists || kept.source == .ownPatterns) && name.source == .model)
  }
}
