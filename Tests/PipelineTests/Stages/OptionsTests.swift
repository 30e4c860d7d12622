import Pipeline
import Testing

@Suite struct OptionsTests {
  private let options = Options([
    "flag": .bool(true), "count": .int(3), "share": .decimal(0.4), "name": .string("x"),
    "list": .list([.string("a"), .int(1)]),
    "file": .path("a/b"), "to": .language("uk"), "inner": .record(Options(["flag": .bool(false)])),
    "map": .map([("k", .int(1))]), "when": .condition(Condition([.init(.length, [.atLeast("5")])])),
  ])

  @Test func `a value is read by its type and no other`() {
    #expect(options.bool("flag") == true)
    #expect(options.int("count") == 3)
    #expect(options.decimal("share") == 0.4)
    #expect(options.string("name") == "x")
    #expect(options.path("file") == "a/b")
    #expect(options.language("to") == "uk")
    #expect(options.strings("list") == ["a"])
    #expect(options.record("inner")?.bool("flag") == false)
    #expect(options.condition("when")?.clauses.count == 1)
    #expect(options.int("name") == nil)
    #expect(options.bool("missing") == nil)
  }

  @Test func `equal options are equal and hash alike, different ones are not equal`() {
    let other = Options(options.entries)
    #expect(other == options)
    #expect(other.hashValue == options.hashValue)
    for index in options.entries.indices {
      var entries = options.entries
      entries[index] = .init(name: entries[index].name, value: .string("changed"))
      #expect(Options(entries) != options)
    }
    #expect(OptionValue.map([("a", .int(1))]) != .map([("b", .int(1))]))
  }
}
