import Foundation
import ICU
import Testing

/// Unicode's own file of normalization tests (Debian's package `unicode-data`), all of it.
@Suite struct NormalizationConformanceTests {
  /// Debian packs it.
  private static let file = "/usr/share/unicode/NormalizationTest.txt.bz2"

  private static func unpacked() throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bzip2", "-dc", file]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private func normalized(_ form: Normalizer, _ text: [UInt8]) throws -> [UInt8] {
    var out: [UInt8] = []
    var edits: [NormalizationEdit] = []
    try text.withUnsafeBufferPointer { try form.normalize($0, into: &out, edits: &edits) }
    // Outside the edits source and target are the same.
    var rebuilt: [UInt8] = []
    var position = 0
    for edit in edits {
      rebuilt += text[position..<Int(edit.sourceStart)]
      #expect(rebuilt.count == Int(edit.targetStart))
      rebuilt += out[Int(edit.targetStart)..<Int(edit.targetStart + edit.targetLength)]
      position = Int(edit.sourceStart + edit.sourceLength)
    }
    #expect(rebuilt + text[position...] == out)
    return out
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: file)))
  func everyLineOfTheTestFileHolds() throws {
    let lines = try Self.unpacked().split(separator: "\n")
    // The file is of one version of Unicode and ICU of another: characters that are newer than ICU's are left out.
    var tested = 0
    for line in lines where !line.hasPrefix("#") && !line.hasPrefix("@") {
      let columns = line.split(separator: ";").prefix(5).map { column in
        var scalars = String.UnicodeScalarView()
        for code in column.split(separator: " ") { scalars.append(Unicode.Scalar(UInt32(code, radix: 16)!)!) }
        return scalars
      }
      guard columns.joined().allSatisfy({ UnicodeData.properties(of: $0).generalCategoryCode != 0 }) else { continue }
      let bytes = columns.map { Array(String($0).utf8) }
      for index in 0..<3 { #expect(try normalized(.nfc, bytes[index]) == bytes[1], "\(line)") }
      for index in 3..<5 { #expect(try normalized(.nfc, bytes[index]) == bytes[3], "\(line)") }
      for index in 0..<5 { #expect(try normalized(.nfkc, bytes[index]) == bytes[3], "\(line)") }
      tested += 1
    }
    #expect(tested > 18_000)
  }
}
