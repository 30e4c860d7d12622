/// The rows of `cities.tsv`, the most populous city first: what stands first among the cities of one name is the best guess.
struct CityTable {
  struct Malformed: Error, CustomStringConvertible {
    var description: String
  }

  private struct City {
    var ref: [UInt8]
    var name: [UInt8]
    var place: Place
    var population: UInt32
    /// Names that make a place wherever they are found, and where they don't start a sentence.
    var alone: [[UInt8]]
    var inside: [[UInt8]]
    /// Names that only explain what something else has found.
    var known: [[UInt8]]
  }

  private var cities: [City] = []
  private let suffixes: NameSuffixes

  /// - Parameter suffixes: what a name may carry without its being part of it, whatever the language.
  init(_ bytes: [UInt8], path: String, suffixes: [[UInt8]]) throws {
    self.suffixes = NameSuffixes(suffixes.filter { $0.first != UInt8(ascii: "#") && $0 != Array("suffix".utf8) })
    var line = 0
    for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      if raw.isEmpty || raw.first == UInt8(ascii: "#") || raw.starts(with: "id\t".utf8) { continue }
      let fields = raw.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
      func names(_ index: Int) -> [[UInt8]] {
        index < fields.count ? fields[index].split(separator: UInt8(ascii: "|")).map { Array($0) } : []
      }
      guard fields.count >= 6, let latitude = Double(text(3)), let longitude = Double(text(4)),
        let population = UInt32(text(5))
      else {
        throw Malformed(description: "\(path):\(line): id, name, country, lat, lon, population and names expected")
      }
      cities.append(
        City(
          ref: Array("geonames:".utf8) + fields[0], name: Array(fields[1]),
          place: Place(
            latitude: Int32((latitude * 1_000_000).rounded()), longitude: Int32((longitude * 1_000_000).rounded())),
          population: population, alone: names(6), inside: names(7), known: names(8)))
    }
  }

  /// The names that make places, with every city that has them.
  func standing() -> Gazetteer {
    var standing: Set<[UInt8]> = []
    for city in cities { standing.formUnion(city.alone + city.inside) }
    return gazetteer { city in
      city.alone.map { ($0, .title) } + city.inside.map { ($0, .inside) }
        + city.known.filter(standing.contains).map { ($0, .title) }
    }
  }

  /// All names of all cities.
  func known() -> Gazetteer { gazetteer { city in (city.alone + city.inside + city.known).map { ($0, .title) } } }

  private func gazetteer(_ names: (City) -> [([UInt8], NameCase)]) -> Gazetteer {
    var builder = GazetteerBuilder()
    builder.suffixes = suffixes
    for city in cities {
      for (name, rule) in names(city) {
        builder.add(
          NameRecord(
            name: name, canonical: city.name, type: "LOC", ref: city.ref, rule: rule, place: city.place,
            weight: city.population))
      }
    }
    return builder.finish()
  }
}
