import Testing

@testable import Bytes

@Suite struct CompressionTests {
  static let packed: [Compression] = [.gzip, .zstd]

  /// Text with enough repetition to compress and enough noise not to vanish.
  static func content(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = Generator(state: seed)
    let words = ["shells ", "снарядів ", "砲弾 ", "\n"].map { Array($0.utf8) } + [generator.bytes(7)]
    var bytes: [UInt8] = []
    while bytes.count < count { bytes += words.randomElement(using: &generator)! }
    return Array(bytes.prefix(count))
  }

  func pack(_ compression: Compression, _ pieces: [[UInt8]]) -> [UInt8] {
    let compressor = Compressor(compression)
    var packed: [UInt8] = []
    for piece in pieces { compressor.frame(piece, into: &packed) }
    return packed
  }

  func unpack(
    _ compression: Compression, _ packed: [UInt8], inputStep: Int = .max, bufferSize: Int = 1 << 16,
    outputStep: Int = 1000
  ) -> (bytes: [UInt8], error: CompressionError?) {
    let source = ArraySource(packed, step: inputStep)
    let reader = DecompressingReader(compression, bufferSize: bufferSize) { source.read(into: $0) }
    let (bytes, error) = drain(reader, step: outputStep)
    #expect(error == nil || error is CompressionError)
    return (bytes, error as? CompressionError)
  }

  @Test func theEndOfThePathSaysTheCompression() {
    #expect(Compression(path: Array("a/b.jsonl.gz".utf8)) == .gzip)
    #expect(Compression(path: Array("b.ZST".utf8)) == .zstd)
    #expect(Compression(path: Array("b.zst/c.txt".utf8)) == .none)
    #expect(Compression(path: Array("gz".utf8)) == .none)
    #expect(Compression(path: []) == .none)
    #expect(Compression(path: [0xFF, 0x2E, 0x67, 0x7A]) == .gzip)
  }

  @Test(arguments: packed)
  func piecesOfAllSizesComeBack(compression: Compression) {
    for size in [0, 1, 7, 1000, 70_000, 300_000] {
      let content = CompressionTests.content(size, seed: UInt64(size))
      let (bytes, error) = unpack(compression, pack(compression, [content]), outputStep: 4096)
      #expect(bytes == content)
      #expect(error == nil)
    }
  }

  @Test(arguments: packed)
  func joinedPiecesComeBackWhateverTheBuffers(compression: Compression) {
    let pieces = (0..<40).map { CompressionTests.content($0 * 13 % 400, seed: UInt64($0)) }
    let packed = pack(compression, pieces)
    for (inputStep, bufferSize, outputStep) in [(1, 1, 1), (3, 7, 5), (1 << 20, 64, 10_000), (1 << 20, 1 << 16, 1)] {
      let (bytes, error) = unpack(
        compression, packed, inputStep: inputStep, bufferSize: bufferSize, outputStep: outputStep)
      #expect(bytes == Array(pieces.joined()))
      #expect(error == nil)
    }
  }

  @Test(arguments: packed)
  func theSameBytesAreMadeEveryTimeByAnyCompressor(compression: Compression) {
    let content = CompressionTests.content(20_000, seed: 1)
    let fresh = pack(compression, [content])
    let used = pack(compression, [CompressionTests.content(5000, seed: 2), content])
    #expect(Array(used.suffix(fresh.count)) == fresh)
  }

  @Test func gzipMembersCarryNeitherTimeNorName() {
    let member = pack(.gzip, [[0x61]])
    #expect(member.prefix(4) == [0x1F, 0x8B, 8, 0])
    #expect(member[4..<8] == [0, 0, 0, 0])
  }

  @Test(arguments: packed)
  func levelsOutsideTheRangeAreBroughtInside(compression: Compression) {
    for level in [-100, 0, 1000] {
      var packed: [UInt8] = []
      Compressor(compression, level: level).frame([1, 2, 3], into: &packed)
      #expect(unpack(compression, packed).bytes == [1, 2, 3])
    }
  }

  @Test(arguments: packed)
  func truncationAtEveryByteIsAnErrorAfterWhatCameBefore(compression: Compression) {
    let pieces = (0..<3).map { CompressionTests.content(200 + $0, seed: UInt64($0)) }
    let packed = pack(compression, pieces)
    var ends: [Int] = []
    for count in 1...3 { ends.append(pack(compression, Array(pieces[..<count])).count) }
    for cut in 0..<packed.count {
      let whole = ends.count { $0 <= cut }
      let (bytes, error) = unpack(compression, Array(packed[..<cut]))
      if cut > 0 && ends.contains(cut) {
        #expect(error == nil)
        #expect(bytes == Array(pieces[..<whole].joined()))
      } else {
        #expect(error?.problem == .truncated, "cut at \(cut)")
        #expect(error?.offset == Int64(cut))
        #expect(error?.pieceStart == Int64(whole == 0 ? 0 : ends[whole - 1]))
        #expect(Array(pieces.joined()).starts(with: bytes))
        #expect(bytes.count >= pieces[..<whole].joined().count)
      }
    }
  }

