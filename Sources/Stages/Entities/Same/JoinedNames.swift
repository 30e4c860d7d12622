/// Sets of names that are the same (union-find; Galler and Fischer 1964), none of them with two different things of lists.
struct JoinedNames {
  private var parents: [Int] = []
  private var things: [UInt64?] = []

  mutating func add(thing: UInt64?) {
    parents.append(parents.count)
    things.append(thing)
  }

  func root(_ index: Int) -> Int {
    var index = index
    while parents[index] != index { index = parents[index] }
    return index
  }

  /// Joins two sets, unless lists know them as different things.
  mutating func join(_ a: Int, _ b: Int) {
    let first = root(a)
    let second = root(b)
    var top = first
    if first != second {
      if let one = things[first], let other = things[second], one != other { return }
      top = min(first, second)
      things[top] = things[first] ?? things[second]
      parents[max(first, second)] = top
    }
    shorten(a, to: top)
    shorten(b, to: top)
  }

  /// Ways up are shortened whenever they are walked, so that chains stay short.
  private mutating func shorten(_ index: Int, to top: Int) {
    var index = index
    while parents[index] != index {
      let next = parents[index]
      parents[index] = top
      index = next
    }
  }
}

/// Up to two names under one key: enough to know whether there is exactly one.
struct UniqueNames {
  private var first: (name: Int, script: UInt8)?
  private var second: (name: Int, script: UInt8)?
  private var isCrowded = false

  mutating func add(_ name: Int, script: UInt8) {
    if first == nil {
      first = (name, script)
    } else if first!.name == name || second?.name == name {
      return
    } else if second == nil {
      second = (name, script)
    } else {
      isCrowded = true
    }
  }

  mutating func remove(_ root: Int, _ joined: JoinedNames) {
    if let name = second?.name, joined.root(name) == root { second = nil }
    if let name = first?.name, joined.root(name) == root {
      first = second
      second = nil
    }
  }

  /// The only set of names here; nil where there are several.
  func one(in joined: JoinedNames) -> Int? {
    guard !isCrowded, let first else { return nil }
    if let second, joined.root(second.name) != joined.root(first.name) { return nil }
    return first.name
  }

  /// The name in another script, where there are two scripts with one name each.
  func one(besides script: UInt8) -> Int? {
    guard !isCrowded, let first, let second, first.script != second.script else { return nil }
    return first.script == script ? second.name : second.script == script ? first.name : nil
  }
}
