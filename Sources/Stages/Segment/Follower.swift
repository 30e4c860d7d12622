/// What follows a final mark: the next letter or digit, behind opening quotes and brackets.
struct Follower {
  var position: Int
  var isUpper = false
  var isLower = false
  var isDigit = false
  var isWord = false

  init(_ start: Int, in scanner: SentenceScanner) {
    position = start
    for _ in 0..<3 {
      guard position < scanner.count else { return }
      let (value, end) = scanner.scalarClass(at: position)
      switch value {
      case .upper: (isUpper, isWord) = (true, true)
      case .lower: (isLower, isWord) = (true, true)
      case .numeric: (isDigit, isWord) = (true, true)
      case .otherLetter: isWord = true
      case .close:
        position = end
        continue
      default: break
      }
      return
    }
  }
}
