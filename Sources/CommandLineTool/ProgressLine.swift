import Engine

/// Shows how far a run is: a bar that is redrawn on a terminal, a plain line every ten seconds elsewhere.
final class ProgressLine {
  private var lastPlain = 0.0
  private var isShown = false
  private let isQuiet: Bool

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func show(_ progress: RunProgress) {
    guard !isQuiet else { return }
    let seconds = max(progress.seconds, 0.001)
    var text = "\(Report.number(progress.documents)) documents"
    if progress.pass == 0 {
      text +=
        ", \(Report.number(Int(Double(progress.documents) / seconds)))/s, "
        + "\(Report.decimal(Double(progress.bytes) / 1e6 / seconds)) MB/s"
    }
    if progress.passes > 1 { text += ", pass \(progress.pass + 1) of \(progress.passes)" }
    if let share = progress.share {
      text = "\(bar(share)) \(Int(share * 100))%  " + text
      if share > 0.02, share < 1, progress.pass == 0 {
        text += ", \(Self.duration(seconds / share - seconds)) left"
      }
    }
    if Terminal.standardErrorIsTerminal {
      Terminal.sayRaw("\r\u{1B}[2K" + text)
      isShown = true
    } else if progress.seconds - lastPlain >= 10 {
      lastPlain = progress.seconds
      Terminal.say(text)
    }
  }

  /// Takes the bar away, so that other lines can be written.
  func clear() {
    if isShown { Terminal.sayRaw("\r\u{1B}[2K") }
    isShown = false
  }

  private func bar(_ share: Double) -> String {
    let full = Int(share * 20)
    return "[" + String(repeating: "=", count: full) + String(repeating: " ", count: 20 - full) + "]"
  }

  static func duration(_ seconds: Double) -> String {
    let total = Int(seconds.rounded(.up))
    if total < 60 { return "\(total) s" }
    if total < 3600 { return "\(total / 60) min \(total % 60) s" }
    return "\(total / 3600) h \(total % 3600 / 60) min"
  }
}
