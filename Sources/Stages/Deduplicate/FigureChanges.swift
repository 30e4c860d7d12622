import Pipeline

/// Which figures stand at the same places of two texts, and which of them changed there.
///
/// Only places in common passages count: a figure in a paragraph that was cut or added says nothing about the rest.
struct FigureChanges {
  /// Figures in digits that stayed. Those in words are as often part of the frame that all reports of a series have.
  private(set) var same = 0
  private(set) var changed: [(here: ComparedFigure, there: ComparedFigure)] = []
  /// Those of them that are in digits in both.
  var changedInDigits: Int { changed.count { $0.here.isInDigits && $0.there.isInDigits } }

  /// How far from its place a figure may stand, since 5 and 5.2 are one word and two.
  private static let tolerance = 2
  /// How far from the last shared shingle a figure may stand where there is none on its other side.
  private static let openEnd = 4

  /// Whether the texts differ in far more than their figures, at the same places: then words were replaced or misread, and
  /// figures among them.
  private(set) var isNoisy = false

  /// Shingles of common passages without their like, for each figure without, from which the text is noisy. A changed
  /// figure costs two of words, or up to seven of characters.
  private static let noise = 12

  /// How far apart two anchors are where nothing but a word was replaced between them, or nearly, and how much farther for
  /// each figure.
  private static let gap = 8
  private static let gapOfFigure = 8
  private static let smallestTable = 6
  /// Width of the places of a figure, with the tolerance on both sides, where nothing but it was replaced, or nearly.
  private static let closePlaces = 6

  /// - Parameters:
  ///   - anchors: ascending in `there`.
  ///   - covered: how many shingles of the other text lie in common passages.
  init(_ a: HeldText, _ b: HeldText, anchors: [Anchor], covered: Int) {
    let (here, there) = (a.figures, b.figures)
    guard !here.isEmpty, !there.isEmpty, !anchors.isEmpty else { return }
    var isTaken = Array(repeating: false, count: here.count)
    var open: [(figure: ComparedFigure, places: ClosedRange<Int>)] = []
    var next = 0
    var start = 0
    while start < there.count {
      while next < anchors.count, anchors[next].there <= Int(there[start].unit) { next += 1 }
      // All figures before the next anchor stand in one gap between passages.
      var end = start + 1
      while end < there.count, next == anchors.count || there[end].unit < anchors[next].there { end += 1 }
      let isTable = Self.isTable(here, there[start..<end], anchors, next)
      let isReplaced = Self.isReplaced(end - start, anchors, next)
      for (row, figure) in there[start..<end].enumerated() {
        let places =
          isTable
          ? Self.place(row, between: anchors[next - 1], anchors[next], here)
          : Self.places(of: Int(figure.unit), anchors, next)
        guard let places else { continue }
        if let index = Self.first(of: here, in: places, where: { !isTaken[$0] && here[$0].key == figure.key }) {
          isTaken[index] = true
          if figure.isInDigits { same += 1 }
        } else if isReplaced || isTable {
          open.append((figure, places))
        }
      }
      start = end
    }
    isNoisy = covered - anchors.count >= Self.noise * open.count
    for (figure, places) in open {
      guard let first = Self.first(of: here, in: places, where: { !isTaken[$0] }) else { continue }
      // Nine may have become 12; but where more than that was replaced, a figure in words says nothing about one in digits.
      if here[first].isInDigits != figure.isInDigits, places.count > Self.closePlaces { continue }
      let text = FigureText(b.text.bytes(of: figure))
      var isSame = false
      let known = Self.first(of: here, in: places) { index in
        guard !isTaken[index] else { return false }
        let other = FigureText(a.text.bytes(of: here[index]))
        isSame = text.isSame(as: other)
        // Of a figure that is damaged, or that lost its unit, nothing can be said.
        return isSame || text.isPart(of: other) || (isNoisy && text.isDamaged(other))
      }
      if let known {
        isTaken[known] = true
        if isSame { same += 1 }
      } else {
        isTaken[first] = true
        changed.append((here[first], figure))
      }
    }
  }

