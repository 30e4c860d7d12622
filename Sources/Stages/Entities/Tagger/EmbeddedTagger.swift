import CEntityModel

extension EntityTagger {
  /// The model that ships, read where it lies in the program; a damaged one is a fault of the build, which tests show.
  package static let embedded: EntityTagger = {
    let file = UnsafeRawBufferPointer(start: assay_entity_model(), count: assay_entity_model_size())
    guard let model = try? TaggerModel(file, verifies: false) else {
      preconditionFailure("the model of names is damaged")
    }
    return EntityTagger(model)
  }()
}
