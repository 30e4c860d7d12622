import Pipeline

/// The patterns that ship, in the YAML that users write; see the files in `BuiltIn`.
enum BuiltInPatterns {
  /// Those of some groups: `titles`, `ministries`, ….
  ///
  /// - Parameter readTrees: reads YAML.
  static func patterns(
    _ names: [String], _ readTrees: ([UInt8], String) throws -> [OptionTree]
  ) throws -> [TokenPattern] {
    var patterns: [TokenPattern] = []
    for (group, bytes) in files where names.contains(group) {
      let reader = PatternReader(try readTrees(bytes, group + ".yaml"))
      // The tests read every file, so this is a damaged program.
      if let problem = reader.problems.first {
        throw StageSetupError("\(group).yaml:\(problem.tree.place.line): \(problem.message)")
      }
      patterns += reader.patterns
    }
    return patterns
  }

  private static let files: [(String, [UInt8])] = [
    ("titles", PackageResources.titles_yaml), ("ministries", PackageResources.ministries_yaml),
    ("designators", PackageResources.designators_yaml), ("email", PackageResources.email_yaml),
    ("media", PackageResources.media_yaml), ("names", PackageResources.names_yaml),
    ("sites", PackageResources.sites_yaml),
    ("url", PackageResources.url_yaml), ("hashtag", PackageResources.hashtag_yaml),
  ]
}
