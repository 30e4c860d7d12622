import Pipeline
import Synchronization

/// A name that a pattern found.
struct PatternName: Equatable {
  var range: ByteRange
  var type: String
  var ref: String?
  /// The pattern's name.
  var rule: String
  var source: NameSource
}

extension [PatternName] {
  /// The names of a source, as candidates for the layer.
  func candidates(_ source: NameSource) -> [NameCandidate] {
    enumerated().filter { $1.source == source }.map { NameCandidate($1.range, source, $0) }
  }
}

/// The patterns of a stage: the user's, and behind them those that ship.
///
/// One value serves all threads; the automaton that is built as texts need it is lent to one document after another.
final class EntityPatterns: Sendable {
  private let set: PatternSet
  private let ownCount: Int
  /// For each source that is a list.
  private let lists: [Gazetteer?]
  private let matchers = Mutex<[PatternMatcher]>([])

  /// - Parameter own: how many of the patterns, from the first on, are the user's.
  init(_ set: PatternSet, own: Int, list: (ByteString) throws -> Gazetteer) rethrows {
    self.set = set
    ownCount = own
    lists = try set.sources.map { source in
      if case .list(let path) = source { try list(path) } else { nil }
    }
  }

  /// The names in a document, in order; they don't overlap. Of names that overlap the user's stay, then the leftmost, then the
  /// longest, then that of the earlier pattern.
  ///
  /// - Parameter listed: names that lists have found, with their types.
  func names(
    in document: Document, _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>,
    listed: () -> [(range: ByteRange, type: String)]
  ) -> [PatternName] {
    let matcher = matchers.withLock { $0.popLast() } ?? PatternMatcher(set)
    defer { matchers.withLock { $0.append(matcher) } }
    let input = PatternMatcher.Input(
      bytes: bytes, words: words, spans: spans(in: document, words, bytes, listed), language: document.language,
      otherLanguages: set.asksForLanguage ? Self.paragraphs(of: document) : [])
    return Self.resolved(matcher.matches(input), own: ownCount).map { name($0, bytes) }
  }

  private func name(_ found: PatternMatcher.Found, _ bytes: UnsafeBufferPointer<UInt8>) -> PatternName {
    let pattern = set.patterns[found.pattern]
    let ref = pattern.id?.filled { group in
      let range = group < 0 ? found.whole : found.parts[group]
      return range.map { Array(bytes[Int($0.start)..<Int($0.end)]) }
    }
    return PatternName(
      range: found.range, type: pattern.type, ref: ref, rule: pattern.name,
      source: found.pattern < ownCount ? .ownPatterns : .patterns)
  }

  static func resolved(_ found: [PatternMatcher.Found], own: Int) -> [PatternMatcher.Found] {
    let order = found.enumerated().sorted { a, b in
      if (a.element.pattern < own) != (b.element.pattern < own) { return a.element.pattern < own }
      if a.element.range != b.element.range { return a.element.range < b.element.range }
      return (a.element.pattern, a.offset) < (b.element.pattern, b.offset)
    }.map(\.element)
    let firsts = withoutOverlaps(order.prefix { $0.pattern < own })
    let rest = withoutOverlaps(order.drop { $0.pattern < own })
    if firsts.isEmpty { return rest }
    var next = 0
    let free = rest.filter { name in
      while next < firsts.count, firsts[next].range.end <= name.range.start { next += 1 }
      return next == firsts.count || firsts[next].range.start >= name.range.end
    }
    return (firsts + free).sorted { $0.range < $1.range }
  }

  /// In order of start, longest first: each that starts behind the one before.
  private static func withoutOverlaps(_ names: some Sequence<PatternMatcher.Found>) -> [PatternMatcher.Found] {
    var end: UInt32 = 0
    return names.filter { name in
      guard name.range.start >= end, !name.range.isEmpty else { return false }
      end = name.range.end
      return true
    }
  }

  // MARK: What patterns ask for

  private func spans(
    in document: Document, _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ listed: () -> [(range: ByteRange, type: String)]
  ) -> PatternSpans {
    var spans = PatternSpans(count: set.sources.count)
    let asksForNames = set.sources.contains { if case .entities = $0 { true } else { false } }
    let names = asksForNames ? listed() : []
    for (index, source) in set.sources.enumerated() {
      switch source {
      case .entities(let type):
        let known = names.filter { type == nil || $0.type == type }.map(\.range)
        spans.set(index, known + Self.spans(of: document.layer(.entities), "type", type))
      case .quantities(let kind):
        spans.set(index, Self.spans(of: document.layer(.quantities), "kind", kind, except: "rejected"))
      case .list:
        guard let list = lists[index] else { continue }
        spans.set(index, EntitySearch([list], language: document.language).search(words, bytes).map(\.match.range))
      }
    }
    return spans
  }

  private static func spans(
    of layer: Layer?, _ field: String, _ value: String?, except other: String? = nil
  ) -> [ByteRange] {
    guard let layer, let field = layer.schema.index(of: field) else { return [] }
    return layer.spans.indices.filter { index in
      let text = layer.value(field, at: index)?.string
      return value == nil ? text != other || other == nil : text == value
    }.map { layer.spans[$0] }
  }

  private static func paragraphs(of document: Document) -> [(range: ByteRange, language: Language)] {
    guard let layer = document.layer("languages"), let field = layer.schema.index(of: "language") else {
      return []
    }
    return layer.spans.indices.compactMap { index in
      layer.value(field, at: index)?.string.map { (layer.spans[index], Language($0)) }
    }
  }
}
