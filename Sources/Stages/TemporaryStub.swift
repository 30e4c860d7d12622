import Pipeline
struct NoopStage: AnnotatingStage { func annotate(_ d: inout Document) throws {} }
enum LanguageStage { static let definition = StageDefinition(StageSpec(name: "language", kind: .annotating, summary: "x")) { _, _ in NoopStage() } }
enum SegmentStage { static let definition = StageDefinition(StageSpec(name: "segment", kind: .annotating, summary: "x", provides: [.tokens, .sentences])) { _, _ in NoopStage() } }
enum NumbersStage { static let definition = StageDefinition(StageSpec(name: "numbers", kind: .annotating, summary: "x", provides: [.quantities])) { _, _ in NoopStage() } }
