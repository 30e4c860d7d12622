/// The stages and formats that a program knows. Built-in ones are a plain list; a custom `assay` appends its own.
public struct Registry: Sendable {
  public private(set) var stages: [StageDefinition] = []
  public private(set) var inputFormats: [InputFormatDefinition] = []
  public private(set) var outputFormats: [OutputFormatDefinition] = []

  public init() {}

  /// Adds a stage; a second one of the same name replaces the first.
  public mutating func add(_ stage: StageDefinition) {
    stages.removeAll { $0.spec.name == stage.spec.name }
    stages.append(stage)
  }

  public mutating func add(_ format: InputFormatDefinition) {
    inputFormats.removeAll { $0.spec.name == format.spec.name }
    inputFormats.append(format)
  }

  public mutating func add(_ format: OutputFormatDefinition) {
    outputFormats.removeAll { $0.spec.name == format.spec.name }
    outputFormats.append(format)
  }

  public func stage(_ name: String) -> StageDefinition? { stages.first { $0.spec.name == name } }
  public func inputFormat(_ name: String) -> InputFormatDefinition? { inputFormats.first { $0.spec.name == name } }
  public func outputFormat(_ name: String) -> OutputFormatDefinition? { outputFormats.first { $0.spec.name == name } }
}
