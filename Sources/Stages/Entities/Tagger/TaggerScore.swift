/// How well names are found: exact spans by type.
package struct TaggerScore: Sendable {
  package struct Counts: Sendable {
    package var right = 0
    package var found = 0
    package var gold = 0
    package init() {}

    package var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    package var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
    package var f1: Double { found + gold == 0 ? 0 : 2 * Double(right) / Double(found + gold) }
  }

  package private(set) var byType: [Counts] = TaggedType.allCases.map { _ in Counts() }

  package init() {}

  package mutating func add(found: [TaggedName], gold: [TaggedName]) {
    let wanted = Set(gold)
    for name in gold { byType[Int(name.type.rawValue)].gold += 1 }
    for name in found {
      byType[Int(name.type.rawValue)].found += 1
      if wanted.contains(name) { byType[Int(name.type.rawValue)].right += 1 }
    }
  }

  package subscript(type: TaggedType) -> Counts { byType[Int(type.rawValue)] }

  /// Over people, places and organizations; what is miscellaneous differs from corpus to corpus.
  package var all: Counts {
    var sum = Counts()
    for type in TaggedType.allCases where type != .miscellaneous {
      sum.right += self[type].right
      sum.found += self[type].found
      sum.gold += self[type].gold
    }
    return sum
  }
}
