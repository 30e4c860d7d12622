/// Finds the existing name that a misspelt one was meant to be.
public enum NearestName {
  /// The nearest of `names` within two edits or a third of the length, whichever is more; the first of equally near ones.
  ///
  /// Distance is restricted Damerau-Levenshtein (optimal string alignment) over Unicode scalars, with ASCII case and
  /// `_` against `-` for nothing.
  public static func find(_ name: String, among names: [String]) -> String? {
    let given = folded(name)
    guard !given.isEmpty, given.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let other = folded(candidate)
      let limit = min(max(2, max(given.count, other.count) / 3), max(1, other.count - 1))
      guard abs(other.count - given.count) <= limit else { continue }
      let distance = distance(given, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  private static func folded(_ name: String) -> [Unicode.Scalar] {
    name.unicodeScalars.map { scalar in
      switch scalar {
      case "A"..."Z": Unicode.Scalar(UInt8(scalar.value) | 0x20)
      case "_": "-"
      default: scalar
      }
    }
  }
}
