import Bytes
import Glibc
import Pipeline
import Testing

@testable import Engine

@Suite struct GlobTests {
  @Test(arguments: [
    ("*", "", true), ("*", "abc", true), ("a*c", "abc", true), ("a*c", "abd", false), ("?", "a", true),
    ("?", "", false),
    ("[abc]", "b", true), ("[abc]", "d", false), ("[!a-c]x", "dx", true), ("[^a-c]x", "ax", false), ("[]]", "]", true),
    ("[a-]", "-", true), ("[", "[", true), ("[ab", "[ab", true), ("*.txt", "a.txt", true), ("*.txt", "a.txtx", false),
    ("**", "abc", true), ("b*.jsonl.gz", "b2.jsonl.gz", true), ("a?c*e", "abcde", true), ("*a*b*c", "xxaxxbxxc", true),
    ("*a*b*c", "xxaxxcxxb", false), ("", "", true), ("", "a", false), ("[a-z][0-9]", "b7", true),
  ])
  func `a shell pattern`(pattern: String, name: String, matches: Bool) {
    #expect(Glob.matches(Array(pattern.utf8), Array(name.utf8)) == matches)
  }

  @Test func `stars agree with trying everything`() {
    func slow(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
      guard let first = pattern.first else { return name.isEmpty }
      if first == UInt8(ascii: "*") {
        return slow(pattern.dropFirst(), name) || (!name.isEmpty && slow(pattern, name.dropFirst()))
      }
      guard let byte = name.first, first == byte || first == UInt8(ascii: "?") else { return false }
      return slow(pattern.dropFirst(), name.dropFirst())
    }
    var generator = Generator(4)
    for _ in 0..<20_000 {
      let pattern = (0..<generator.below(7)).map { _ in generator.pick(Array("ab*?".utf8)) }
      let name = (0..<generator.below(8)).map { _ in generator.pick(Array("ab".utf8)) }
      #expect(Glob.matches(pattern, name) == slow(pattern[...], name[...]))
    }
  }

  @Test func `a name against many stars is decided without trying every way`() {
    let pattern = Array(String(repeating: "a*", count: 1000).utf8) + Array("b".utf8)
    #expect(!Glob.matches(pattern, Array(repeating: UInt8(ascii: "a"), count: 20_000)))
  }
}

@Suite struct InputWalkTests {
  private let folder = TemporaryFolder()

  private func walk(_ patterns: [ByteString]) throws -> (files: [InputFile], walk: InputWalk) {
    var files: [InputFile] = []
    let text = ReadSource.Format(name: "text", extensions: ["txt"], format: ToyInput())
    let lines = ReadSource.Format(name: "jsonl", extensions: ["jsonl"], format: ToyInput())
    var walk = InputWalk(
      fileSystem: folder.fileSystem, sources: [ReadSource(paths: patterns, formats: [text, lines])]
    ) { files.append($0) }
    try walk.run()
    return (files, walk)
  }

  private func found(_ pattern: String) throws -> [String] {
    try walk([ByteString((folder.path / pattern).bytes)]).files.map { $0.relativePath.display }
  }

  private func fill() throws {
    for name in [
      "a.txt", "b.jsonl.gz", "c.doc", ".hidden.txt", "noending", "a/b1.jsonl.gz", "a/x/b2.jsonl.gz",
      "a/x/y/b3.jsonl.gz",
      "a/x/c.txt", "a/.git/d.txt", "a.b/e.txt", "z/x/f.txt",
    ] { try folder.write("text", to: name) }
  }

  @Test(arguments: [
    (
      "",
      [
        "a/b1.jsonl.gz", "a/x/b2.jsonl.gz", "a/x/c.txt", "a/x/y/b3.jsonl.gz", "a.b/e.txt", "a.txt", "b.jsonl.gz",
        "noending", "z/x/f.txt",
      ]
    ),
    (
      "**",
      [
        "a/b1.jsonl.gz", "a/x/b2.jsonl.gz", "a/x/c.txt", "a/x/y/b3.jsonl.gz", "a.b/e.txt", "a.txt", "b.jsonl.gz",
        "noending", "z/x/f.txt",
      ]
    ),
    ("*.txt", ["a.txt"]), ("a/**/b*.jsonl.gz", ["b1.jsonl.gz", "x/b2.jsonl.gz", "x/y/b3.jsonl.gz"]),
    ("**/*.txt", ["a/x/c.txt", "a.b/e.txt", "a.txt", "z/x/f.txt"]), ("**/x/*.txt", ["a/x/c.txt", "z/x/f.txt"]),
    ("**/x/**", ["a/x/b2.jsonl.gz", "a/x/c.txt", "a/x/y/b3.jsonl.gz", "z/x/f.txt"]),
    ("**/**/*.gz", ["a/b1.jsonl.gz", "a/x/b2.jsonl.gz", "a/x/y/b3.jsonl.gz", "b.jsonl.gz"]),
    ("*/*/*.txt", ["a/x/c.txt", "z/x/f.txt"]), ("[az]/x/[a-f].txt", ["a/x/c.txt", "z/x/f.txt"]),
    ("*/**", ["a/b1.jsonl.gz", "a/x/b2.jsonl.gz", "a/x/c.txt", "a/x/y/b3.jsonl.gz", "a.b/e.txt", "z/x/f.txt"]),
    ("a/x", ["b2.jsonl.gz", "c.txt", "y/b3.jsonl.gz"]), ("a/x/", ["b2.jsonl.gz", "c.txt", "y/b3.jsonl.gz"]),
    (".hidden.txt", [".hidden.txt"]), (".*.txt", [".hidden.txt"]), ("**/.git/*", ["d.txt"]), ("a/x/c.txt", ["c.txt"]),
    ("nothing/*", []), ("*.none", []),
  ])
  func `a pattern finds files in the order of bytes, named from its root`(pattern: String, expected: [String]) throws {
    try fill()
    let names = try found(pattern)
    #expect(names == (pattern == "**/.git/*" ? ["a/.git/d.txt"] : expected))
  }

