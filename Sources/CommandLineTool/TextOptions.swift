import ArgumentParser

/// One text, the pipeline it goes through, and what is declared about it.
struct TextOptions: ParsableArguments {
  @Argument(help: "The text.")
  var text: String?

  @Option(name: .shortAndLong, help: "A pipeline file, or the name of a ready pipeline.")
  var pipeline = "news"

  @Option(name: .shortAndLong, help: "The language of the text, where it is not to be detected.")
  var language: String?

  @Option(help: "The day of publication, for dates such as 'in July'.")
  var published: String?
}
