import Pipeline

/// Numbers the things that the names of a document mention 0, 1, 2 … by their first mention.
enum NameGroups {
  static func number(
    _ names: inout [DocumentName], _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    var numbers: [UInt64: Int] = [:]
    var index = 0
    for position in names.indices {
      let range = names[position].range
      while index < words.count, words[index].start < range.start { index += 1 }
      let thing = names[position].thing ?? Self.thing(names[position], words, index)
      let number = numbers[thing] ?? numbers.count
      numbers[thing] = number
      names[position].same = number
    }
  }

  /// What a name without an identity is the same as: names of the same words, in any case, and the same type.
  private static func thing(
    _ name: DocumentName, _ words: UnsafeBufferPointer<Lexicon.Word>, _ first: Int
  ) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in name.type.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    var index = first
    while index < words.count, words[index].start < name.range.end {
      hash = Lexicon.finish(hash ^ words[index].hash)
      index += 1
    }
    return hash
  }
}