  @Test(arguments: packed)
  func aChangedByteIsNeverTakenForTheContent(compression: Compression) {
    let content = CompressionTests.content(300, seed: 9)
    let packed = pack(compression, [content])
    for offset in packed.indices {
      for bit in 0..<8 {
        var damaged = packed
        damaged[offset] ^= 1 << UInt8(bit)
        let (bytes, error) = unpack(compression, damaged)
        // Flags of the gzip header (time, name, system) do not touch the content; everything else must be noticed.
        if error == nil { #expect(bytes == content, "bit \(bit) of byte \(offset)") }
      }
    }
  }

  @Test(arguments: packed)
  func anErrorIsGivenAgainOnEveryFurtherRead(compression: Compression) {
    let source = ArraySource(Array("no compressed data".utf8))
    let reader = DecompressingReader(compression, over: source)
    for _ in 0..<3 {
      let error = drain(reader).error as? CompressionError
      guard case .corrupt = error?.problem else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func zeroPaddingAfterGzipMembersIsSkipped() {
    let packed = pack(.gzip, [[1, 2], [3]])
    for padding in [1, 511, 100_000] {
      let zeros = [UInt8](repeating: 0, count: padding)
      #expect(unpack(.gzip, packed + zeros).bytes == [1, 2, 3])
      #expect(unpack(.gzip, packed + zeros).error == nil)
      #expect(unpack(.gzip, packed + zeros + packed).bytes == [1, 2, 3, 1, 2, 3])
    }
  }

  @Test func garbageAfterTheLastMemberIsAnErrorAtItsByte() {
    let packed = pack(.gzip, [[1, 2]])
    let (bytes, error) = unpack(.gzip, packed + [0, 0, 0x61])
    #expect(bytes == [1, 2])
    #expect(error?.problem == .trailingGarbage)
    #expect(error?.offset == Int64(packed.count + 2))
    #expect(unpack(.zstd, pack(.zstd, [[1, 2]]) + [0, 0, 0, 0, 0]).bytes == [1, 2])
    #expect(unpack(.zstd, pack(.zstd, [[1, 2]]) + [0, 0, 0, 0, 0]).error != nil)
  }

  @Test func skippableZstdFramesAreSkipped() {
    let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9]
    let empty: [UInt8] = [0x5F, 0x2A, 0x4D, 0x18, 0, 0, 0, 0]
    let frame = pack(.zstd, [[1, 2, 3]])
    for inputStep in [1, 1000] {
      let (bytes, error) = unpack(
        .zstd, skippable + frame + empty + skippable + frame + skippable, inputStep: inputStep)
      #expect(bytes == [1, 2, 3, 1, 2, 3])
      #expect(error == nil)
    }
    #expect(unpack(.zstd, frame + skippable.dropLast()).error?.problem == .truncated)
  }

  @Test func messagesNameThePlace() {
    let packed = pack(.gzip, [[1, 2]])
    #expect(unpack(.gzip, []).error?.description == "gzip data is empty: not even one member")
    #expect(
      unpack(.gzip, packed + packed.dropLast()).error?.description
        == "gzip data ends at byte \(2 * packed.count - 1), inside the member that starts at byte \(packed.count)")
    #expect(
      unpack(.zstd, Array("plain text".utf8)).error?.description
        == "damaged zstd data at byte 0, in the frame that starts at byte 0: Unknown frame descriptor")
  }

  @Test func anErrorOfTheSourceComesThrough() {
    struct Broken: Error {}
    let reader = DecompressingReader(.gzip) { _ in throw Broken() }
    #expect(drain(reader).error is Broken)
  }

  @Test func plainBytesPassThrough() {
    #expect(pack(.none, [[1], [2, 3]]) == [1, 2, 3])
    #expect(unpack(.none, [1, 2, 3], inputStep: 1).bytes == [1, 2, 3])
    #expect(unpack(.none, []).error == nil)
  }

  @Test(arguments: packed)
  func theProgramsReadOursAndWeReadTheirs(compression: Compression) throws {
    let folder = TemporaryFolder()
    let program = "\(compression)"
    let pieces = (0..<5).map { CompressionTests.content(50_000, seed: UInt64($0)) }
    let content = Array(pieces.joined())
    let ours = try folder.write(pack(compression, pieces), to: "ours")
    let theirs = folder.path / "theirs"
    if let status = shell(program + #" -dc < "$1" > "$2""#, program: program, ours, theirs) {
      #expect(status == 0)
      #expect(try folder.fileSystem.contents(of: theirs) == content)
    }
    let plain = try folder.write(content, to: "plain")
    // Two pieces, the second from the program's own streaming, without a content size.
    let command = program + #" -c "$1" > "$2"; cat "$1" | "# + program + #" -c >> "$2""#
    if let status = shell(command, program: program, plain, theirs) {
      #expect(status == 0)
      let file = try folder.fileSystem.open(theirs, for: .reading)
      let (bytes, error) = drain(DecompressingReader(compression, over: file), step: 10_000)
      #expect(bytes == content + content)
      #expect(error == nil)
    }
  }
}
