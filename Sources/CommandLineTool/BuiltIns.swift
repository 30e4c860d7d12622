import Bytes
import Formats
import ICU
import Pipeline
import Stages

extension Registry {
  /// All stages and formats that ship with Assay.
  public static let builtIn: Registry = {
    var registry = Registry()
    for stage in Stages.builtInStages(on: AssayTool.fileSystem) { registry.add(stage) }
    for format in Formats.builtInInputFormats { registry.add(format) }
    for format in Formats.builtInOutputFormats { registry.add(format) }
    return registry
  }()
}

/// Versions of all that decides results; a run is only gone on with where they are the same.
enum Versions {
  static var lines: [String] {
    ["assay \(AssayTool.version)", "\(ICUVersion.current)"]
  }
}

/// Pipelines that may be named without a path.
enum ReadyPipelines {
  static let all: [(name: String, bytes: [UInt8])] = [
    ("clean", PackageResources.clean_yaml), ("news", PackageResources.news_yaml),
    ("things", PackageResources.things_yaml),
  ]

  /// Lists that they name, by path.
  static let files: [ByteString: [UInt8]] = [
    "lists/places.tsv": PackageResources.places_tsv, "lists/things.tsv": PackageResources.things_tsv,
  ]

  static func bytes(of name: String) -> [UInt8]? { all.first { $0.name == name }?.bytes }
}
