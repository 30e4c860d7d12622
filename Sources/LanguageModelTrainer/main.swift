// train-language-model CORPUS.tsv MODEL.bin: makes the model of the language stage; see Documentation/LanguageModel.md.
import Foundation

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: train-language-model CORPUS.tsv MODEL.bin\n".utf8))
  exit(2)
}
let text = try TrainingText(path: arguments[1])
let counts = NGramCounts(text)
print("\(text.tags.count) languages, \(counts.hashes.count) features")
var weights = Weights(counts, size: 34_000, power: 1.5)
Refinement().refine(&weights, on: text, seed: 1)
let file = ModelFile(
  weights, try CLD2Evidence(text), WordCounts(text), tags: text.tags, slotBits: 16)
try Data(file.bytes).write(to: URL(fileURLWithPath: arguments[2]))
print("\(file.bytes.count) bytes")
