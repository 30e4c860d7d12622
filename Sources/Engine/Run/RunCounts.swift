import Pipeline

/// What happened in a run or a part of it: outcomes by stage and reason, times, sizes.
///
/// Made per batch on the workers and added up in the order of the batches, so the sums do not depend on the number of
/// workers. Everything but `nanoseconds` is the same for the same input.
package struct RunCounts: Sendable, Codable, Equatable {
  package enum Event {
    case kept
    case skipped
    case dropped(String)
    case failed(String)
  }

  package struct StageCounts: Sendable, Codable, Equatable {
    package var kept = 0
    /// `when` said no.
    package var skipped = 0
    package var dropped: [String: Int] = [:]
    package var failed: [String: Int] = [:]
    /// Documents by language for which the stage has no pack.
    package var withoutPack: [String: Int] = [:]
    /// What a corpus stage found over all documents.
    package var findings: [CorpusFinding] = []
    package var nanoseconds: UInt64 = 0

    package var droppedCount: Int { dropped.values.reduce(0, +) }
    package var failedCount: Int { failed.values.reduce(0, +) }
    package var read: Int { kept + skipped + droppedCount + failedCount }
  }

  /// Records that the reader found.
  package var records = 0
  /// Their bytes, decompressed.
  package var bytes: UInt64 = 0
  package var stages: [String: StageCounts] = [:]
  package var languages: [String: Int] = [:]
  package var publishers: [String: Int] = [:]
  /// Annotations by layer in kept documents.
  package var annotations: [String: Int] = [:]
  /// Kept documents by the role and kind a deduplicating stage gave them.
  package var duplicates: [String: Int] = [:]
  /// Documents written, by output.
  package var written: [String: Int] = [:]
  /// Other counted facts, such as fallbacks taken.
  package var notes: [String: Int] = [:]

  package init() {}

  package mutating func add(_ stage: String, _ event: Event) {
    switch event {
    case .kept: stages[stage, default: .init()].kept += 1
    case .skipped: stages[stage, default: .init()].skipped += 1
    case .dropped(let reason): stages[stage, default: .init()].dropped[reason, default: 0] += 1
    case .failed(let kind): stages[stage, default: .init()].failed[kind, default: 0] += 1
    }
  }

  package mutating func addWithoutPack(_ stage: String, _ language: Language) {
    stages[stage, default: .init()].withoutPack[language.tag, default: 0] += 1
  }

  /// Counts a record that was not UTF-8 by its charset, and what of it could not be read.
  package mutating func addDecoding(_ source: Source) {
    if let charset = source.charset { notes["read: decoded from \(charset)", default: 0] += 1 }
    if source.replacedBytes > 0 {
      notes["read: documents with invalid bytes", default: 0] += 1
      notes["read: invalid bytes replaced by U+FFFD", default: 0] += Int(source.replacedBytes)
    }
  }

  package mutating func addTime(_ stage: String, _ nanoseconds: UInt64) {
    stages[stage, default: .init()].nanoseconds += nanoseconds
  }

  package static func += (a: inout RunCounts, b: RunCounts) {
    a.records += b.records
    a.bytes += b.bytes
    for (stage, counts) in b.stages {
      a.stages[stage, default: .init()].kept += counts.kept
      a.stages[stage, default: .init()].skipped += counts.skipped
      a.stages[stage, default: .init()].nanoseconds += counts.nanoseconds
      a.stages[stage, default: .init()].findings += counts.findings
      a.stages[stage, default: .init()].dropped.merge(counts.dropped, uniquingKeysWith: +)
      a.stages[stage, default: .init()].failed.merge(counts.failed, uniquingKeysWith: +)
      a.stages[stage, default: .init()].withoutPack.merge(counts.withoutPack, uniquingKeysWith: +)
    }
    a.languages.merge(b.languages, uniquingKeysWith: +)
    a.publishers.merge(b.publishers, uniquingKeysWith: +)
    a.annotations.merge(b.annotations, uniquingKeysWith: +)
    a.duplicates.merge(b.duplicates, uniquingKeysWith: +)
    a.written.merge(b.written, uniquingKeysWith: +)
    a.notes.merge(b.notes, uniquingKeysWith: +)
  }

  package var failed: Int { stages.values.reduce(0) { $0 + $1.failedCount } }
  package var dropped: Int { stages.values.reduce(0) { $0 + $1.droppedCount } }
  package var kept: Int { records - failed - dropped }
}
