import Testing

@Suite struct PublicDeclarationsTests {
  private func expect(_ source: String, _ lines: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(PublicDeclarations([source]).lines == lines, sourceLocation: sourceLocation)
  }

  @Test("Types and members are found with their types; values and bodies are not part of them")
  func members() {
    expect(
      """
      @frozen
      public struct A: Sendable {
        /// public var no: Int
        public let b: Int // public let neither: Int
        public private(set) var c = [1, 2]
        public var d: Int { let e = 1; return e }
        var hidden: Int { 1 }
        @inlinable public init(
          _ b: Int = 1,
          text: String = "}"
        ) { self.b = b; func public1() {} }
        public static func f<T: Hashable>(
          _ body: (T) throws -> Void = { _ in }
        ) rethrows -> T where T: Sendable { "public func \\(no("}"))" }
      }
      """,
      [
        "@frozen struct A: Sendable", "A: init(_ b: Int = 1, text: String = \"}\")", "A: let b: Int",
        "A: private(set) var c",
        "A: static func f<T: Hashable>(_ body: (T) throws -> Void = { _ in }) rethrows -> T where T: Sendable",
        "A: var d: Int { … }",
      ])
  }

  @Test("Cases and requirements are as public as their type")
  func implicit() {
    expect(
      "public enum E {\n  case a, b(Int)\n  public var c: Int { switch self { case .a: 1; default: 2 } }\n}",
      ["E: case a, b(Int)", "E: var c: Int { … }", "enum E"])
    expect(
      "public protocol P: Sendable {\n  var a: Int { get }\n  func b() throws\n}\nprotocol Q { func c() }",
      ["P: func b() throws", "P: var a: Int { … }", "protocol P: Sendable"])
  }

  @Test("Extensions count, what is hidden or for the package does not")
  func extensions() {
    expect(
      """
      extension A: Comparable { public static func < (a: A, b: A) -> Bool { true } }
      extension A.B { public struct C { public subscript(i: Int) -> Int { i } } }
      struct D { public let e: Int }
      package struct F { package let g: Int }
      public struct H { package let i: Int; public package(set) var j = 0; private struct K { public var l = 0 } }
      """,
      [
        "A.B.C: subscript(i: Int) -> Int", "A: static func < (a: A, b: A) -> Bool", "H: package(set) var j",
        "extension A: Comparable", "struct A.B.C", "struct H",
      ])
  }
}
