/// A third or a half of a month, year, decade or century.
enum PeriodPart: Int, Sendable {
  case early = 1
  case mid
  case late
  case firstHalf
  case secondHalf

  init?(name: String) {
    switch name {
    case "early": self = .early
    case "mid": self = .mid
    case "late": self = .late
    case "first-half": self = .firstHalf
    case "second-half": self = .secondHalf
    default: return nil
    }
  }

  /// The numbers of `count` months or years that lie in this part, from 0.
  func slice(of count: Int) -> ClosedRange<Int> {
    switch self {
    case .early: 0...max(0, count / 3 - 1)
    case .mid: count / 3...max(count / 3, count * 2 / 3 - 1)
    case .late: count * 2 / 3...count - 1
    case .firstHalf: 0...count / 2 - 1
    case .secondHalf: count / 2...count - 1
    }
  }

  /// The days of a month: tens for thirds.
  func days(inMonthOf days: Int) -> ClosedRange<Int> {
    switch self {
    case .early: 1...10
    case .mid: 11...20
    case .late: 21...days
    case .firstHalf: 1...15
    case .secondHalf: 16...days
    }
  }
}
