import Pipeline
import Testing

@Suite struct LayerTests {
  private let schema = LayerSchema(
    "things", "For tests.", fields: [LayerSchema.Field("name", .string), LayerSchema.Field("number", .int)])

  private func randomLayer(_ count: Int, length: Int, _ generator: inout Generator) -> Layer {
    var layer = Layer(schema)
    for number in 0..<count {
      let start = generator.below(length)
      let size = generator.below(8) == 0 ? length - start : generator.below(min(6, length - start))
      layer.append(
        ByteRange(start, start + size), stage: UInt16(generator.below(3)),
        generator.below(2) == 0 ? [] : [.string("n\(number)"), .int(Int64(number))])
    }
    return layer
  }

  @Test(arguments: 0..<20) func `sorting is by start, longest first, stage, order of adding; columns follow`(seed: Int)
  {
    var generator = Generator(seed)
    var layer = randomLayer(generator.below(60), length: 30, &generator)
    let before = layer
    let order = before.spans.indices.sorted { a, b in
      let x = (before.spans[a].start, UInt32.max - before.spans[a].end, before.stages[a], a)
      let y = (before.spans[b].start, UInt32.max - before.spans[b].end, before.stages[b], b)
      return x < y
    }
    layer.sort()
    #expect(layer.spans == order.map { before.spans[$0] })
    #expect(layer.stages == order.map { before.stages[$0] })
    for field in 0..<2 { #expect(layer.columns[field] == order.map { before.columns[field][$0] }) }
    layer.sort()
    #expect(layer.spans == order.map { before.spans[$0] })
  }

  @Test(arguments: 0..<30) func `candidates hold every annotation that overlaps`(seed: Int) {
    var generator = Generator(seed)
    var layer = randomLayer(generator.below(40), length: 40, &generator)
    layer.sort()
    if seed % 2 == 1 { layer.filter { $0 % 3 != 0 } }
    for start in 0..<40 {
      for end in start...40 {
        let range = ByteRange(start, end)
        let candidates = layer.candidates(overlapping: range)
        for index in layer.spans.indices where layer.spans[index].overlaps(range) {
          #expect(candidates.contains(index), "\(layer.spans[index]) overlaps \(range)")
        }
        for index in candidates { #expect(layer.spans[index].start < range.end) }
      }
    }
  }

  @Test func `a long annotation far left is found behind many short ones`() {
    var layer = Layer(schema)
    layer.append(ByteRange(0, 1_000_000), stage: 0)
    for index in 0..<1000 { layer.append(ByteRange(index * 10 + 1, index * 10 + 3), stage: 0) }
    #expect(layer.candidates(overlapping: ByteRange(999_998, 999_999)) == 0..<1001)
    #expect(layer.candidates(overlapping: ByteRange(1_000_000, 1_000_001)) == 1001..<1001)
  }

  @Test func `annotations that do not nest have no other candidates`() {
    var layer = Layer(schema)
    for index in 0..<100 { layer.append(ByteRange(index * 10, index * 10 + 10), stage: 0) }
    #expect(layer.candidates(overlapping: ByteRange(55, 65)) == 5..<7)
    #expect(layer.candidates(overlapping: ByteRange(50, 60)) == 5..<6)
    #expect(layer.candidates(overlapping: ByteRange(2000, 2001)).isEmpty)
    #expect(Layer(schema).candidates(overlapping: ByteRange(0, 9)) == 0..<0)
  }

  @Test func `a filter keeps spans and columns together`() {
    var generator = Generator(9)
    var layer = randomLayer(30, length: 30, &generator)
    let before = layer
    layer.filter { before.columns[1][$0] != nil }
    #expect(layer.columns[1] == before.columns[1].filter { $0 != nil })
    #expect(layer.count == layer.columns[0].count)
  }

  @Test func `fields are found by name, and absent ones are nil`() {
    var layer = Layer(schema)
    layer.append(ByteRange(0, 1), stage: 4, [.string("a")])
    #expect(layer.value("name", at: 0) == .string("a"))
    #expect(layer.value("number", at: 0) == nil)
    #expect(layer.value("other", at: 0) == nil)
    layer.set(1, at: 0, .int(5))
    #expect(layer.value(1, at: 0)?.int == 5)
  }
}
