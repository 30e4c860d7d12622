import CLanguageModel

extension LanguageModel {
  /// The model that ships. It is part of the program, so a damaged one is a fault of the build, which tests show.
  static let embedded: LanguageModel = {
    let file = UnsafeRawBufferPointer(start: assay_language_model(), count: assay_language_model_size())
    guard let model = try? LanguageModel(file) else { preconditionFailure("the language model is damaged") }
    return model
  }()
}
