import Pipeline

/// Which model finds names besides lists, as the option `model` says.
enum ModelOption {
  static let spec = OptionSpec(
    "model", .either(.enumeration(["default", "none"]), .path), default: "default",
    "the model that finds people, places and organizations: the one that ships, none, or a file by 'assay train'")

  /// The tagger of an option; a stage made in code without the option has none.
  static func tagger(_ value: OptionValue?, readFile: (ByteString) throws -> [UInt8]) throws -> EntityTagger? {
    let path: ByteString
    switch value {
    case nil, .string("none"): return nil
    case .string("default"): return .embedded
    case .path(let value): path = value
    case .string(let value): path = ByteString(value)
    default: throw StageSetupError("a model is 'default', 'none' or a path", option: "model")
    }
    let bytes: [UInt8]
    do { bytes = try readFile(path) } catch {
      throw StageSetupError("\(path.display): can't read the model: \(error)", option: "model")
    }
    do { return EntityTagger(try TaggerModel(copying: bytes)) } catch {
      throw StageSetupError("\(path.display): \(error)", option: "model")
    }
  }
}
