import Pipeline

/// Something a text says that its translations say too: a figure, a day, a place, a name.
struct TranslationFeature {
  enum Kind: UInt8 {
    /// A figure, or a day far from the publication: what a story is about, and what candidates are found by.
    case figure
    case day
    /// A day around the publication, a place, a country or a person. Unrelated stories share these too, and translations
    /// write them in ways that can't always be told to be the same, so that they only add to other evidence.
    case recentDay
    case reference
    case name

    var isAnchor: Bool { self == .figure || self == .day }
  }

  var kind: Kind
  /// How surprising it is in an unrelated article, before the corpus is counted: -ln of the odds, in sixteenths.
  var surprise: UInt8
  /// Equal for the same value, day or thing in any language.
  var key: UInt64
  /// Hash of unit or currency, 0 where none is stated; figures of two stated units are not the same.
  var unit: UInt32 = 0
  /// Of a figure: its value, of a range the lower bound, and how many digits are no zeros at its end.
  var value = 0.0
  var digits: UInt8 = 0
  /// As it is written in the text; the name that a list gives; a day in ISO 8601.
  var text: [UInt8]
}

/// What is compared between articles of different languages, in the order of the text, each thing once.
struct TranslationFeatures {
  /// Days since 1970-01-01 of the publication.
  var day: Int32?
  var anchors: [TranslationFeature] = []
  var context: [TranslationFeature] = []

  /// A text with more is a list of something, and its beginning tells as much as all of it.
  static let mostAnchors = 256
  static let mostContext = 32
  /// A longer text is cut; it is for people to read.
  private static let longestText = 48
  private static let mark: UInt32 = 0xFFFE_4C58
  private static let noDay = Int32.min
  /// Bytes of a feature before its text, and how many more a figure has.
  private static let fixedSize = 11
  private static let figureSize = 13

  init() {}

  // MARK: In a blob

  /// The section lies at the end of a blob, found by its last eight bytes, so that what stands before it need not be read.
  func append(to blob: inout [UInt8]) {
    let start = blob.count
    blob.appendLittleEndian(day ?? Self.noDay)
    for list in [anchors, context] {
      blob.appendLittleEndian(UInt16(list.count))
      for feature in list {
        blob.append(feature.kind.rawValue)
        blob.append(feature.surprise)
        blob.append(UInt8(min(feature.text.count, 255)))
        blob.appendLittleEndian(feature.key)
        if feature.kind == .figure {
          blob.appendLittleEndian(feature.unit)
          blob.append(feature.digits)
          blob.appendLittleEndian(feature.value.bitPattern)
        }
        blob.append(contentsOf: feature.text.prefix(255))
      }
    }
    blob.appendLittleEndian(UInt32(blob.count - start))
    blob.appendLittleEndian(Self.mark)
  }

  /// Nothing for a blob without the section, and for a damaged one what can be read of it.
  init(blob: [UInt8]) {
    blob.withUnsafeBytes { bytes in
      guard bytes.count >= 16, bytes.word32(bytes.count - 4) == Self.mark else { return }
      let end = bytes.count - 8
      let length = Int(bytes.word32(end))
      guard length >= 8, length <= end else { return }
      var offset = end - length
      let day = Int32(bitPattern: bytes.word32(offset))
      self.day = day == Self.noDay ? nil : day
      offset += 4
      anchors = Self.list(bytes, &offset, end)
      context = Self.list(bytes, &offset, end)
    }
  }

  private static func list(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int, _ end: Int) -> [TranslationFeature] {
    guard offset + 2 <= end else { return [] }
    let count = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    offset += 2
    var list: [TranslationFeature] = []
    list.reserveCapacity(min(count, (end - offset) / fixedSize))
    for _ in 0..<count {
      guard offset + fixedSize <= end, let kind = TranslationFeature.Kind(rawValue: bytes[offset]) else { return list }
      let text = offset + fixedSize + (kind == .figure ? figureSize : 0)
      let next = text + Int(bytes[offset + 2])
      guard next <= end else { return list }
      var feature = TranslationFeature(
        kind: kind, surprise: bytes[offset + 1], key: bytes.word64(offset + 3), text: Array(bytes[text..<next]))
      if kind == .figure {
        feature.unit = bytes.word32(offset + 11)
        feature.digits = bytes[offset + 15]
        feature.value = Double(bitPattern: bytes.word64(offset + 16))
      }
      list.append(feature)
      offset = next
    }
    return list
  }

  // MARK: From a document

