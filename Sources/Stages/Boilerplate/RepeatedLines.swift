import Bytes
import Pipeline

/// Marks lines that stood in the document before; the first of them stays.
struct RepeatedLines {
  let text: LineText

  /// Shorter ones must come three times: table cells and cries repeat in articles too.
  private static let shortest = 20

  func mark(_ lines: inout [TextLine]) {
    guard lines.count > 1 else { return }
    var capacity = 16
    while capacity < lines.count * 2 { capacity *= 2 }
    // Open addressing: numbers of first lines, plus one.
    var slots = [UInt32](repeating: 0, count: capacity)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(lines.count)
    var short: [Int] = []
    for index in lines.indices {
      let range = lines[index].range
      guard !range.isEmpty else {
        hashes.append(0)
        continue
      }
      let hash = Hash.hash64(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text.bytes)[range]))
      hashes.append(hash)
      var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while slots[slot] > 0 {
        let first = Int(slots[slot]) - 1
        if hashes[first] == hash, isEqual(lines[first].range, range) { break }
        slot = (slot + 1) & (capacity - 1)
      }
      guard slots[slot] > 0 else {
        slots[slot] = UInt32(index) + 1
        continue
      }
      guard !lines[index].isTitle, !lines[index].isMarkedWhole else { continue }
      if text.isWider(range, than: Self.shortest) {
        take(&lines[index])
      } else {
        short.append(index)
      }
    }
    markShort(short, hashes, &lines)
  }

  /// Short lines count where they have words and come at least three times. Sentences, speakers before a colon and
  /// laughter in brackets are said again and again.
  private func markShort(_ repeats: [Int], _ hashes: [UInt64], _ lines: inout [TextLine]) {
    var counts: [UInt64: Int] = [:]
    for index in repeats { counts[hashes[index], default: 0] += 1 }
    for index in repeats where counts[hashes[index]]! >= 2 {
      let range = lines[index].range
      guard range.count >= 6, hasLetters(range), !text.endsSentence(range), !lines[index].isBulleted,
        ![0x3A, 0xFF1A, 0x29, 0xFF09, 0x5D].contains(text.lastScalar(range))
      else { continue }
      take(&lines[index])
    }
  }

  private func take(_ line: inout TextLine) {
    line.kind = .repeated
    line.markStart = line.start
  }

  private func hasLetters(_ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    var letters = 0
    while position < range.upperBound {
      let (scalar, length) = text.bytes.scalar(at: position)
      switch UnicodeTable.shared.entry(scalar).wordClass {
      case .letter, .unspaced: letters += 1
      case .digit: return false
      case .other, .mark, .number, .format, .apostrophe: break
      }
      position += length
    }
    return letters >= 3
  }

  private func isEqual(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    a.count == b.count && text.bytes[a].elementsEqual(text.bytes[b])
  }
}
