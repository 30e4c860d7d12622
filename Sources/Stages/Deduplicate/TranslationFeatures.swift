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

  /// The key of a thing of a class that has a name: a day, an id, a sound, a unit.
  static func hash(_ class: String, _ text: String) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in `class`.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    hash = Lexicon.hash(hash, adding: 0)
    for byte in text.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    return Lexicon.finish(hash)
  }
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

  init() {}

  /// Nothing where the language is not known or no stage has looked for figures.
  init(of document: Document) {
    guard document.language.map({ LanguageCode($0) != .none }) ?? false, let quantities = document.layer(.quantities),
      let fields = QuantityFields(quantities.schema)
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
        guard var figure = fields.translatedFigure(of: quantities, index) else { continue }
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
          key: TranslationFeature.hash("day", text), text: Self.cut(Array(text.utf8)))
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
            kind: .reference, surprise: surprise, key: TranslationFeature.hash("ref", id), text: text)
        )
      }
      guard let sound = layer.value(key, at: index)?.string, sound.utf8.count >= Self.shortestSound else { return nil }
      return (
        span.start,
        TranslationFeature(
          kind: .name, surprise: 70, key: TranslationFeature.hash("name", sound), text: written(span))
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
