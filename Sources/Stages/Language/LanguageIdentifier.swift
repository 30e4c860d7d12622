import Foundation
import Pipeline

/// What language a text is in.
struct LanguageIdentification: Sendable, Equatable {
  var language: Language
  /// Percent of the letters that are in the language, or in its script.
  var share: Int
  /// How sure it is against another language, up to 0.99; nil where the script decides or CLD2 alone does.
  var score: Float?
}

/// Identifies the language of a piece of text: the script where it can tell, else the model's n-grams together with what
/// CLD2 says, and CLD2 alone for languages that the model does not have.
struct LanguageIdentifier: Sendable {
  static let shared = LanguageIdentifier(model: .embedded)

  /// Fewer letters than this tell nothing.
  static let leastLetters = 10
  /// The share of letters that one script must have, in percent.
  static let leastShare = 60
  /// Known features say this much against a language on average, in steps, when the text is in none of the model's
  /// languages; text in the language itself stays below in all but one case in a thousand.
  static let foreign = 92
  /// The same where the n-grams alone are to decide.
  static let familiar = 85
  /// The lead over the next language, as the logarithm of odds, with which the n-grams alone decide. It is far more than
  /// a score of 0.99 takes: languages that the model knows from other kinds of text than its neighbours need CLD2.
  static let decisiveLead: Float = 9
  /// The lead with which a part of a text is in another language than the rest.
  static let otherLead: Float = 6

  let model: LanguageModel
  private let languages: [Language]
  private let positions: [String: Int]
  /// The model's languages of each script.
  private let members: [[Int]]

