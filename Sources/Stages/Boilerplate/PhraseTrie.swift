import Pipeline

/// All phrases, by their scalars. Most lines leave it at the first letter.
struct PhraseTrie: Sendable {
  /// A phrase that ends at a node: what it does, and in documents of which languages (a bit each).
  private struct Accept {
    let roles: PhraseRoles
    let languages: UInt64
  }

  /// Edges of node `n` are `firstEdge[n]..<firstEdge[n + 1]`, ascending by scalar.
  private let firstEdge: [UInt32]
  private let edgeScalars: [UInt32]
  private let edgeNodes: [UInt32]
  /// Accepts of node `n` are `firstAccept[n]..<firstAccept[n + 1]`.
  private let firstAccept: [UInt32]
  private let accepts: [Accept]
  /// One bit for each scalar that a phrase begins with, by its low bits.
  private let openings: [UInt64]

  struct Phrase {
    let text: String
    let role: PhraseRole
    let languages: UInt64
  }

  init(_ phrases: [Phrase]) {
    var children: [[UInt32: Int]] = [[:]]
    var ends: [[Accept]] = [[]]
    for phrase in phrases {
      var node = 0
      for scalar in Self.scalars(phrase.text) {
        if let next = children[node][scalar] {
          node = next
        } else {
          children.append([:])
          ends.append([])
          children[node][scalar] = children.count - 1
          node = children.count - 1
        }
      }
      if node > 0 { ends[node].append(Accept(roles: phrase.role.set, languages: phrase.languages)) }
    }
    var firstEdge: [UInt32] = []
    var edgeScalars: [UInt32] = []
    var edgeNodes: [UInt32] = []
    var firstAccept: [UInt32] = []
    var accepts: [Accept] = []
    for node in children.indices {
      firstEdge.append(UInt32(edgeScalars.count))
      for (scalar, child) in children[node].sorted(by: { $0.key < $1.key }) {
        edgeScalars.append(scalar)
        edgeNodes.append(UInt32(child))
      }
      firstAccept.append(UInt32(accepts.count))
      accepts += ends[node]
    }
    firstEdge.append(UInt32(edgeScalars.count))
    firstAccept.append(UInt32(accepts.count))
    var openings = [UInt64](repeating: 0, count: 64)
    for scalar in children[0].keys { openings[Int(scalar >> 6 & 63)] |= 1 << UInt64(scalar & 63) }
    self.firstEdge = firstEdge
    self.edgeScalars = edgeScalars
    self.edgeNodes = edgeNodes
    self.firstAccept = firstAccept
    self.accepts = accepts
    self.openings = openings
  }

  /// The scalars of a phrase as they are compared, with single blanks.
  private static func scalars(_ text: String) -> [UInt32] {
    var result: [UInt32] = []
    for scalar in text.unicodeScalars {
      let compared = PhraseScalars.compared(scalar.value)
      if compared == PhraseScalars.nothing || compared == 0x20 && (result.last ?? 0x20) == 0x20 { continue }
      result.append(compared)
    }
    while result.last == 0x20 { result.removeLast() }
    return result
  }

  /// The roles of all phrases that begin at `start` and end at a word's end before `end`, and the end of the longest.
  @inline(__always)
  func roles(
    at start: Int, to end: Int, in bytes: UnsafeBufferPointer<UInt8>, language: UInt64
  ) -> PhraseRoles {
    guard start < end else { return [] }
    let first = PhraseScalars.compared(bytes.scalar(at: start).value)
    guard openings[Int(first >> 6 & 63)] & 1 << UInt64(first & 63) != 0 else { return [] }
    var roles: PhraseRoles = []
    walk(start, end, bytes, language) { found, _ in roles.formUnion(found) }
    return roles
  }

  /// The end of the longest phrase with one of `roles` that begins at `start`.
  func end(
    of roles: PhraseRoles, at start: Int, to end: Int, in bytes: UnsafeBufferPointer<UInt8>, language: UInt64
  ) -> Int? {
    var longest: Int?
    walk(start, end, bytes, language) { found, position in
      if !found.isDisjoint(with: roles) { longest = position }
    }
    return longest
  }

  @inline(never)
  private func walk(
    _ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ language: UInt64,
    _ found: (PhraseRoles, Int) -> Void
  ) {
    var node = 0
    var position = start
    var last: UInt32 = 0
    while position < end {
      let (scalar, length) = bytes.scalar(at: position)
      position += length
      let compared = PhraseScalars.compared(scalar)
      if compared == PhraseScalars.nothing || compared == 0x20 && last == 0x20 { continue }
      last = compared
      guard let next = child(node, compared) else { return }
      node = next
      let range = firstAccept[node]..<firstAccept[node + 1]
      if range.isEmpty || !isWordEnd(position, after: scalar, end, bytes) { continue }
      for index in range where accepts[Int(index)].languages & language != 0 {
        found(accepts[Int(index)].roles, position)
      }
    }
  }

  private func child(_ node: Int, _ scalar: UInt32) -> Int? {
    var low = Int(firstEdge[node])
    var high = Int(firstEdge[node + 1])
    while low < high {
      let middle = (low + high) / 2
      if edgeScalars[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low < firstEdge[node + 1] && edgeScalars[low] == scalar ? Int(edgeNodes[low]) : nil
  }

  /// Whether no word goes on at `position`. Scripts without spaces, and Hangul with its particles, don't say.
  private func isWordEnd(
    _ position: Int, after last: UInt32, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard position < end else { return true }
    let table = UnicodeTable.shared
    let before = table.entry(last)
    guard before.wordClass == .letter || before.wordClass == .digit, before.script != UnicodeTable.Script.hangul
    else { return true }
    switch table.entry(bytes.scalar(at: position).value).wordClass {
    case .letter, .mark, .digit: return false
    case .other, .unspaced, .number, .format, .apostrophe: return true
    }
  }
}
