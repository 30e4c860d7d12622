import Bytes
import Pipeline
import Testing

@testable import Stages

/// Blocks are read back as they were made, and damaged ones are refused or harmless.
@Suite struct GazetteerBlockTests {
  static func sample() -> Gazetteer {
    var builder = GazetteerBuilder()
    builder.suffixes = NameSuffixes([Array("이".utf8)])
    for (name, type, ref) in [
      ("Anna Bo", "PER", "q:1"), ("Anna", "PER", "q:2"), ("Lviv", "LOC", "g:3"), ("Lviv", "ORG", "q:4"),
      ("北京", "LOC", "g:5"), ("북한", "LOC", "q:6"), ("U.S.", "LOC", "q:7"),
    ] {
      builder.add(
        NameRecord(
          name: Array(name.utf8), canonical: Array(name.utf8), type: type, ref: Array(ref.utf8),
          language: ref == "q:2" ? "uk" : nil, place: ref == "g:3" ? Place(latitude: 49_840_000, longitude: -1) : nil,
          weight: 7))
    }
    return builder.finish(key: Hash128(high: 1, low: 2))
  }

  static let text = Array("Anna Bo saw Anna in Lviv, 北京 and 북한이; the U.S. lviv.".utf8)

  static func describe(_ gazetteer: Gazetteer, language: Language? = nil) -> [String] {
    text.withUnsafeBufferPointer { bytes in
      EntitySearch([gazetteer], language: language).search(Lexicon(scanning: bytes).words, bytes).map { found in
        let entry = gazetteer.entries[Int(found.match.entry)]
        let type = gazetteer.types.isEmpty ? "" : gazetteer.types[Int(entry.type)]
        let place = entry.place.map { " \($0.latitude),\($0.longitude)" } ?? ""
        return "\(found.match.range.start)-\(found.match.range.end) \(type) \(gazetteer.string(entry.name)) "
          + "\(gazetteer.string(entry.ref)) \(found.candidates.joined(separator: "|"))\(place)"
      }
    }
  }

  static func bytes(_ gazetteer: Gazetteer) -> [UInt8] { gazetteer.block.withBytes { Array($0) } }

  @Test func `a block read back finds what the first one found`() throws {
    let gazetteer = Self.sample()
    let expected = [
      "0-7 PER Anna Bo q:1 ", "12-16 PER Anna q:2 ", "20-24 LOC Lviv g:3 q:4 49840000,-1", "26-32 LOC 北京 g:5 ",
      "37-43 LOC 북한 q:6 ", "52-56 LOC U.S. q:7 ",
    ]
    #expect(Self.describe(gazetteer) == expected)
    let block = try GazetteerBlock(copying: Self.bytes(gazetteer))
    #expect(block.key == Hash128(high: 1, low: 2))
    #expect(Self.describe(Gazetteer(block)) == expected)
    #expect(Self.describe(Gazetteer(block), language: "en") == expected.filter { !$0.contains("q:2") })
  }

  @Test func `the same names give the same bytes`() {
    #expect(Self.bytes(Self.sample()) == Self.bytes(Self.sample()))
  }

  @Test func `no names give a block that finds nothing`() throws {
    let gazetteer = Gazetteer(try GazetteerBlock(copying: Self.bytes(GazetteerBuilder().finish())))
    #expect(gazetteer.isEmpty)
    #expect(Self.describe(gazetteer).isEmpty)
  }

  @Test func `every flipped bit and every missing byte is refused`() {
    let good = Self.bytes(Self.sample())
    for position in good.indices {
      var bytes = good
      bytes[position] ^= 1 << UInt8(position % 8)
      #expect(throws: GazetteerBlock.Damage.self) { try GazetteerBlock(copying: bytes) }
    }
    for count in stride(from: 0, to: good.count, by: 7) {
      #expect(throws: GazetteerBlock.Damage.self) { try GazetteerBlock(copying: Array(good[..<count])) }
    }
    #expect(throws: GazetteerBlock.Damage.length) { try GazetteerBlock(copying: good + [0]) }
    #expect(throws: GazetteerBlock.Damage.foreign) { try GazetteerBlock(copying: Array("%PDF".utf8) + good) }
  }

  @Test func `wrong content behind a right checksum gives wrong names at worst`() {
    let good = Self.bytes(Self.sample())
    var random = SplitMix(11)
    var read = 0
    for _ in 0..<3_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        // Most damage goes to the tables: they begin behind the header's limits.
        let position = Int.random(in: GazetteerBlock.Field.nodeBits..<bytes.count, using: &random)
        bytes[position] = [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)]
          .randomElement(using: &random)!
      }
      let checksum = bytes.withUnsafeBytes {
        Hash.hash64(UnsafeRawBufferPointer(rebasing: $0[GazetteerBlock.Field.keyHigh...]))
      }
      withUnsafeBytes(of: checksum.littleEndian) {
        bytes.replaceSubrange(GazetteerBlock.Field.checksum..<GazetteerBlock.Field.keyHigh, with: $0)
      }
      guard let block = try? GazetteerBlock(copying: bytes) else { continue }
      _ = Self.describe(Gazetteer(block))
      read += 1
    }
    #expect(read > 1_000)
  }
}
