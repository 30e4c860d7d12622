import PackFormat
import Pipeline

/// Ranks in Roman letters: XX Congress, глава IV, XXXIII Олимпийские игры.
///
/// Kings, popes and wars have Roman numbers as names, so one counts only beside a word of the pack that is ranked.
extension NumberRecognizer {
  func romanRank(_ index: Int) -> Figure? {
    let word = text.words[index]
    guard word.letterCase == .upper, word.range.count <= 8,
      let value = RomanNumber.value(text.bytes[Int(word.start)..<Int(word.end)]), value > 1
    else { return nil }
    var isRank = index > 0 && text.isSpaced(index - 1) && vocabulary.isWord(.romanBefore, index - 1, text) != nil
    if !isRank, index + 1 < text.words.count, text.isSpaced(index) {
      // One adjective may stand between: XXXIII летние игры.
      isRank =
        vocabulary.isWord(.romanAfter, index + 1, text) != nil
        || index + 2 < text.words.count && text.isSpaced(index + 1) && text.words[index + 1].kind == .letters
          && vocabulary.isWord(.romanAfter, index + 2, text) != nil
    }
    guard isRank else { return nil }
    var figure = Figure(start: Int(word.start), end: Int(word.end), firstWord: index, endWord: index + 1)
    figure.value = ExactDecimal(value)
    figure.kind = .ordinal
    figure.isSpelled = true
    return figure
  }
}
