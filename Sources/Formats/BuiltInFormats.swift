import Pipeline

/// The read formats that ship; the first is the default for files that no other claims.
public let builtInInputFormats: [InputFormatDefinition] = [textInputFormat, jsonLinesInputFormat]

/// The write formats that ship.
public let builtInOutputFormats: [OutputFormatDefinition] = [
  jsonLinesOutputFormat, csvOutputFormat, tsvOutputFormat, sqliteOutputFormat,
]
