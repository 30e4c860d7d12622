import Pipeline

extension Document {
  /// Takes a publication date as the source wrote it; what is not ISO 8601 stays in the metadata under `key`.
  /// Returns whether `published` was set.
  @discardableResult
  mutating func declare(published raw: some Collection<UInt8>, key: ByteString) -> Bool {
    let date = PublicationDate.normalized(raw)
    if let date { published = date }
    if date.map({ !raw.elementsEqual($0.utf8) }) ?? true {
      metadata.append(key, .string(ByteString(raw).display))
    }
    return date != nil
  }

  /// Takes a language tag as the source wrote it; what is no tag stays in the metadata under `key`. `und` declares nothing.
  mutating func declare(language raw: some Collection<UInt8>, key: ByteString) {
    guard let tag = LanguageTag.canonical(raw) else { return metadata.append(key, .string(ByteString(raw).display)) }
    if tag == .undetermined { return }
    language = tag
    languageIsDeclared = true
  }
}
