import PackFormat
import Pipeline

/// Makes entries of the phrases of rows, with endings and particles.
struct PhraseCollector {
  private(set) var found: [(first: UInt64, entry: DateVocabulary.Entry)] = []
  private(set) var rest: [DateVocabulary.Next] = []
  private var particles = [Particle()]
  private var monthEndings: [(text: String, opensRange: Bool)] = []
  private var weekdayEndings: [(text: String, opensRange: Bool)] = []

  /// What touches a word and is no part of the date: "from", "and", or something else.
  private struct Particle {
    var text = ""
    var opensRange = false
    var joins = false
  }

  init(_ rows: [DateRow]) {
    for row in rows {
      switch row.role {
      case "particle": particles += row.forms.map { Particle(text: $0) }
      case "range-particle", "and-particle":
        particles.removeAll { row.forms.contains($0.text) }
        particles += row.forms.map {
          Particle(text: $0, opensRange: row.role == "range-particle", joins: row.role == "and-particle")
        }
      default: break
      }
    }
    for row in rows where row.role == "month-ending" { monthEndings += row.forms.map { ($0, false) } }
    for row in rows where row.role == "month-ending-from" {
      monthEndings.removeAll { row.forms.contains($0.text) }
      monthEndings += row.forms.map { ($0, true) }
    }
    for row in rows where row.role == "weekday-ending" { weekdayEndings += row.forms.map { ($0, false) } }
  }

  mutating func add(_ row: DateRow) {
    guard let role = row.phraseRole else { return }
    let value = row.value
    var entry = DateVocabulary.Entry(role: role)
    let parts = value.split(separator: ":")
    entry.value = parts.last.flatMap { Int($0) } ?? 0
    if let first = parts.first {
      entry.unit = DateUnit(rawValue: String(first)) ?? .day
      entry.calendar = DateCalendar(rawValue: String(first)) ?? .gregorian
    }
    if role == .part || role == .partBehind { entry.value = PeriodPart(name: value)?.rawValue ?? 0 }
    let endings = role == .month ? monthEndings : role == .weekday ? weekdayEndings : []
    for form in row.forms {
      // Short words with endings would be other words.
      for ending in form.unicodeScalars.count > 2 ? [("", false)] + endings : [("", false)] {
        for particle in role.takesParticles ? particles : [Particle()] {
          entry.mayOpenRange = ending.opensRange
          add(form + ending.text + particle.text, entry, particle)
        }
      }
    }
  }

  private mutating func add(_ phrase: String, _ entry: DateVocabulary.Entry, _ particle: Particle) {
    let words = Self.hashes(of: phrase)
    guard let first = words.first else { return }
    var entry = entry
    entry.restStart = rest.count
    entry.restCount = words.count - 1
    entry.particleBytes = UInt32(particle.text.utf8.count)
    entry.opensRange = particle.opensRange
    entry.joins = particle.joins
    rest += words.dropFirst()
    found.append((first.hash, entry))
  }

  /// The words of a phrase with what stands before each.
  static func hashes(of phrase: String) -> [DateVocabulary.Next] {
    Array(phrase.utf8).withUnsafeBufferPointer { bytes in
      var end: UInt32 = 0
      return Lexicon(scanning: bytes).words.map { word in
        let gap = DateText.gapSign(bytes, from: end, to: word.start)
        end = word.end
        return DateVocabulary.Next(hash: word.hash, gap: gap)
      }
    }
  }
}
