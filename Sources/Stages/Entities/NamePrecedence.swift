import Pipeline

/// Which names stay where lists and model found some that overlap.
///
/// A name of the user's lists always stays. A country gives way to a longer name of the model around it (Bank of England),
/// and otherwise stays. The model's own names don't overlap each other.
enum NamePrecedence {
  enum Name {
    /// Positions in what was given.
    case listed(Int)
    case tagged(Int)
  }

  /// The names that stay, in order; both lists are sorted, and neither overlaps itself.
  static func merged(
    listed: [EntitySearch.Found], tagged: [TaggedName], isFirm: (EntitySearch.Found) -> Bool
  ) -> [Name] {
    var names: [Name] = []
    names.reserveCapacity(listed.count + tagged.count)
    var next = 0
    for (index, name) in tagged.enumerated() {
      while next < listed.count, listed[next].match.range.end <= name.start {
        names.append(.listed(next))
        next += 1
      }
      // All that overlaps the tagged name lies from `next` on.
      var end = next
      var gives = true
      while end < listed.count, listed[end].match.range.start < name.end {
        let range = listed[end].match.range
        let isInside = range.start >= name.start && range.end <= name.end && range.count < Int(name.end - name.start)
        if !isInside || isFirm(listed[end]) { gives = false }
        end += 1
      }
      if !gives { continue }
      names.append(.tagged(index))
      next = end
    }
    while next < listed.count {
      names.append(.listed(next))
      next += 1
    }
    return names
  }
}
