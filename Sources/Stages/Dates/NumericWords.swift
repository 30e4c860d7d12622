import Pipeline

/// Digit words with a single sign between them.
extension DateText {
  func gapIsOneByte(behind index: Int) -> Bool {
    index + 1 < words.count && words[index + 1].start == words[index].end + 1
  }

  /// Three numbers with the same sign between them, of `-`, `.` and `/`.
  func threeNumbers(
    at index: Int
  ) -> (separator: UInt8, a: (value: Int, count: Int), b: (value: Int, count: Int), c: (value: Int, count: Int))? {
    guard index + 2 < words.count, gapIsOneByte(behind: index), gapIsOneByte(behind: index + 1) else { return nil }
    let separator = bytes[Int(words[index].end)]
    guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: ".") || separator == UInt8(ascii: "/"),
      separator == bytes[Int(words[index + 1].end)],
      let a = number(at: index), let b = number(at: index + 1), let c = number(at: index + 2)
    else { return nil }
    return (separator, a, b, c)
  }

  /// Whether the date of three numbers that ends here is joined by a dash to another.
  func isDateRange(behind index: Int) -> Bool {
    guard index >= 2, let first = threeNumbers(at: index - 2), let dash = dash(at: words[index].end),
      index + 1 < words.count, words[index + 1].start == dash.end, let second = threeNumbers(at: index + 1)
    else { return false }
    return first.separator == second.separator && first.separator != UInt8(ascii: "-")
  }
}
