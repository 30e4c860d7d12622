/// Disjoint sets of ranks; the name of a set is its smallest member. 4 bytes a member.
struct UnionFind {
  private var parents: [UInt32]

  init(count: Int) { parents = (0..<count).map { UInt32($0) } }

  mutating func root(of member: Int) -> Int {
    var member = member
    while Int(parents[member]) != member {
      // Path halving: every second step points to the grandparent.
      parents[member] = parents[Int(parents[member])]
      member = Int(parents[member])
    }
    return member
  }

  /// Joins the sets of two members and answers the name of the result.
  @discardableResult
  mutating func join(_ a: Int, _ b: Int) -> Int {
    let a = root(of: a)
    let b = root(of: b)
    if a < b { parents[b] = UInt32(a) } else { parents[a] = UInt32(b) }
    return min(a, b)
  }
}
