/// What every stage has. A stage is made once per run and called from many threads; it holds no mutable state.
public protocol Stage: Sendable {}

/// Edits the working text, through `Document.replaceText`.
public protocol TextStage: Stage {
  func edit(_ document: inout Document) throws
}

/// Adds layers or values; never changes the text.
public protocol AnnotatingStage: Stage {
  func annotate(_ document: inout Document) throws
}

/// Says whether a document stays.
public protocol FilterStage: Stage {
  func verdict(on document: Document) throws -> Verdict
}

/// What a stage is told when it is made.
public struct StageContext: Sendable {
  /// The stage's id in the pipeline; the stage name by default.
  public var id: String
  /// Position in the pipeline; annotations carry it.
  public var position: UInt16
  /// Layers that a later stage requires or uses, or that a writer asks for.
  public var demandedLayers: Set<String>
  /// The schemas of all layers that stages of this pipeline provide.
  public var layers: [LayerSchema]
  /// Reads a whole file that an option names.
  public var readFile: @Sendable (ByteString) throws -> [UInt8]
  /// Reads YAML, whose root is a list, that comes with the stage; the name is for messages.
  public var readTrees: @Sendable (_ bytes: [UInt8], _ name: String) throws -> [OptionTree]

  public init(
    id: String, position: UInt16 = 0, demandedLayers: Set<String> = [],
    layers: [LayerSchema] = LayerSchema.standard,
    readFile: @escaping @Sendable (ByteString) throws -> [UInt8] = { _ in throw StageSetupError("no files here") },
    readTrees: @escaping @Sendable ([UInt8], String) throws -> [OptionTree] = { _, _ in
      throw StageSetupError("no YAML here")
    }
  ) {
    self.id = id
    self.position = position
    self.demandedLayers = demandedLayers
    self.layers = layers
    self.readFile = readFile
    self.readTrees = readTrees
  }
}

/// Why a stage can't be made: a bad list file, an option that contradicts another. Shown at the option's place in the
/// pipeline file.
public struct StageSetupError: Error, Sendable, CustomStringConvertible {
  public let message: String
  /// The option at fault, where one is.
  public let option: String?
  /// What is wrong with parts of options, each at its place; where there are any, they are shown instead of `message`.
  public let problems: [OptionProblem]

  public init(_ message: String, option: String? = nil) {
    self.message = message
    self.option = option
    problems = []
  }

  public init(_ problems: [OptionProblem], option: String? = nil) {
    message = problems.first?.message ?? ""
    self.option = option
    self.problems = problems
  }

  public var description: String { message }
}

/// A stage type as the registry knows it: its spec and how to make one.
public struct StageDefinition: Sendable {
  public let spec: StageSpec
  public let make: @Sendable (Options, StageContext) throws -> any Stage
  /// Says whether a document's language has a pack; nil where every language does.
  public let supports: (@Sendable (Language) -> Bool)?
  /// What is wrong with options that the stage reads itself; asked when a pipeline file is read, so no file is opened.
  public let check: (@Sendable (Options) -> [OptionProblem])?

  public init(
    _ spec: StageSpec, supports: (@Sendable (Language) -> Bool)? = nil,
    check: (@Sendable (Options) -> [OptionProblem])? = nil,
    make: @escaping @Sendable (Options, StageContext) throws -> any Stage
  ) {
    self.spec = spec
    self.supports = supports
    self.check = check
    self.make = make
  }
}
