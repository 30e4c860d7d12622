import Pipeline

/// The stages that ship with Assay, in the order in which pipelines usually have them. A new stage is one line here.
public let builtInStages: [StageDefinition] = [
  NormalizeStage.definition,
  LanguageStage.definition,
  BoilerplateStage.definition,
  SegmentStage.definition,
  DatesStage.definition,
  NumbersStage.definition,
  EntitiesStage.definition(.builtIn),
  TransliterateStage.definition,
  ConditionFilter.definition,
  FramesStage.definition { SpillingSorter(in: $0) },
  DeduplicateStage.definition { SpillingSorter(in: $0) },
  PassagesStage.definition { SpillingSorter(in: $0) },
]
