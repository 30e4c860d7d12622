import ICU
import Pipeline

extension TextCleaner.Pass {
  /// Puts the plainer form in the place of the scalar at `place`, where there is one; returns the position behind what
  /// has been looked at.
  mutating func substitute(_ value: UInt32, _ place: Range<Int>, _ range: Range<Int>) -> Int {
    let substitution = cleaner.junk.substitution
    switch value {
    case 0x21, 0x2E, 0x3F, 0x2026: return punctuation(value, place, range)
    case 0x2D, 0x2010, 0x2011:
      if substitution.kinds.contains(.hyphenation), let end = hyphenation(place, range) { return end }
      guard value != 0x2D else { return place.upperBound }
    case 0x640: return tatweel(place, range)
    case _ where substitution.isCompatibilityForm(value): return compatibilityRun(place, range)
    default: break
    }
    let after = nextText(place.upperBound, range.upperBound)
    let before = place.lowerBound > range.lowerBound ? text.scalar(before: place.lowerBound) : nil
    if let form = substitution.form(of: value, before: before, after: after) {
      text.replace(place, with: UnsafeBufferPointer(start: form.utf8Start, count: form.utf8CodeUnitCount))
    }
    return place.upperBound
  }

  /// Replaces a run of compatibility forms as a whole: in it letters of Arabic and kana with their marks join up.
  private mutating func compatibilityRun(_ place: Range<Int>, _ range: Range<Int>) -> Int {
    var end = place.upperBound
    while end < range.upperBound {
      let (value, length) = text.source.scalar(at: end)
      guard cleaner.junk.substitution.isCompatibilityForm(value) else { break }
      end += length
    }
    var out: [UInt8] = []
    var edits: [NormalizationEdit] = []
    let run = UnsafeBufferPointer(rebasing: text.source[place.lowerBound..<end])
    // What ICU can't do stays as it is.
    guard (try? Normalizer.nfkc.normalize(run, into: &out, edits: &edits)) != nil else { return end }
    for edit in edits {
      let start = place.lowerBound + Int(edit.sourceStart)
      let target = Int(edit.targetStart)
      text.replace(start..<start + Int(edit.sourceLength), with: out[target..<target + Int(edit.targetLength)])
    }
    // Marks in it may have to be put in order with those behind it.
    isSuspicious = true
    return end
  }

  /// Takes out a run of tatweel that stretches a word. At its end it is part of an abbreviation: هـ is the Islamic year.
  private mutating func tatweel(_ place: Range<Int>, _ range: Range<Int>) -> Int {
    var end = place.upperBound
    while end + 1 < range.upperBound, text.source[end] == 0xD9, text.source[end + 1] == 0x80 { end += 2 }
    let substitution = cleaner.junk.substitution
    if place.lowerBound > range.lowerBound, substitution.isArabic(text.scalar(before: place.lowerBound)),
      substitution.isArabic(nextText(end, range.upperBound))
    {
      text.replace(place.lowerBound..<end, with: EmptyCollection())
    }
    return end
  }

  /// "!!!" becomes "!", "?!?!" becomes "?!", and four full stops or more become three.
  private mutating func punctuation(_ value: UInt32, _ place: Range<Int>, _ range: Range<Int>) -> Int {
    let bytes = text.source
    var end = place.upperBound
    if value == 0x2026 {
      while end + 2 < range.upperBound, bytes[end] == 0xE2, bytes[end + 1] == 0x80, bytes[end + 2] == 0xA6 { end += 3 }
      if end > place.upperBound { text.replace(place.upperBound..<end, with: EmptyCollection()) }
      return end
    }
    if value == 0x2E {
      while end < range.upperBound, bytes[end] == 0x2E { end += 1 }
      if end - place.lowerBound > 3 { text.replace(place.lowerBound + 3..<end, with: EmptyCollection()) }
      return end
    }
    while end < range.upperBound, bytes[end] == 0x21 || bytes[end] == 0x3F { end += 1 }
    let other: UInt8 = value == 0x21 ? 0x3F : 0x21
    let isMixed = bytes[place.lowerBound..<end].contains(other)
    let kept = isMixed ? 2 : 1
    guard end - place.lowerBound > kept else { return end }
    text.replace(place.upperBound..<end, with: isMixed ? [other] : [])
    return end
  }

  /// Joins a word that a hyphen divides at the end of a line; nil where none does.
  private mutating func hyphenation(_ place: Range<Int>, _ range: Range<Int>) -> Int? {
    let substitution = cleaner.junk.substitution
    guard place.lowerBound > range.lowerBound, substitution.isLetter(text.scalar(before: place.lowerBound)) else {
      return nil
    }
    var end = place.upperBound
    var lineEnds = 0
    while end < range.upperBound, [0x20, 0x09, 0x0A, 0x0D].contains(text.source[end]) {
      if text.source[end] == 0x0A { lineEnds += 1 }
      end += 1
    }
    guard lineEnds == 1, end < range.upperBound, substitution.isLower(text.source.scalar(at: end).value) else {
      return nil
    }
    text.replace(place.lowerBound..<end, with: EmptyCollection())
    return end
  }
}
