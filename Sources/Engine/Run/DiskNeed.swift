import Bytes
import Pipeline

/// The disk that a run takes for temporary files, told before it starts and again where the disk is full.
package struct DiskNeed: Sendable {
  /// Where the temporary files lie.
  package let folder: FilePath
  /// About how many bytes they are at most, beside the results.
  package let bytes: Int64
  /// How many bytes are free there; nil where nobody can tell.
  package let free: Int64?

  /// For each byte of input the documents of one spool with their annotations (1.1 to 1.3), what `deduplicate` keeps of
  /// them (0.6) and what it sorts (0.4, of a million articles 0.6). Measured on generated news of 3 kB an article,
  /// without annotations and with figures, dates and names.
  private static let share = 2.6
  /// For each further stage that decides over all documents, whose spool is read while the next one is written.
  private static let furtherShare = 1.4

  package init(_ request: RunRequest, inputBytes: Int64, in fileSystem: any FileSystem) {
    let deciding = request.stages.count { if case .corpus = $0.body { true } else { false } }
    let share = deciding == 0 ? 0 : Self.share + (deciding > 1 ? Self.furtherShare : 0)
    bytes = Int64(Double(inputBytes) * share)
    folder = request.scratch ?? request.outputFolder
    free = fileSystem.availableSpace(at: folder)
  }

  package var megabytes: Int64 { bytes / 1_000_000 + 1 }
  package var freeMegabytes: Int64? { free.map { $0 / 1_000_000 } }
}
