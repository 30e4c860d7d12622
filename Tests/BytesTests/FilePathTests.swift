import Testing

@testable import Bytes

@Suite struct FilePathTests {
  @Test func joiningPutsOneSlashBetween() {
    #expect(FilePath("a") / "b" == FilePath("a/b"))
    #expect(FilePath("a/") / "b" == FilePath("a/b"))
    #expect(FilePath("") / "b" == FilePath("b"))
    #expect(FilePath("/") / "b" == FilePath("/b"))
    #expect(FilePath("a") / "/b" == FilePath("/b"))
  }

  @Test(
    "parent and last component are those of dirname and basename",
    arguments: [
      ("a/b", "a", "b"), ("a/b/", "a", "b"), ("a//b", "a", "b"), ("b", ".", "b"), ("/b", "/", "b"), ("/", "/", ""),
      ("//a", "/", "a"), ("", ".", ""), ("/a/b/c.txt", "/a/b", "c.txt"),
    ])
  func parts(path: String, parent: String, last: String) {
    #expect(FilePath(path).parent == FilePath(parent))
    #expect(FilePath(path).lastComponent == Array(last.utf8))
  }

  @Test func theExtensionIsWhatFollowsTheLastDotOfTheName() {
    #expect(FilePath("a.b/c.tar.gz").extension == Array("gz".utf8))
    for path in ["a.b/c", ".hidden", "c.", "", "/", "a/.gz"] { #expect(FilePath(path).extension == nil, "\(path)") }
  }

  @Test func composedAndDecomposedNamesAreDifferentFiles() {
    #expect("caf\u{E9}" == "cafe\u{301}")
    #expect(FilePath("caf\u{E9}") != FilePath("cafe\u{301}"))
    #expect(Set([FilePath("caf\u{E9}"), FilePath("cafe\u{301}")]).count == 2)
  }

  @Test func orderIsThatOfTheBytes() {
    let paths = ["B", "a", "é", "a/b", "a b", "😀", "\u{FF5E}"].map { FilePath($0) }
    #expect(paths.sorted().map(\.display) == ["B", "a", "a b", "a/b", "é", "\u{FF5E}", "😀"])
  }

  @Test func displayShowsInvalidAndControlBytesAsHexadecimal() {
    #expect(FilePath("дім/語 100%.txt").display == "дім/語 100%.txt")
    #expect(FilePath(bytes: [0x61, 0xFF, 0xC3, 0x62]).display == "a%FF%C3b")
    #expect(FilePath(bytes: [0xE2, 0x82]).display == "%E2%82")
    #expect(FilePath("a\u{1B}[31m\n\u{7F}\u{85}\u{A0}").display == "a%1B[31m%0A%7F%C2%85\u{A0}")
  }
}
