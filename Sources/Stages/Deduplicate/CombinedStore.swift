import Pipeline

/// The documents of an archive index and behind them those of the run, as one store.
final class CombinedStore: CorpusStore {
  private let archive: ArchiveIndex
  private let corpus: any CorpusStore

  init(_ archive: ArchiveIndex, _ corpus: any CorpusStore) {
    self.archive = archive
    self.corpus = corpus
  }

  var count: Int { archive.count + corpus.count }
  var scratch: ByteString { corpus.scratch }

  /// The keys of the run only; those of the archive lie elsewhere, and `DocumentKeys` has both.
  func withKeys<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    try corpus.withKeys(body)
  }

  func blob(at position: Int) throws -> [UInt8] {
    position < archive.count ? try archive.entry(at: position).blob : try corpus.blob(at: position - archive.count)
  }

  func id(at position: Int) throws -> ByteString {
    position < archive.count ? try archive.entry(at: position).id : try corpus.id(at: position - archive.count)
  }

  func published(at position: Int) throws -> String? {
    position < archive.count
      ? try archive.entry(at: position).published : try corpus.published(at: position - archive.count)
  }

  func note(_ text: String, count: Int) { corpus.note(text, count: count) }
  func report(_ finding: CorpusFinding) { corpus.report(finding) }
  func checkCancellation() throws { try corpus.checkCancellation() }
}
