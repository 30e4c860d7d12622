import Pipeline

/// Which figures stand at the same places of two texts, and which of them changed there.
///
/// Only places in common passages count: a figure in a paragraph that was cut or added says nothing about the rest.
struct FigureChanges {
  /// Figures in digits that stayed. Those in words are as often part of the frame that all reports of a series have.
  private(set) var same = 0
  private(set) var changed: [(here: ComparedFigure, there: ComparedFigure)] = []

  /// How far from its place a figure may stand, since 5 and 5.2 are one word and two.
  private static let tolerance = 2
  /// How far from the last shared shingle a figure may stand where there is none on its other side.
  private static let openEnd = 4

  /// - Parameter anchors: ascending in `there`.
  init(_ here: [ComparedFigure], _ there: [ComparedFigure], anchors: [Anchor]) {
    guard !here.isEmpty, !there.isEmpty, !anchors.isEmpty else { return }
    // A set, since the one text may have far more figures than the other.
    var taken: Set<Int> = []
    var open: [(figure: ComparedFigure, places: ClosedRange<Int>)] = []
    var next = 0
    for figure in there {
      while next < anchors.count, anchors[next].there <= Int(figure.unit) { next += 1 }
      guard let places = Self.places(of: Int(figure.unit), anchors, next) else { continue }
      if let index = Self.first(of: here, in: places, where: { !taken.contains($0) && here[$0].key == figure.key }) {
        taken.insert(index)
        if figure.isInDigits { same += 1 }
      } else {
        open.append((figure, places))
      }
    }
    for (figure, places) in open {
      guard let index = Self.first(of: here, in: places, where: { !taken.contains($0) }) else { continue }
      taken.insert(index)
      changed.append((here[index], figure))
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

  private static func first(
    of figures: [ComparedFigure], in places: ClosedRange<Int>, where isWanted: (Int) -> Bool
  ) -> Int? {
    var low = 0
    var high = figures.count
    while low < high {
      let middle = (low + high) / 2
      if Int(figures[middle].unit) < places.lowerBound { low = middle + 1 } else { high = middle }
    }
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