  init(model: LanguageModel) {
    self.model = model
    languages = model.languages.map { Language($0) }
    positions = Dictionary(model.languages.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var members = [[Int]](repeating: [], count: 256)
    for (position, script) in model.scripts.enumerated() where script != 255 { members[Int(script)].append(position) }
    self.members = members
  }

  /// The position of a language in the model; nil where it has none.
  func position(of language: Language) -> Int? { positions[language.tag] }

  /// The language of `bytes`; nil where there is too little text, or it is in several languages. `hint` is a language
  /// expected by other evidence. With `quickly`, nil also where the n-grams can't be sure without CLD2. The score
  /// is against the next language, or against `rival` where that is given.
  func identify(
    _ bytes: UnsafeBufferPointer<UInt8>, hint: Language? = nil, rival: Language? = nil, quickly: Bool = false
  ) throws -> LanguageIdentification? {
    let tally = ScriptTally(bytes)
    guard tally.letters >= Self.leastLetters, tally.mainLetters * 100 >= tally.letters * Self.leastShare else {
      return nil
    }
    let share = 100 * tally.mainLetters / tally.letters
    if let decided = ScriptLanguages.shared.language(of: tally) {
      return LanguageIdentification(language: decided, share: share, score: nil)
    }
    let members = self.members[Int(tally.main)]
    if members.isEmpty {
      return try withoutModel(bytes, tally.main, hint)
    }
    if quickly { return withoutCLD2(bytes, members, share) }
    let answer = try CLD2Answer(bytes, script: tally.main, hint: hint)
    let found = model.withPenalties(of: bytes) { sums, known in
      decide(answer, sums, known, members, share, hint, rival)
    }
    // Text in two languages is in none; CLD2 sees a second one in half of what is written in a close pair, too.
    guard let found, answer.secondShare >= 30, let position = positions[found.language.tag],
      !isUniform(bytes, position, members)
    else { return found }
    return nil
  }

  /// The n-grams alone, where they are sure and both halves of the text agree.
  private func withoutCLD2(
    _ bytes: UnsafeBufferPointer<UInt8>, _ members: [Int], _ share: Int
  ) -> LanguageIdentification? {
    let middle = LanguageSample.border(bytes.count / 2, 0, bytes)
    return model.withPenalties(of: UnsafeBufferPointer(rebasing: bytes[..<middle])) { first, knownFirst in
      model.withPenalties(of: UnsafeBufferPointer(rebasing: bytes[middle...])) { second, knownSecond in
        let halves = [Ranking(first, members), Ranking(second, members)]
        for member in members { first[member] &+= second[member] }
        let ranking = Ranking(first, members)
        let known = knownFirst + knownSecond
        guard known >= 40, Int(first[ranking.first]) <= Self.familiar * known, ranking.lead >= Self.decisiveLead,
          halves.allSatisfy({ $0.first == ranking.first || $0.lead < Self.otherLead })
        else { return nil }
        return LanguageIdentification(language: languages[ranking.first], share: share, score: ranking.score)
      }
    }
  }

  /// Whether no quarter of a text is clearly in another language than the whole.
  private func isUniform(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ members: [Int]) -> Bool {
    let borders = (0...4).map { LanguageSample.border($0 * bytes.count / 4, 0, bytes) }
    return zip(borders, borders.dropFirst()).allSatisfy { low, high in
      model.withPenalties(of: UnsafeBufferPointer(rebasing: bytes[low..<high])) { sums, _ in
        var ranking = Ranking(sums, members)
        if ranking.first == position { return true }
        ranking.measure(sums, position)
        return ranking.lead < Self.otherLead
      }
    }
  }

  /// CLD2 alone, for scripts of which the model has no language.
  private func withoutModel(
    _ bytes: UnsafeBufferPointer<UInt8>, _ script: UInt8, _ hint: Language?
  ) throws -> LanguageIdentification? {
    let answer = try CLD2Answer(bytes, script: script, hint: hint)
    if answer.language != "und", answer.isReliable, answer.share >= Self.leastShare {
      return LanguageIdentification(language: Language(answer.language), share: answer.share, score: nil)
    }
    guard let usual = ScriptLanguages.shared[script], answer.secondShare < 30 else { return nil }
    return LanguageIdentification(language: usual.language, share: Self.leastShare, score: nil)
  }

  /// Weighs the n-grams, CLD2's answer and the hint.
  private func decide(
    _ answer: CLD2Answer, _ sums: UnsafeMutableBufferPointer<UInt32>, _ known: Int, _ members: [Int], _ share: Int,
    _ hint: Language?, _ rival: Language?
  ) -> LanguageIdentification? {
    let isUnsure = !answer.isReliable || answer.language == "und"
    let evidence = model.evidence(of: answer.name)
    let familiar = Ranking(sums, members).first
    let isForeign = Int(sums[familiar]) > Self.foreign * known
    if !isUnsure, positions[answer.language] == nil, evidence == nil || Int(sums[familiar]) > Self.familiar * known {
      guard answer.share >= Self.leastShare, answer.secondShare < 30 else { return nil }
      return LanguageIdentification(language: Language(answer.language), share: answer.share, score: nil)
    }
    // The model has all languages that are written in Han, and few features of a text are enough between them.
    let isHan = model.scripts[familiar] == UnicodeTable.Script.han
    if isUnsure, !isHan, isForeign || known < 8 { return nil }
    for member in members {
      if let evidence { sums[member] &+= UInt32(evidence[member]) }
      if let hint, languages[member] != hint { sums[member] &+= Self.hintSteps }
    }
    var ranking = Ranking(sums, members)
    if let rival, let position = positions[rival.tag], position != ranking.first { ranking.measure(sums, position) }
    if isUnsure, isHan ? known < 3 || ranking.score < 0.6 : known < 30 && ranking.score < 0.85 { return nil }
    return LanguageIdentification(language: languages[ranking.first], share: share, score: ranking.score)
  }

  /// What a hint is worth: as much as odds of 20 to 1.
  private static let hintSteps = UInt32(3 / LanguageModel.temperature * LanguageModel.steps)

  /// The best of some languages and its lead over the next.
  private struct Ranking {
    private(set) var first: Int
    /// The logarithm of the odds that it is the first and not the next.
    private(set) var lead: Float = 0

    init(_ sums: UnsafeMutableBufferPointer<UInt32>, _ members: [Int]) {
      first = members[0]
      var second: Int?
      for member in members.dropFirst() {
        if sums[member] < sums[first] {
          second = first
          first = member
        } else if second.map({ sums[member] < sums[$0] }) ?? true {
          second = member
        }
      }
      // One language alone in its script is as sure as can be.
      lead = .infinity
      if let second { measure(sums, second) }
    }

    /// Takes the lead over `other`.
    mutating func measure(_ sums: UnsafeMutableBufferPointer<UInt32>, _ other: Int) {
      lead = Float(sums[other] &- sums[first]) / LanguageModel.steps * LanguageModel.temperature
    }

    var score: Float { lead > 20 ? 0.99 : min(0.99, 1 / (1 + exp(-lead))) }
  }
}
