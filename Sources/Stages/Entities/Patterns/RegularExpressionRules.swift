import ICU
import Pipeline

/// What a regular expression for one token may not have: what can take exponential time, and what can never match.
enum RegularExpressionRules {
  struct Problem: Error {
    var message: String
    /// In Unicode scalars.
    var offset: Int
    var note: String?
  }

  static let longest = 1000

  /// Looks through an expression once. A malformed one passes; ICU says what is wrong with it.
  static func check(_ text: String) throws(Problem) {
    let scalars = Array(text.unicodeScalars)
    if scalars.count > longest {
      throw Problem(message: "the regular expression is longer than \(longest) characters", offset: 0)
    }
    var scan = Scan(scalars: scalars)
    try scan.run()
  }

  private struct Scan {
    let scalars: [Unicode.Scalar]
    /// For each open group, whether something in it repeats without bound.
    var open: [Bool] = []
    /// Whether what was just read holds an unbounded repetition, so that repeating it is exponential.
    var lastRepeats = false

    mutating func run() throws(Problem) {
      var index = 0
      while index < scalars.count {
        let start = index
        switch scalars[index] {
        case "\\":
          index += 2
          // \Q…\E is text.
          if start + 1 < scalars.count, scalars[start + 1] == "Q" { index = end(ofQuote: index) }
          if start + 1 < scalars.count, (0x31...0x39).contains(scalars[start + 1].value) {
            throw Problem(message: "references to groups (\\1) are not possible here", offset: start)
          }
          if start + 1 < scalars.count, "pPNxux".unicodeScalars.contains(scalars[start + 1]), index < scalars.count,
            scalars[index] == "{"
          {
            while index < scalars.count, scalars[index] != "}" { index += 1 }
            index += 1
          }
          lastRepeats = false
        case "[":
          index = end(ofSet: index)
          lastRepeats = false
        case "(":
          open.append(false)
          index += 1
          if index + 1 < scalars.count, scalars[index] == "?" { index += 1 }
          lastRepeats = false
          continue
        case ")":
          index += 1
          lastRepeats = open.popLast() ?? false
        case "|":
          index += 1
          lastRepeats = false
          continue
        default:
          try literal(index)
          index += 1
          lastRepeats = false
        }
        try quantifier(&index, of: start)
      }
    }

    /// Reads `*`, `+`, `?`, `{m,n}` behind an item, with what makes it lazy or possessive.
    private mutating func quantifier(_ index: inout Int, of item: Int) throws(Problem) {
      guard index < scalars.count else { return note(false) }
      let place = index
      var isUnbounded = false
      switch scalars[index] {
      case "*", "+":
        isUnbounded = true
        index += 1
      case "?": index += 1
      case "{":
        var end = index
        while end < scalars.count, scalars[end] != "}" { end += 1 }
        let body = String(String.UnicodeScalarView(scalars[min(index + 1, end)..<end]))
        let high = body.split(separator: ",", omittingEmptySubsequences: false).last.flatMap { Int($0) }
        isUnbounded = (high ?? .max) > 10
        index = min(end + 1, scalars.count)
      default: return note(lastRepeats)
      }
      if isUnbounded, lastRepeats {
        throw Problem(
          message: "a repetition inside a repetition takes forever on some words", offset: place,
          note: "write (a|b)+ rather than (a+|b)+")
      }
      if index < scalars.count, scalars[index] == "?" || scalars[index] == "+" { index += 1 }
      note(isUnbounded || lastRepeats)
    }

    private mutating func note(_ repeats: Bool) {
      lastRepeats = repeats
      if repeats, !open.isEmpty { open[open.count - 1] = true }
    }

    /// White space, and a sign beside letters, stand in no token.
    private func literal(_ index: Int) throws(Problem) {
      let scalar = scalars[index]
      guard !"^$.*+?{}()|[]/\\".unicodeScalars.contains(scalar) else { return }
      let isAbsentable = index + 1 < scalars.count && "?*{".unicodeScalars.contains(scalars[index + 1])
      let isAlone =
        (index == 0 || "|(".unicodeScalars.contains(scalars[index - 1]))
        && (index + 1 == scalars.count || "|)+".unicodeScalars.contains(scalars[index + 1]))
      guard open.isEmpty, !isAbsentable, !isAlone, !scalars.contains("|"),
        !String.UnicodeScalarView(scalars).isCommented,
        PatternTokens.isOutsideWords(scalar)
      else { return }
      let name = scalar == " " ? "a space" : "'\(scalar)'"
      throw Problem(
        message: "a regular expression is for one token, and \(name) is never part of a word", offset: index,
        note: "KN-23 is three tokens, KN, - and 23; give each a part: [\"KN-\", { number: digits, joined: true }]")
    }

    private func end(ofQuote start: Int) -> Int {
      var index = start
      while index + 1 < scalars.count {
        if scalars[index] == "\\", scalars[index + 1] == "E" { return index + 2 }
        index += 1
      }
      return scalars.count
    }

    private func end(ofSet start: Int) -> Int {
      var depth = 0
      var index = start
      while index < scalars.count {
        switch scalars[index] {
        case "\\": index += 1
        case "[": depth += 1
        case "]":
          depth -= 1
          if depth == 0 { return index + 1 }
        default: break
        }
        index += 1
      }
      return scalars.count
    }
  }
}

extension String.UnicodeScalarView {
  /// `(?x)` makes white space a comment.
  fileprivate var isCommented: Bool { starts(with: "(?".unicodeScalars) }
}

extension RegularExpression.SyntaxError {
  /// The error in words; ICU's name where it is a rare one.
  var reason: String {
    switch name {
    case "U_REGEX_MISMATCHED_PAREN": "a bracket '(' or ')' has no partner"
    case "U_REGEX_MISSING_CLOSE_BRACKET": "'[' has no ']'"
    case "U_REGEX_BAD_ESCAPE_SEQUENCE": "'\\' before a character that needs none"
    case "U_REGEX_RULE_SYNTAX": "a sign such as * or + has nothing to repeat"
    case "U_REGEX_BAD_INTERVAL": "'{' and '}' hold a count, such as {2} or {1,4}"
    case "U_REGEX_MAX_LT_MIN": "the second count in '{}' is less than the first"
    case "U_REGEX_PROPERTY_SYNTAX", "U_ILLEGAL_ARGUMENT_ERROR": "there is no such property of characters"
    case "U_REGEX_INVALID_RANGE": "a range in '[]' runs backwards"
    default: name
    }
  }
}
