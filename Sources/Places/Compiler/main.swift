// place-compiler OUTPUT.c CITIES.tsv: lays the cities out as two blocks of a gazetteer, and writes a C file that embeds them.
//
// It builds them with the very files of the stage `entities`, which lie here as links: a block is only as good as the search
// that reads it, and a target of its own for a dozen files would put a module's border into the hottest loop.
import Foundation

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2 else { fail("usage: place-compiler OUTPUT.c CITIES.tsv") }
let output = URL(fileURLWithPath: arguments[0])
do {
  let cities = try CityTable(Array(Data(contentsOf: URL(fileURLWithPath: arguments[1]))), path: arguments[1])
  var source = """
    // Written by place-compiler. Data: GeoNames (geonames.org), CC BY 4.0.
    #include "CPlaces.h"
    #pragma clang diagnostic ignored "-Wc23-extensions"

    """
  for (name, gazetteer) in [("standing", cities.standing()), ("known", cities.known())] {
    let file = output.deletingLastPathComponent().appending(path: "\(name).bin")
    let checksum = try gazetteer.block.withBytes { bytes in
      try Data(bytes).write(to: file)
      return UInt64(littleEndian: bytes.load(fromByteOffset: GazetteerBlock.Field.checksum, as: UInt64.self))
    }
    // The checksum makes this file another one, and so compiled again, whenever the block is.
    source += """

      // \(String(checksum, radix: 16))
      static const uint8_t \(name)[] __attribute__((aligned(64))) = {
      #embed "\(name).bin"
      };
      const uint8_t *assay_places_\(name)(void) { return \(name); }
      size_t assay_places_\(name)_size(void) { return sizeof \(name); }

      """
  }
  try Data(source.utf8).write(to: output)
} catch {
  fail("\(arguments[1]): error: \(error)")
}
