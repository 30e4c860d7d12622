import Bytes
import Pipeline

/// What a corpus stage found over all documents, in the report of a run.
struct FoundSection {
  private let findings: [CorpusFinding]

  init(_ findings: [CorpusFinding]) { self.findings = findings }

  /// One line a finding, and below it one a group.
  func lines(of stage: String) -> [String] {
    findings.flatMap { finding in
      let counts = finding.counts.map { " \($0.name): \(Report.number($0.count))" }.joined(separator: ",")
      let groups = finding.groups.map { "    \(Report.number($0.count))  \($0.document)  (\($0.name))" }
      return ["  \(stage), \(finding.name):" + (counts.isEmpty && groups.isEmpty ? " none" : counts)] + groups
    }
  }

  /// The key `found`, an object with an object of counts or an array of groups for each finding.
  func write(to out: inout JSONWriter) {
    guard !findings.isEmpty else { return }
    out.key("found")
    out.beginObject()
    for finding in findings {
      out.key(Self.key(finding.name))
      if finding.groups.isEmpty { Self.write(finding.counts, &out) } else { Self.write(finding.groups, &out) }
    }
    out.endObject()
  }

  private static func write(_ counts: [CorpusFinding.Count], _ out: inout JSONWriter) {
    out.beginObject()
    for entry in counts {
      out.key(key(entry.name))
      out.int(entry.count)
    }
    out.endObject()
  }

  private static func write(_ groups: [CorpusFinding.Group], _ out: inout JSONWriter) {
    out.beginArray()
    for group in groups {
      out.beginObject()
      out.key("name")
      out.string(group.name)
      out.key("document")
      out.string(group.document)
      out.key("count")
      out.int(group.count)
      out.endObject()
    }
    out.endArray()
  }

  private static func key(_ name: String) -> String { name.replacing(" ", with: "_") }
}
