import Foundation
import Stages

/// Softmax regression from the naive Bayes weights on, by stochastic gradient descent: pieces of training sentences are
/// identified, and weights move towards the right language and away from those that were believed.
struct Refinement {
  var epochs = 8
  var rate: Float = 0.4
  /// Overlapping n-grams say the same thing several times; sums are scaled down to what one would believe.
  var temperature = LanguageModel.temperature
  /// Pieces a language and epoch, so that all languages weigh the same.
  var pieces = 6000
  /// Words of a piece.
  var words = 6...18

  func refine(_ weights: inout Weights, on text: TrainingText, seed: UInt64) {
    var index: [UInt64: Int] = [:]
    for (number, hash) in weights.hashes.enumerated() { index[hash] = number }
    var random = SplitMix(state: seed)
    let languages = weights.languages
    for epoch in 0..<epochs {
      let step = rate * Float(epochs - epoch) / Float(epochs)
      var order = (0..<languages).flatMap { language in (0..<pieces).map { _ in language } }
      for last in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(last, random.below(last + 1)) }
      var wrong = 0
      for gold in order {
        let features = piece(of: text.sentences[gold], &random).compactMap { index[$0] }
        guard !features.isEmpty else { continue }
        var sums = [Float](repeating: 0, count: languages)
        weights.values.withUnsafeBufferPointer { values in
          for feature in features {
            for language in 0..<languages { sums[language] += values[feature * languages + language] }
          }
        }
        let most = sums.max()!
        if sums[gold] < most { wrong += 1 }
        var beliefs = sums.map { exp(($0 - most) * temperature) }
        let whole = beliefs.reduce(0, +)
        for language in 0..<languages { beliefs[language] = (language == gold ? 1 : 0) - beliefs[language] / whole }
        guard beliefs[gold] > 0.01 else { continue }
        let scale = step / Float(features.count).squareRoot()
        weights.values.withUnsafeMutableBufferPointer { values in
          for feature in features {
            for language in 0..<languages { values[feature * languages + language] += scale * beliefs[language] }
          }
        }
      }
      print("epoch \(epoch + 1): \(wrong) of \(order.count) pieces wrong")
    }
  }

  /// The features of a few neighbouring words of a sentence drawn by chance.
  private func piece(of sentences: [[UInt8]], _ random: inout SplitMix) -> [UInt64] {
    let sentence = sentences[random.below(sentences.count)]
    var starts = [0]
    for (position, byte) in sentence.enumerated() where byte == 0x20 { starts.append(position + 1) }
    starts.append(sentence.count)
    let length = words.lowerBound + random.below(words.count)
    let first = random.below(max(1, starts.count - 1 - length))
    let end = min(starts.count - 1, first + length)
    var features: [UInt64] = []
    NGramCounts.features(Array(sentence[starts[first]..<starts[end]])) { features.append($0) }
    return features
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): chance that is the same on every machine.
struct SplitMix {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
