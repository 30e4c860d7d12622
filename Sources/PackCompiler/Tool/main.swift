// pack-compiler OUTPUT FILE...: checks the files of language packs and writes them as Swift source.
import Foundation
import PackFormat

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first else {
  FileHandle.standardError.write(Data("usage: pack-compiler OUTPUT.swift Languages/CODE/FILE.tsv ...\n".utf8))
  exit(2)
}

var files: [PackSource.File] = []
var problems: [PackDiagnostic] = []
for path in arguments.dropFirst() {
  let url = URL(fileURLWithPath: path)
  let folder = url.deletingLastPathComponent().lastPathComponent
  do {
    let bytes = Array(try Data(contentsOf: url))
    problems += PackValidation.problems(in: bytes, file: path, name: url.lastPathComponent, folder: folder)
    files.append(.init(folder: folder, name: url.lastPathComponent, text: String(decoding: bytes, as: UTF8.self)))
  } catch {
    problems.append(
      PackDiagnostic(file: path, line: 1, column: 1, message: "can't be read: \(error.localizedDescription)"))
  }
}
guard problems.isEmpty else {
  for problem in problems { FileHandle.standardError.write(Data("\(problem)\n".utf8)) }
  exit(1)
}
do {
  try Data(PackSource.swift(files).utf8).write(to: URL(fileURLWithPath: output))
} catch {
  FileHandle.standardError.write(Data("\(output): error: can't be written: \(error.localizedDescription)\n".utf8))
  exit(1)
}
