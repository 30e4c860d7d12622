import Bytes
import Pipeline

/// A stage that gets the documents of a batch together, because handing over single ones would cost too much, and that
/// holds processes or libraries which are there only while a run goes on.
package protocol BatchStage: Stage {
  /// Makes the stage ready; throws `StageSetupError`. Called once, before the first document.
  func start(_ environment: StageEnvironment) throws
  /// Lets go of everything; the stage gets no documents any more.
  func stop()
  /// Looks at the documents at `indices` and says what becomes of each, in the same order. Throws `RunError` only.
  /// Called from many threads. `note` counts a fact for the report.
  func process(
    _ documents: inout [Document], _ indices: [Int], note: (String) -> Void
  ) throws -> [Result<Verdict, DocumentError>]
}

/// What a starting stage is told of the run.
package struct StageEnvironment: Sendable {
  /// Assay's version.
  package let version: String
  /// Keeps what a plugin writes to standard error; bytes as they come, with the number of the process.
  package let log: @Sendable (_ process: Int, _ bytes: [UInt8]) -> Void

  package init(version: String, log: @escaping @Sendable (Int, [UInt8]) -> Void) {
    self.version = version
    self.log = log
  }
}
