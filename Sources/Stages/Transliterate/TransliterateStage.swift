import ICU
import Pipeline

/// Gives words or names a key in another script, so that Київ, Kyiv and キーウ can be looked up alike. The text stays.
public struct TransliterateStage: AnnotatingStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "transliterate", kind: .annotating,
      summary: "Gives words or names a key in another script; the text stays as it is.",
      discussion: """
        The key is what ICU's transform makes of the covered text. "Any-Latin; Latin-ASCII; Lower" writes every script in small \
        Latin letters without accents. Transforms know letters, not languages: Київ becomes kiiv, and a Chinese name gets \
        Mandarin readings.
        """,
      options: [
        OptionSpec("to", .string, default: "Any-Latin; Latin-ASCII; Lower", "the id of an ICU transform"),
        OptionSpec("of", .enumeration(["tokens", "entities"]), default: "tokens", "what gets keys"),
      ],
      mainOption: "to",
      uses: ["tokens", "entities"],
      provides: [keys],
      example: "- transliterate: { of: entities }"),
    make: { options, context in
      let id = options.string("to") ?? "Any-Latin; Latin-ASCII; Lower"
      do {
        return TransliterateStage(
          transliterator: try Transliterator(id: id), layer: options.string("of") ?? "tokens",
          position: context.position)
      } catch let error as ICUError {
        throw StageSetupError("there is no transform '\(id)' (\(error.name))", option: "to")
      }
    })

  static let keys = LayerSchema(
    "keys", "Words or names in another script.",
    fields: [LayerSchema.Field("key", .string, "the text in the other script")])

  private let transliterator: Transliterator
  private let layer: String
  private let position: UInt16

  init(transliterator: Transliterator, layer: String, position: UInt16 = 0) {
    self.transliterator = transliterator
    self.layer = layer
    self.position = position
  }

  public func annotate(_ document: inout Document) throws {
    let text = document.text
    // The same word comes again and again, and ICU takes a microsecond or more for each.
    var known: [ByteString: String] = [:]
    var rows: [(range: ByteRange, key: String)] = []
    for range in document.layer(layer)?.spans ?? [] {
      let word = ByteString(text[range])
      if let key = known[word] {
        rows.append((range, key))
        continue
      }
      do {
        let key = try word.bytes.withUnsafeBufferPointer { try transliterator.transliterate($0) }
        known[word] = key
        rows.append((range, key))
      } catch let error as ICUError {
        throw DocumentError("transliteration failed", error.description)
      }
    }
    document.updateLayer(Self.keys) { layer in
      for (range, key) in rows { layer.append(range, stage: position, [.string(key)]) }
    }
  }
}
