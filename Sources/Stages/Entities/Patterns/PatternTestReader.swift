import ICU
import Pipeline

/// Reading what single tokens are like: texts, shapes, expressions.
extension PatternPartReader {
  mutating func tests(_ entries: [OptionTree.Entry], _ tree: OptionTree, beside given: [TokenTest]) -> PatternPart? {
    let before = problems.count
    var tests = given
    var phrases: PatternPart?
    for entry in entries {
      switch entry.name {
      case "text", "lower":
        guard let part = texts(entry.value.list ?? [entry.value], isExact: entry.name == "text", in: entry.value) else {
          continue
        }
        if case .token(let condition) = part {
          tests += condition.tests
        } else if entries.count + given.count > 1 {
          fail(
            entry.value, "texts of several tokens can't stand beside other tests of one token",
            notes: ["give them a part of their own"])
        } else {
          phrases = part
        }
      default:
        if let test = test(entry) { tests.append(test) }
      }
    }
    guard problems.count == before else { return nil }
    return phrases ?? .token(TokenCondition(tests: tests))
  }

  private mutating func test(_ entry: OptionTree.Entry) -> TokenTest? {
    switch entry.name {
    case "shape": shapes(entry.value)
    case "regex": regex(entry.value)
    case "language": .languages(languages(entry.value))
    default: negation(entry.value)
    }
  }

  /// One of some texts; those of several tokens become sequences. Inside a text, white space and its absence count.
  mutating func texts(_ items: [OptionTree], isExact: Bool, in tree: OptionTree? = nil) -> PatternPart? {
    var words: [TokenWord] = []
    var phrases: [PatternPart] = []
    var isGood = true
    for item in items {
      guard let text = item.scalar else {
        fail(item, "a text is expected here, not \(item.shape)")
        isGood = false
        continue
      }
      let bytes = Array(text.utf8)
      let tokens = bytes.withUnsafeBufferPointer { PatternTokens.all(in: $0) }
      guard !tokens.isEmpty else {
        fail(item, "an empty text stands nowhere", notes: ["for any token write { shape: any }"])
        isGood = false
        continue
      }
      guard tokens.count <= PatternMatcher.longestMatch else {
        fail(item, "a text of more than \(PatternMatcher.longestMatch) tokens")
        isGood = false
        continue
      }
      let parts = tokens.map { token in
        TokenWord(
          hash: token.hash, spelling: isExact && token.form != .sign ? Array(bytes[token.start..<token.end]) : [],
          isSign: token.form == .sign)
      }
      if parts.count == 1 {
        words.append(parts[0])
      } else {
        phrases.append(
          .sequence(
            parts.indices.map { index in
              let token = PatternPart.token(TokenCondition(tests: [.words([parts[index]])]))
              return index == 0 ? token : .spaced(tokens[index].isJoined ? .none : .some, token)
            }))
      }
    }
    guard isGood else { return nil }
    if words.isEmpty, phrases.isEmpty {
      if let tree { fail(tree, "a list of texts without texts") }
      return nil
    }
    if !words.isEmpty { phrases.insert(.token(TokenCondition(tests: [.words(words)])), at: 0) }
    return phrases.count == 1 ? phrases[0] : .either(phrases)
  }

  private mutating func shapes(_ tree: OptionTree) -> TokenTest? {
    var shapes: [TokenShape] = []
    for item in tree.list ?? [tree] {
      guard let shape = item.scalar.flatMap({ TokenShape(rawValue: $0) }) else {
        let names = TokenShape.allCases.map(\.rawValue)
        fail(
          OptionProblem(
            item, "'shape' must be one of \(names.joined(separator: ", ")), not \(item.shape)", unknown: item.scalar,
            known: names))
        return nil
      }
      shapes.append(shape)
    }
    if shapes.isEmpty { fail(tree, "'shape' takes a shape or a list of them, not an empty list") }
    return .shapes(shapes)
  }

  private mutating func regex(_ tree: OptionTree) -> TokenTest? {
    guard let text = tree.scalar, !text.isEmpty else {
      fail(tree, "a regular expression is expected here, not \(tree.shape)")
      return nil
    }
    do {
      try RegularExpressionRules.check(text)
      _ = try RegularExpression(text)
      return .regex(text)
    } catch let error as RegularExpressionRules.Problem {
      fail(tree, offset: error.offset, error.message, notes: error.note.map { [$0] } ?? [])
    } catch let error as RegularExpression.SyntaxError {
      fail(tree, offset: error.offset, "the regular expression can't be read: \(error.reason)")
    } catch {
      fail(tree, "the regular expression can't be read: \(error)")
    }
    return nil
  }

  mutating func languages(_ tree: OptionTree) -> [Language] {
    var languages: [Language] = []
    for item in tree.list ?? [tree] {
      guard let text = item.scalar, Self.isLanguage(text) else {
        fail(item, "\(item.shape) is no language tag such as en or zh-Hant")
        continue
      }
      languages.append(Language(text))
    }
    return languages
  }

  private static func isLanguage(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count) else { return false }
    return parts.enumerated().allSatisfy { index, part in
      (1...8).contains(part.count)
        && part.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || index > 0 && $0 >= 0x30 && $0 <= 0x39 }
    }
  }

  /// `not` takes a text, texts, or a mapping of tests: a token that does not pass all of them.
  private mutating func negation(_ tree: OptionTree) -> TokenTest? {
    guard let entries = tree.mapping else {
      guard let part = texts(tree.list ?? [tree], isExact: true, in: tree) else { return nil }
      return negation(of: part, tree)
    }
    if entries.isEmpty { fail(tree, "'not' says nothing") }
    let allowed = Self.testKeys + ["entity", "list", "number"]
    var tests: [TokenTest] = []
    for entry in entries {
      guard allowed.contains(entry.name) else {
        fail(
          OptionProblem(
            entry.key, "'not' can't have '\(entry.name)'", unknown: entry.name, known: allowed,
            notes: ["it takes tests of one token: " + allowed.joined(separator: ", ")]))
        continue
      }
      guard let part = Self.testKeys.contains(entry.name) ? self.tests([entry], tree, beside: []) : whole(entry) else {
        continue
      }
      guard let test = Self.test(of: part) else {
        fail(entry.value, "'not' takes texts of one token, since it is about one token")
        continue
      }
      tests.append(test)
    }
    return .not(tests)
  }

  private mutating func negation(of part: PatternPart, _ tree: OptionTree) -> TokenTest? {
    guard let test = Self.test(of: part) else {
      fail(tree, "'not' takes texts of one token, since it is about one token")
      return nil
    }
    return .not([test])
  }

  /// A part as a test of one token; nil where it needs several. Of spans: whether the token lies in one.
  private static func test(of part: PatternPart) -> TokenTest? {
    switch part {
    case .token(let condition): condition.tests.count == 1 ? condition.tests[0] : .not([.not(condition.tests)])
    case .span(let source): .inside(source)
    case .either(let parts):
      parts.contains { test(of: $0) == nil } ? nil : .not(parts.compactMap { test(of: $0) }.map { .not([$0]) })
    default: nil
    }
  }
}
