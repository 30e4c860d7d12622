import Pipeline

/// The stages that ship with Assay, in the order in which pipelines usually have them. A new stage is one line here.
public let builtInStages: [StageDefinition] = [
  NormalizeStage.definition,
  LanguageStage.definition,
  SegmentStage.definition,
  DatesStage.definition,
  NumbersStage.definition,
  EntitiesStage.definition(.builtIn),
  TransliterateStage.definition,
  ConditionFilter.definition,
  DeduplicateStage.definition { SpillingSorter(in: $0) },
]
