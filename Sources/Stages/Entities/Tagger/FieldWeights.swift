import Glibc

/// Weights while they are learned: a linear-chain conditional random field by stochastic gradient descent.
///
/// Sources: J. Lafferty, A. McCallum, F. Pereira, "Conditional Random Fields" (2001); J. Duchi, E. Hazan, Y. Singer,
/// "Adaptive Subgradient Methods" (2011) for the rate of each weight; S. Wager, S. Wang, P. Liang, "Dropout Training as
/// Adaptive Regularization" (2013).
struct FieldWeights: ~Copyable {
  let weights: UnsafeMutablePointer<SIMD8<Float>>
  private let squares: UnsafeMutablePointer<SIMD8<Float>>
  private(set) var transitions = [Float](repeating: 0, count: TaggerModel.transitionCount)
  private var transitionSquares = [Float](repeating: 1, count: TaggerModel.transitionCount)
  private let firstRate: Float
  private var rate: Float
  /// A random 32-bit number below this leaves a feature out.
  private let dropped: UInt64

  // Of the sequence at hand: exponentials of the scores of all tags, forward probabilities, features not left out.
  private var emissions: [SIMD16<Float>] = []
  private var forward: [SIMD16<Float>] = []
  private var kept: [UInt32] = []
  private var keptStarts: [Int] = []
  private var steps = [SIMD16<Float>](repeating: .zero, count: EntityTag.count + 1)

  /// Tags that are right with less doubt than this teach nothing.
  private static let negligible: Float = 0.004
  private static let size = EntityTag.count

  init(features: Int, options: TaggerTrainer.Options) {
    weights = .allocate(capacity: max(1, features))
    weights.initialize(repeating: .zero, count: max(1, features))
    squares = .allocate(capacity: max(1, features))
    squares.initialize(repeating: SIMD8(repeating: options.initialSquare), count: max(1, features))
    firstRate = options.rate
    rate = options.rate
    dropped = UInt64(Double(options.dropout) * 4_294_967_296)
  }

  deinit {
    weights.deallocate()
    squares.deallocate()
  }

  /// The rate falls to a tenth, which calms the weights as averaging would.
  mutating func beginEpoch(_ epoch: Int, of epochs: Int) {
    rate = firstRate * (1 - 0.9 * Float(epoch) / Float(max(1, epochs - 1)))
  }

  /// The features that say most of their bucket, in ascending order, and of those that look the same there the first.
  ///
  /// A weight counts more where its feature is seen more, by the fourth root: found by trial.
  func strongest(_ examples: borrowing TrainingExamples, buckets: Int) -> [Int] {
    let heights = examples.featureUses().enumerated().map { feature, uses in
      let weight = weights[feature]
      let height = max(weight.max(), -weight.min())
      return height * Float(min(uses, 1000)).squareRoot().squareRoot()
    }
    // Equal heights are told apart by their place, so that the choice is the same every time.
    let order = heights.indices.sorted { heights[$0] != heights[$1] ? heights[$0] > heights[$1] : $0 < $1 }
    var checks = [UInt8](repeating: 0, count: buckets * TaggerModel.bucketRows)
    var used = [UInt8](repeating: 0, count: buckets)
    var kept: [Int] = []
    for feature in order {
      let hash = examples.hashes[feature]
      let bucket = Int(TaggerModel.bucket(of: hash, count: UInt64(buckets)))
      let start = bucket * TaggerModel.bucketRows
      let count = Int(used[bucket])
      let check = UInt8(truncatingIfNeeded: hash)
      if count == TaggerModel.bucketRows || checks[start..<start + count].contains(check) { continue }
      checks[start + count] = check
      used[bucket] += 1
      kept.append(feature)
    }
    return kept.sorted()
  }

  /// Forgets all features but these, which get the numbers 0, 1, 2 …
  func keep(_ features: [Int]) {
    for (number, feature) in features.enumerated() {
      weights[number] = weights[feature]
      squares[number] = squares[feature]
    }
  }

  /// One step of descent on one sequence; its negated log-likelihood before.
  mutating func learn(_ examples: borrowing TrainingExamples, _ index: Int, _ random: inout SplitMix64) -> Float {
    let tokens = examples.sequences[index]
    raiseTransitions()
    let gold = score(examples, tokens, &random)
    let total = passForward()
    passBackward(examples, tokens)
    return total + gold.scale - gold.score
  }

  /// Exponentials of the transitions; steps that are not valid have no mass.
  private mutating func raiseTransitions() {
    for from in 0...Self.size {
      var row = SIMD16<Float>(repeating: -.infinity)
      for to in 0..<Self.size {
        let isValid = from == Self.size ? !EntityTag.isInside(to) : EntityTag.isValid(from, before: to)
        if isValid { row[to] = transitions[from * Self.size + to] }
      }
      steps[from] = FastExponential.of(row)
    }
  }

