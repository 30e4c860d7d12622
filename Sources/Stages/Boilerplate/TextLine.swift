/// One line of a document as the rules about neighbours see it.
struct TextLine {
  /// The line without white space at its ends; empty for a blank line.
  var start: UInt32
  var end: UInt32
  /// What is marked: the line, or its end from here on.
  var markStart: UInt32
  /// The end of a caption's own words; 0 where the line is no caption with a credit.
  var captionEnd: UInt32 = 0
  var kind: BoilerplateKind?
  var isTitle = false
  var isHeading = false
  var isBulleted = false
  var needsEdge = false

  init(_ range: Range<Int>) {
    start = UInt32(range.lowerBound)
    end = UInt32(range.upperBound)
    markStart = start
  }

  var range: Range<Int> { Int(start)..<Int(end) }
  var isBlank: Bool { start == end }
  /// Whether the whole line is marked.
  var isMarkedWhole: Bool { kind != nil && markStart == start }

  mutating func take(_ finding: LineFinding) {
    kind = finding.kind
    markStart = UInt32(finding.range.lowerBound)
    isHeading = finding.isHeading
    needsEdge = finding.needsEdge
    captionEnd = UInt32(finding.captionEnd ?? 0)
  }
}