  @Test func `extensions that no format has are counted, and patterns that find nothing are named`() throws {
    try fill()
    let (files, walk) = try walk([ByteString((folder.path / "*").bytes), ByteString((folder.path / "*.none").bytes)])
    #expect(walk.passedOver == [".doc": 1])
    #expect(walk.empty == [ByteString((folder.path / "*.none").bytes)])
    #expect(files.map(\.format) == [0, 1, 0], "text, lines by the ending before .gz, and text without an ending")
    #expect(files.map(\.size) == [4, 4, 4])
  }

  @Test func `a file whose name has the characters of a pattern can be named`() throws {
    try folder.write("1", to: "a[1].txt")
    try folder.write("2", to: "a1.txt")
    #expect(try found("a[1].txt") == ["a[1].txt"])
    #expect(try found("a[12].txt") == ["a1.txt"])
  }

  @Test func `links are followed, but not in circles`() throws {
    try folder.write("x", to: "a/x.txt")
    folder.link("a/up", to: "..")
    folder.link("a/self", to: ".")
    folder.link("b", to: "a")
    #expect(try found("**") == ["a/x.txt", "b/x.txt"])
  }

  @Test func `a link that leads nowhere is a problem with its reason, not silence`() throws {
    try folder.write("x", to: "x.txt")
    folder.link("dead.txt", to: "nowhere")
    folder.link("loop.txt", to: "loop.txt")
    let files = try walk([ByteString((folder.path / "*.txt").bytes)]).files
    #expect(files.map { $0.problem == nil } == [false, false, true])
    #expect(files[0].problem?.contains("ENOENT") == true)
    #expect(files[1].problem?.contains("ELOOP") == true)
    #expect(try found("*.doc") == [])
  }

  @Test func `a folder that can't be read is a problem, and the walk goes on`() throws {
    try folder.write("x", to: "a/x.txt")
    try folder.write("x", to: "b/x.txt")
    var files: [InputFile] = []
    let faulty = FaultyFileSystem(folder.fileSystem, plan: try FaultPlan("list:2:EACCES"))
    let source = ReadSource(
      paths: [ByteString(folder.path.bytes)], formats: [.init(name: "text", extensions: ["txt"], format: ToyInput())])
    var walk = InputWalk(fileSystem: faulty, sources: [source]) { files.append($0) }
    try walk.run()
    #expect(files.map { $0.relativePath.display } == ["a", "b/x.txt"])
    #expect(files[0].problem?.contains("EACCES") == true)
  }

  @Test func `names need not be UTF-8`() throws {
    try folder.write([1], to: FilePath(bytes: [0xFF, 0x2E, 0x74, 0x78, 0x74]))
    try folder.write([1], to: FilePath(bytes: Array("é.txt".utf8)))
    let files = try walk([ByteString((folder.path / "*.txt").bytes)]).files
    #expect(files.map(\.relativePath.bytes) == [Array("é.txt".utf8), [0xFF, 0x2E, 0x74, 0x78, 0x74]])
  }

  @Test func `a pipe in a folder is passed over`() throws {
    try folder.write("x", to: "x.txt")
    precondition(mkfifo((folder.path / "pipe.txt").display, 0o600) == 0)
    #expect(try found("") == ["x.txt"])
  }

  @Test func `a file in the list of inputs reads back as it was`() throws {
    let file = InputFile(
      source: 3, format: 1, path: ByteString([0xFF, 0x2F, 0x61]), rootLength: 2, size: 1 << 40, modified: -5,
      problem: "cannot")
    #expect(try InputFile(decoding: file.encode()) == file)
    #expect(file.relativePath == "a")
  }
}