  /// Fills `emissions`; the score of the right tags, and the logarithm of what the emissions were scaled by.
  private mutating func score(
    _ examples: borrowing TrainingExamples, _ tokens: Range<Int>, _ random: inout SplitMix64
  ) -> (score: Float, scale: Float) {
    emissions.removeAll(keepingCapacity: true)
    kept.removeAll(keepingCapacity: true)
    keptStarts.removeAll(keepingCapacity: true)
    keptStarts.append(0)
    var gold: Float = 0
    var scale: Float = 0
    var before = Self.size
    examples.features.withUnsafeBufferPointer { features in
      examples.starts.withUnsafeBufferPointer { starts in
        for token in tokens {
          var sum = SIMD8<Float>.zero
          for position in starts[token]..<starts[token + 1] {
            if dropped > 0, random.next() >> 32 < dropped { continue }
            kept.append(features[position])
            sum += weights[Int(features[position])]
          }
          keptStarts.append(kept.count)
          let tag = Int(examples.tags[token])
          if tag > 0 { gold += sum[tag - 1] }
          gold += transitions[before * Self.size + tag]
          before = tag
          var wide = SIMD16<Float>(repeating: -.infinity)
          wide[0] = 0
          for lane in 0..<EntityTag.lanes { wide[lane + 1] = sum[lane] }
          let top = wide.max()
          scale += top
          emissions.append(FastExponential.of(wide - top))
        }
      }
    }
    return (gold, scale)
  }

  /// Fills `forward`, scaled to sum 1 at every token; the logarithm of the whole sum.
  private mutating func passForward() -> Float {
    forward.removeAll(keepingCapacity: true)
    var total: Float = 0
    for (position, emission) in emissions.enumerated() {
      var next = position == 0 ? steps[Self.size] : SIMD16<Float>.zero
      if position > 0 {
        let current = forward[position - 1]
        for from in 0..<Self.size { next += steps[from] * current[from] }
      }
      next *= emission
      let sum = next.sum()
      total += logf(sum)
      forward.append(next / sum)
    }
    return total
  }

  /// Walks back with the chances of what follows, and changes the weights of every token that was in doubt.
  private mutating func passBackward(_ examples: borrowing TrainingExamples, _ tokens: Range<Int>) {
    var backward = SIMD16<Float>(repeating: 1)
    for position in stride(from: tokens.count - 1, through: 0, by: -1) {
      var chances = forward[position] * backward
      chances /= chances.sum()
      let gold = Int(examples.tags[tokens.lowerBound + position])
      let incoming = emissions[position] * backward
      if 1 - chances[gold] > Self.negligible {
        var change = SIMD8<Float>.zero
        for lane in 0..<EntityTag.lanes { change[lane] = -chances[lane + 1] }
        if gold > 0 { change[gold - 1] += 1 }
        let square = change * change
        let push = change * rate
        for at in keptStarts[position]..<keptStarts[position + 1] {
          let feature = Int(kept[at])
          let sum = squares[feature] + square
          squares[feature] = sum
          weights[feature] += push / sum.squareRoot()
        }
        if position == 0 {
          for to in 0..<Self.size { update(Self.size, to, (to == gold ? 1 : 0) - chances[to]) }
        } else {
          updateSteps(into: gold, from: Int(examples.tags[tokens.lowerBound + position - 1]), position, incoming)
        }
      }
      if position > 0 {
        var next = SIMD16<Float>.zero
        for from in 0..<Self.size { next[from] = (steps[from] * incoming).sum() }
        backward = next / next.max()
      }
    }
  }

  private mutating func updateSteps(into gold: Int, from before: Int, _ position: Int, _ incoming: SIMD16<Float>) {
    let previous = forward[position - 1]
    var total: Float = 0
    for from in 0..<Self.size { total += previous[from] * (steps[from] * incoming).sum() }
    for from in 0..<Self.size where previous[from] > 1e-4 || from == before {
      let expected = steps[from] * incoming * (previous[from] / total)
      for to in 0..<Self.size {
        let isGold = from == before && to == gold
        if isGold || expected[to] > 1e-4 { update(from, to, (isGold ? 1 : 0) - expected[to]) }
      }
    }
  }

  private mutating func update(_ from: Int, _ to: Int, _ gradient: Float) {
    let index = from * Self.size + to
    transitionSquares[index] += gradient * gradient
    transitions[index] += rate * gradient / transitionSquares[index].squareRoot()
  }
}
