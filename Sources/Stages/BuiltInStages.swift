import Bytes
import Pipeline

/// The stages that ship with Assay, in the order in which pipelines usually have them. A new stage is one line here.
///
/// - Parameter fileSystem: what stages that sort more than memory holds write to.
public func builtInStages(on fileSystem: any FileSystem = POSIXFileSystem()) -> [StageDefinition] {
  [
    NormalizeStage.definition,
    LanguageStage.definition,
    BoilerplateStage.definition,
    SegmentStage.definition,
    DatesStage.definition,
    NumbersStage.definition,
    EntitiesStage.definition(.builtIn),
    TransliterateStage.definition,
    ConditionFilter.definition,
    FramesStage.definition { SpillingSorter(in: $0, fileSystem: fileSystem) },
    DeduplicateStage.definition(on: fileSystem) { SpillingSorter(in: $0, fileSystem: fileSystem) },
    PassagesStage.definition { SpillingSorter(in: $0, fileSystem: fileSystem) },
  ]
}
