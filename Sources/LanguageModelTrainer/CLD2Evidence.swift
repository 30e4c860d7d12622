import Foundation
import Pipeline
import Stages

/// What CLD2's answers are worth: how often it gives each of them for text of each language.
struct CLD2Evidence {
  /// Answers in the order of their names, each with a row of steps against every language.
  var rows: [(answer: String, steps: [UInt16])] = []
  /// The script that most text of each language is in.
  var scripts: [UInt8] = []

  /// Sentences asked for of a language.
  static let sentences = 800
  /// Sentences shorter than this many bytes are no test.
  static let leastBytes = 50
  /// Answers seen less often than this say nothing of the model's languages.
  static let least = 3
  /// Part of its worth that an answer is given: CLD2 and the n-grams see the same letters.
  static let trust: Float = 0.8

  init(_ text: TrainingText) throws {
    var seen: [String: [Float]] = [:]
    var totals = [Float](repeating: 0, count: text.tags.count)
    for language in text.tags.indices {
      let all = (text.heldBack[language] + text.sentences[language]).filter { $0.count >= Self.leastBytes }
      let step = max(1, all.count / Self.sentences)
      var byScript: [UInt8: Int] = [:]
      for index in stride(from: 0, to: all.count, by: step) {
        try all[index].withUnsafeBufferPointer { bytes in
          let script = ScriptTally(bytes).main
          byScript[script, default: 0] += 1
          let answer = try CLD2Answer(bytes, script: script)
          seen[answer.name, default: [Float](repeating: 0, count: text.tags.count)][language] += 1
          totals[language] += 1
        }
      }
      scripts.append(byScript.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 255)
    }
    for (answer, counts) in seen.sorted(by: { $0.key < $1.key }) where counts.reduce(0, +) >= Float(Self.least) {
      let logs = zip(counts, totals).map { count, total in log((count + 0.05) / (total + 5)) }
      let best = logs.max()!
      let scale = Self.trust * LanguageModel.steps / LanguageModel.temperature
      rows.append((answer, logs.map { UInt16(min(65535, (best - $0) * scale)) }))
    }
  }
}
