// pack-compiler OUTPUT.swift FOLDER FILE...: checks the files of a language pack and writes it as Swift source. FILE... may
// hold files of `root` too, which are part of the tables of every language.
// pack-compiler OUTPUT.swift --list FOLDER...: writes the list of all packs.
import Foundation
import PackFormat

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
  FileHandle.standardError.write(Data("usage: pack-compiler OUTPUT.swift CODE Languages/CODE/FILE.tsv ...\n".utf8))
  exit(2)
}

let source: String
if arguments[1] == "--list" {
  source = PackSource.swift(listing: Array(arguments[2...]))
} else {
  let pack = arguments[1]
  var files: [PackSource.File] = []
  var problems: [PackDiagnostic] = []
  for path in arguments[2...] {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().lastPathComponent
    do {
      let bytes = Array(try Data(contentsOf: url))
      if folder == pack {
        problems += PackValidation.problems(in: bytes, file: path, name: url.lastPathComponent, folder: folder)
      }
      files.append(.init(folder: folder, name: url.lastPathComponent, text: String(decoding: bytes, as: UTF8.self)))
    } catch {
      problems.append(
        PackDiagnostic(file: path, line: 1, column: 1, message: "can't be read: \(error.localizedDescription)"))
    }
  }
  if !problems.isEmpty { fail(problems.map(\.description).joined(separator: "\n")) }
  source = PackSource.swift(folder: pack, files, root: files.filter { $0.folder == "root" })
}
do {
  try Data(source.utf8).write(to: URL(fileURLWithPath: arguments[0]))
} catch {
  fail("\(arguments[0]): error: can't be written: \(error.localizedDescription)")
}
