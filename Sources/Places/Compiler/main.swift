// place-compiler OUTPUT.swift CITIES.tsv SUFFIXES.tsv: lays the cities out as two blocks of a gazetteer, and writes them as Swift source:
// packed, and as text, since that is all that a build plugin can hand to a target.
//
// It builds them with the very files of the stage `entities`, which lie here as links: a block is only as good as the search
// that reads it, and a target of its own for a dozen files would put a module's border into the hottest loop.
import Bytes
import Foundation

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 3 else { fail("usage: place-compiler OUTPUT.swift CITIES.tsv SUFFIXES.tsv") }
let output = URL(fileURLWithPath: arguments[0])
do {
  func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
  let suffixes = try bytes(arguments[2]).split(separator: UInt8(ascii: "\n")).map { Array($0) }
  let cities = try CityTable(bytes(arguments[1]), path: arguments[1], suffixes: suffixes)
  var source = "// Written by place-compiler. Data: GeoNames (geonames.org), CC BY 4.0.\n\nextension PlaceTable {\n"
  for (name, gazetteer) in [("standing", cities.standing()), ("known", cities.known())] {
    var packed: [UInt8] = []
    let count = gazetteer.block.withBytes { bytes in
      Compressor(.zstd, level: 12).frame(bytes.assumingMemoryBound(to: UInt8.self), into: &packed)
      return bytes.count
    }
    var text = Data(packed).base64EncodedString()
    while text.last == "=" { text.removeLast() }
    source += "  public static let \(name) = PlaceTable(text: \"\(text)\", count: \(count))\n"
  }
  source += "}\n"
  try Data(source.utf8).write(to: output)
} catch {
  fail("\(arguments[1]): error: \(error)")
}