  /// Where a figure at `unit` of the other text would stand in this one; `next` is the first anchor behind it.
  private static func places(of unit: Int, _ anchors: [Anchor], _ next: Int) -> ClosedRange<Int>? {
    let before = next > 0 ? anchors[next - 1] : nil
    let behind = next < anchors.count ? anchors[next] : nil
    let fromBefore = before.map { $0.here + unit - $0.there }
    let fromBehind = behind.map { $0.here - ($0.there - unit) }
    let distanceBefore = before.map { unit - $0.there } ?? .max
    let distanceBehind = behind.map { $0.there - unit } ?? .max
    if let fromBefore, let fromBehind, distanceBefore <= ShingleTable.largestGap,
      distanceBehind <= ShingleTable.largestGap, abs(fromBefore - fromBehind) <= ShingleTable.largestGap
    {
      return min(fromBefore, fromBehind) - tolerance...max(fromBefore, fromBehind) + tolerance
    }
    if let fromBefore, distanceBefore <= openEnd { return fromBefore - tolerance...fromBefore + tolerance }
    if let fromBehind, distanceBehind <= openEnd { return fromBehind - tolerance...fromBehind + tolerance }
    return nil
  }

  /// Whether little more than figures was replaced between the anchors around `count` of them. Where each text has a
  /// sentence of its own, the figures of the one say nothing about those of the other.
  private static func isReplaced(_ count: Int, _ anchors: [Anchor], _ next: Int) -> Bool {
    guard next > 0, next < anchors.count else { return true }
    let width = max(anchors[next].there - anchors[next - 1].there, anchors[next].here - anchors[next - 1].here)
    return width <= gap + gapOfFigure * count
  }

  /// Whether both texts have a table between the same passages: too much was replaced there to be one passage, and it is
  /// nearly as many figures with little between them.
  private static func isTable(
    _ here: [ComparedFigure], _ there: ArraySlice<ComparedFigure>, _ anchors: [Anchor], _ next: Int
  ) -> Bool {
    guard next > 0, next < anchors.count, there.count >= smallestTable else { return false }
    let (before, behind) = (anchors[next - 1], anchors[next])
    let width = behind.there - before.there
    guard width > ShingleTable.largestGap, width <= gapOfFigure * there.count, behind.here > before.here else {
      return false
    }
    let count = index(of: behind.here, in: here) - index(of: before.here, in: here)
    // A line behind the table may have a figure too.
    return abs(count - there.count) * 4 <= min(count, there.count)
  }

  /// The place of a figure of a table, where both have so many.
  private static func place(
    _ row: Int, between before: Anchor, _ behind: Anchor, _ here: [ComparedFigure]
  ) -> ClosedRange<Int>? {
    let index = index(of: before.here, in: here) + row
    guard index < here.count, here[index].unit < behind.here else { return nil }
    return Int(here[index].unit)...Int(here[index].unit)
  }

  /// The first figure at a place or behind it.
  private static func index(of place: Int, in figures: [ComparedFigure]) -> Int {
    figures.partitioningIndex { Int($0.unit) >= place }
  }

  private static func first(
    of figures: [ComparedFigure], in places: ClosedRange<Int>, where isWanted: (Int) -> Bool
  ) -> Int? {
    var low = index(of: places.lowerBound, in: figures)
    while low < figures.count, Int(figures[low].unit) <= places.upperBound {
      if isWanted(low) { return low }
      low += 1
    }
    return nil
  }

  /// Each change once, as `12 → 15`, in the order of the other text.
  func described(_ here: HeldText, _ there: HeldText, limit: Int) -> [String] {
    var seen: Set<String> = []
    var lines: [String] = []
    for change in changed where lines.count < limit {
      let line = "\(here.text.text(of: change.here)) → \(there.text.text(of: change.there))"
      if seen.insert(line).inserted { lines.append(line) }
    }
    return lines
  }
}
