import Bytes
import Pipeline

/// Pairs of articles in two languages that have two figures near each other in common: what is worth comparing.
///
/// Single figures stand in too many articles, so that an article is indexed by pairs of neighbouring ones. Linear in the
/// figures: of a bucket with more than a few articles each meets those next to it by day of publication.
struct TranslationPairs {
  /// How far from each other the two figures may stand, counted in figures, since one may be missing or moved.
  private static let reach = 2
  private static let smallBucket = 24
  /// In a larger bucket, how many of the next articles are looked at, and how many of them taken.
  private static let neighbours = 24
  private static let mostTaken = 8

  /// Days between the publication of two articles.
  let days: Int
  private let keys: any RecordSorter

  init(days: Int, _ keys: any RecordSorter) {
    self.days = days
    self.keys = keys
  }

  func add(_ features: TranslationFeatures, rank: Int, _ language: LanguageCode) throws {
    let value = Self.value(day: features.day, rank: rank, language)
    let anchors = features.anchors
    var records: [KeyRecord] = []
    for first in anchors.indices {
      for second in anchors.indices where second > first && second <= first + Self.reach {
        // Languages put the two the other way round.
        let (a, b) = (anchors[first].key, anchors[second].key)
        let key = Lexicon.finish(min(a, b) &* 0x9E37_79B9_7F4A_7C15 ^ max(a, b))
        records.append(KeyRecord(key: key, value: value))
      }
    }
    try keys.add(records)
  }

  /// The day first, so that a bucket is in order of publication; then the rank, which mixes the languages.
  private static func value(day: Int32?, rank: Int, _ language: LanguageCode) -> UInt64 {
    // From 1880 to 2059; 0 is no day.
    let day = day.map { UInt64(UInt16(clamping: max(1, Int($0) + 32_768))) } ?? 0
    return day << 48 | UInt64(rank) << 16 | UInt64(language.number)
  }

  /// Calls `body` with each pair once, ordered by the first, which is the lower rank.
  func forEach(_ pairs: any RecordSorter, _ body: (_ first: Int, _ second: Int) throws -> Void) throws {
    try keys.drainGroups(ofAtLeast: 2) { _, bucket in
      let isSmall = bucket.count <= Self.smallBucket
      for index in bucket.indices {
        var taken = 0
        let end = isSmall ? bucket.count : min(bucket.count, index + 1 + Self.neighbours)
        for other in bucket[(index + 1)..<end] where areCandidates(bucket[index], other) {
          let (a, b) = ((bucket[index] >> 16) & 0xFFFF_FFFF, (other >> 16) & 0xFFFF_FFFF)
          try pairs.add(key: min(a, b) << 32 | max(a, b), value: 0)
          taken += 1
          if !isSmall, taken == Self.mostTaken { break }
        }
      }
    }
    var last: UInt64?
    try pairs.drain { key, _ in
      if key == last { return }
      last = key
      try body(Int(key >> 32), Int(key & 0xFFFF_FFFF))
    }
  }

  private func areCandidates(_ a: UInt64, _ b: UInt64) -> Bool {
    guard a & 0xFFFF != b & 0xFFFF else { return false }
    let (dayA, dayB) = (Int(a >> 48), Int(b >> 48))
    return dayA == 0 || dayB == 0 || abs(dayA - dayB) <= days
  }
}
