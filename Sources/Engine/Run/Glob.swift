/// A pattern for paths below a folder: components that are shell patterns, and `**` for any number of folders.
///
/// A walk holds the places in the pattern that the path so far may have come to, so that every file is met once however
/// many ways there are to match it, and in the order of the walk.
struct PathPattern {
  private let components: [[UInt8]]

  init(_ components: [[UInt8]]) { self.components = components }

  /// The places at the root folder.
  var start: [Int] { closed([0]) }

  /// The places behind `name`, ascending; empty where nothing with this path can match. Names that start with a dot
  /// are matched by components that do so, as in a shell.
  func places(behind name: [UInt8], from places: [Int]) -> [Int] {
    var next: [Int] = []
    for place in places where place < components.count {
      let component = components[place]
      if name.first == UInt8(ascii: "."), component.first != UInt8(ascii: ".") { continue }
      if isDeep(place) {
        next.append(place)
        if place == components.count - 1 { next.append(components.count) }
      } else if Glob.matches(component, name) {
        next.append(place + 1)
      }
    }
    return closed(next)
  }

  /// Whether a file may end the path here.
  func isComplete(_ places: [Int]) -> Bool { places.contains(components.count) }

  /// Whether something may match below a folder that has come to `places`.
  func isOpen(_ places: [Int]) -> Bool { places.contains { $0 < components.count } }

  private func isDeep(_ place: Int) -> Bool { components[place] == Array("**".utf8) }

  /// Adds the places behind every `**`, which may stand for no folder at all; the last one stands for a file at least.
  private func closed(_ places: [Int]) -> [Int] {
    var result: Set<Int> = []
    for var place in places {
      result.insert(place)
      while place < components.count - 1, isDeep(place) {
        place += 1
        result.insert(place)
      }
    }
    return result.sorted()
  }
}

/// Shell patterns within one path component: `*`, `?`, `[abc]`, `[!a-z]`; bytewise.
enum Glob {
  static func isPattern(_ component: [UInt8]) -> Bool {
    component.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
  }

  /// Whether `name` matches; linear in practice, since only the last star is ever tried again.
  static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    var p = 0
    var n = 0
    var star: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        star = (p, n)
        p += 1
      } else if let length = matchOne(pattern, p, name[n]) {
        p += length
        n += 1
      } else if let last = star {
        p = last.pattern + 1
        n = last.name + 1
        star = (last.pattern, n)
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
    return p == pattern.count
  }

  /// How many bytes of the pattern match `byte`, or nil.
  private static func matchOne(_ pattern: [UInt8], _ p: Int, _ byte: UInt8) -> Int? {
    guard p < pattern.count else { return nil }
    switch pattern[p] {
    case UInt8(ascii: "?"):
      return 1
    case UInt8(ascii: "["):
      var index = p + 1
      let isNegated =
        index < pattern.count && (pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^"))
      if isNegated { index += 1 }
      let first = index
      var isIn = false
      while index < pattern.count, pattern[index] != UInt8(ascii: "]") || index == first {
        if index + 2 < pattern.count, pattern[index + 1] == UInt8(ascii: "-"), pattern[index + 2] != UInt8(ascii: "]") {
          isIn = isIn || (pattern[index] <= byte && byte <= pattern[index + 2])
          index += 3
        } else {
          isIn = isIn || pattern[index] == byte
          index += 1
        }
      }
      // Without a closing bracket the opening one stands for itself.
      guard index < pattern.count else { return byte == UInt8(ascii: "[") ? 1 : nil }
      return isIn != isNegated ? index + 1 - p : nil
    default:
      return pattern[p] == byte ? 1 : nil
    }
  }
}