  /// Nothing where the language is not known or no stage has looked for figures.
  init(of document: Document) {
    guard document.language.map({ LanguageCode($0) != .none }) ?? false, let quantities = document.layer(.quantities),
      let fields = TranslatedFigureFields(quantities.schema)
    else { return }
    day = document.published.flatMap { Timestamp.seconds($0) }.map { Int32(clamping: $0 / 86_400) }
    var found: [(start: UInt32, feature: TranslationFeature)] = []
    document.text.withBytes { text in
      func written(_ span: ByteRange) -> [UInt8] { Self.cut(text[span.indices]) }
      if let layer = document.layer(.dates) { found += recognizedDays(layer) }
      var dates = SkippedRanges(in: document, andDates: true).cursor()
      for index in 0..<quantities.count {
        let span = quantities.spans[index]
        if dates.contains(span.start) { continue }
        guard var figure = fields.figure(of: quantities, index) else { continue }
        figure.text = written(span)
        found.append((span.start, figure))
      }
      if let layer = document.layer(.entities) { found += names(layer, written) }
    }
    found.sort { ($0.start, $0.feature.kind.rawValue) < ($1.start, $1.feature.kind.rawValue) }
    var cursor = SkippedRanges(in: document).cursor()
    var seen: Set<UInt64> = []
    for (start, feature) in found where !cursor.contains(start) {
      let isFull =
        feature.kind.isAnchor ? anchors.count >= Self.mostAnchors : context.count >= Self.mostContext
      guard !isFull, seen.insert(feature.key).inserted else { continue }
      if feature.kind.isAnchor { anchors.append(feature) } else { context.append(feature) }
    }
  }

  /// Days within this many of the publication are those of the news itself.
  private static let recentDays: Int32 = 10

  private func recognizedDays(_ layer: Layer) -> [(start: UInt32, feature: TranslationFeature)] {
    guard let earliest = layer.schema.index(of: "earliest"), let latest = layer.schema.index(of: "latest") else {
      return []
    }
    return (0..<layer.count).compactMap { index in
      guard let text = layer.value(earliest, at: index)?.string, text == layer.value(latest, at: index)?.string,
        let seconds = Timestamp.seconds(text)
      else { return nil }
      let day = Int32(clamping: seconds / 86_400)
      let isRecent = self.day.map { abs($0 - day) <= Self.recentDays } ?? false
      let isRelative = layer.value("relative", at: index)?.bool ?? false
      return (
        layer.spans[index].start,
        TranslationFeature(
          kind: isRecent || isRelative ? .recentDay : .day, surprise: isRecent || isRelative ? 20 : 77,
          key: TranslatedFigureFields.hash("day", text), text: Self.cut(Array(text.utf8)))
      )
    }
  }

  private func names(
    _ layer: Layer, _ written: (ByteRange) -> [UInt8]
  ) -> [(start: UInt32, feature: TranslationFeature)] {
    guard let ref = layer.schema.index(of: "ref"), let key = layer.schema.index(of: "name_key"),
      let name = layer.schema.index(of: "name")
    else { return [] }
    return (0..<layer.count).compactMap { index in
      let span = layer.spans[index]
      if let id = layer.value(ref, at: index)?.string {
        let text = layer.value(name, at: index)?.string.map { Self.cut(Array($0.utf8)) } ?? written(span)
        // Countries are in every second story.
        let surprise: UInt8 = id.hasPrefix("iso3166:") && id.utf8.count <= 10 ? 35 : 70
        return (
          span.start,
          TranslationFeature(
            kind: .reference, surprise: surprise, key: TranslatedFigureFields.hash("ref", id), text: text)
        )
      }
      guard let sound = layer.value(key, at: index)?.string, sound.utf8.count >= Self.shortestSound else { return nil }
      return (
        span.start,
        TranslationFeature(
          kind: .name, surprise: 70, key: TranslatedFigureFields.hash("name", sound), text: written(span))
      )
    }
  }

  /// Shorter keys are those of many names.
  private static let shortestSound = 5

  /// At most so many bytes, and no part of a scalar.
  private static func cut(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8] {
    guard bytes.count > longestText else { return Array(bytes) }
    var prefix = Array(bytes.prefix(longestText + 1))
    while let last = prefix.popLast(), last & 0xC0 == 0x80 {}
    return prefix
  }
}

/// The primary subtag of a language as a number; `none` for no language, `und` and longer subtags.
struct LanguageCode: Equatable {
  let number: UInt16
  static let none = LanguageCode(number: 0)

  init(number: UInt16) { self.number = number }

  init(_ language: Language) {
    let letters = Array(language.tag.utf8.prefix { $0 != 0x2D })
    guard (2...3).contains(letters.count), letters.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }), language.primary != "und"
    else {
      self = .none
      return
    }
    number = letters.reduce(0) { $0 * 27 + UInt16(($1 | 0x20) - 0x60) }
  }
}
