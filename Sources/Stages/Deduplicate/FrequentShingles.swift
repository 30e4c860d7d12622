/// The sampled shingles that stand in many documents, and what two texts have of them at their very start and end: the
/// menus and notices of a site.
///
/// Frequency alone says little, since the pairs of small words are frequent too; and place alone says nothing, since
/// copies start alike. A stretch that is the same at the edges of both texts, and of which every sample stands in many
/// documents, is the frame of a site: it must not make two of its stories copies.
struct FrequentShingles {
  /// Documents from which a shingle is frequent. Hardly a story has so many edited copies.
  static let least = 16
  /// A shorter stretch makes no two texts alike.
  private static let shortestFrame = 16
  /// Share of a text that must be left of it: copies of a story that everybody prints are the same from edge to edge.
  private static let leastRest = 0.2

  private let sample: UInt32
  /// Ascending; 4 bytes for each. With 60 samples a document there can't be more than four for each document.
  private var hashes: [UInt32] = []

  init(sample: UInt32) { self.sample = sample }

  /// - Parameter hash: larger than the one added before.
  mutating func add(_ hash: UInt32) { hashes.append(hash) }

  private func contains(_ hash: UInt32) -> Bool {
    let place = hashes.partitioningIndex { $0 >= hash }
    return place < hashes.count && hashes[place] == hash
  }

  /// How many shingles of both texts are the frame around them.
  func frame(_ a: [UInt32], _ b: [UInt32]) -> Int {
    guard !hashes.isEmpty else { return 0 }
    let shorter = min(a.count, b.count)
    let head = stretch(shorter) { (a[$0], b[$0]) }
    let foot = stretch(shorter - head) { (a[a.count - 1 - $0], b[b.count - 1 - $0]) }
    return Double(shorter - head - foot) < Self.leastRest * Double(shorter) ? 0 : head + foot
  }

  /// Up to the last frequent sample before the first one that is not, or to where the texts part.
  private func stretch(_ count: Int, _ pair: (Int) -> (UInt32, UInt32)) -> Int {
    var length = 0
    var place = 0
    while place < count {
      let (here, there) = pair(place)
      guard here == there else { return place < Self.shortestFrame || length == 0 ? 0 : place }
      place += 1
      guard Shingles.isSampled(here, sample) else { continue }
      guard contains(here) else { break }
      length = place
    }
    return length < Self.shortestFrame ? 0 : length
  }
}
