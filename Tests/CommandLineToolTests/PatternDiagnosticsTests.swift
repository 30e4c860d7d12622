import Bytes
import Engine
import Pipeline
import Testing

@testable import CommandLineTool

/// What is said of patterns that are wrong, and where.
struct PatternDiagnosticsTests {
  private func diagnostics(_ patterns: String) -> [Diagnostic] {
    let lines = patterns.split(separator: "\n", omittingEmptySubsequences: false).map { "        " + $0 }
    let yaml = "assay: 1\nstages:\n  - entities:\n      patterns:\n" + lines.joined(separator: "\n") + "\n"
    return PipelineLoader.load(
      Array(yaml.utf8), file: "p.yaml", folder: "", registry: .builtIn, environment: [:], fileSystem: nil
    ).diagnostics
  }

  /// Line and column count from the first line and column of the patterns.
  @Test(arguments: [
    ("- { name: a, match: { txt: KN } }", 1, 23, "has no 'txt'; did you mean 'text'?"),
    ("- { nme: a, match: KN }", 1, 5, "has no 'nme'; did you mean 'name'?"),
    ("- { match: KN }", 1, 3, "has no 'name'"),
    ("- { name: a }", 1, 3, "the pattern 'a' has no 'match'"),
    ("- { name: a, match: x }\n- { name: a, match: y }", 2, 11, "a second pattern with the name 'a'"),
    ("- { name: a, text: x, match: x }", 1, 14, "it belongs below 'match'"),
    ("- name: a\n  match: []", 2, 10, "'match' is empty"),
    ("- name: a\n  match: ''", 2, 10, "an empty text stands nowhere"),
    ("- name: a\n  match: [x, {}]", 2, 14, "an empty part"),
    ("- name: a\n  match: [x, [y]]", 2, 14, "a text or a mapping, not a list"),
    ("- name: a\n  match: { text: no, optional: true }", 2, 10, "can match nothing at all"),
    ("- name: a\n  match: [{ shape: any, repeat: 0+ }]", 2, 10, "can match nothing at all"),
    ("- name: a\n  match: { shape: titel }", 2, 19, "did you mean 'title'?"),
    ("- name: a\n  match: { shape: any, repeat: often }", 2, 32, "'repeat' must be how often"),
    ("- name: a\n  match: { shape: any, repeat: 3-1 }", 2, 32, "'repeat' must be how often"),
    ("- name: a\n  match: { shape: any, repeat: '101' }", 2, 32, "counts up to 100"),
    ("- name: a\n  match: [x, { gap: 1+ }, y]", 2, 21, "'gap' is how many tokens"),
    ("- name: a\n  match: { text: x, joined: yes }", 2, 29, "must be true or false, not 'yes'"),
    ("- name: a\n  match: { number: percnt }", 2, 20, "did you mean 'percent'?"),
    ("- name: a\n  match: { entity: LOC, shape: title }", 2, 25, "'shape' can't stand beside 'entity'"),
    ("- name: a\n  match: { lower: [a b], shape: title }", 2, 19, "texts of several tokens can't stand beside"),
    ("- name: a\n  match: { not: { text: Prime Minister } }", 2, 25, "texts of one token"),
    ("- name: a\n  match: { not: { repeat: 2 } }", 2, 19, "'not' can't have 'repeat'"),
    ("- name: a\n  match: { either: [x] }", 2, 20, "at least two alternatives"),
    ("- name: a\n  match: { repeat: 2 }", 2, 10, "does not say what stands there"),
    ("- name: a\n  match: { text: x, as: 1 }", 2, 25, "'as' must be a name"),
    ("- name: a\n  match: [{ text: x, as: n }, { text: y, as: n }]", 2, 46, "a second part is captured as 'n'"),
    ("- name: a\n  match: { sequence: [{ text: x, as: n }], repeat: 2 }", 2, 10, "can't have 'as'"),
    ("- name: a\n  id: 'x:{numbr}'\n  match: { number: digits, as: number }", 2, 10, "did you mean 'number'?"),
    ("- name: a\n  id: 'x:{2}'\n  match: { number: digits, as: number }", 2, 10, "captures only 1"),
    ("- name: a\n  id: 'x:{'\n  match: x", 2, 10, "'{' without '}'"),
    ("- name: a\n  when: { langage: en }\n  match: x", 2, 11, "did you mean 'language'?"),
    ("- name: a\n  when: { language: english! }\n  match: x", 2, 21, "no language tag"),
    ("- name: a\n  match: { regex: '[0-9' }", 2, 24, "'[' has no ']'"),
    ("- name: a\n  match: { regex: 'ab(c' }", 2, 24, "has no partner"),
    ("- name: a\n  match: { regex: '(a+)+b' }", 2, 24, "a repetition inside a repetition"),
    ("- name: a\n  match: { regex: '((ab)*c?){2,}' }", 2, 29, "a repetition inside a repetition"),
    ("- name: a\n  match: { regex: '(a)\\1' }", 2, 23, "references to groups"),
    ("- name: a\n  match: { regex: 'KN-[0-9]+' }", 2, 22, "for one token, and '-' is never part of a word"),
    ("- name: a\n  match: { regex: 'Prime Minister' }", 2, 25, "a space is never part of a word"),
    (
      "- name: a\n  match: { sequence: [{ shape: any, repeat: 100 }, x], repeat: 100 }", 2, 10,
      "more than 1000 tokens"
    ),
  ])
  func `each mistake is told at its place`(_ patterns: String, _ line: Int, _ column: Int, _ part: String) {
    let found = diagnostics(patterns)
    #expect(
      found.contains { diagnostic in
        diagnostic.code == .pattern && diagnostic.headline.contains(part)
          && (diagnostic.span.line, diagnostic.span.column) == (line + 4, column + 8)
      }, "\(found.map(\.headline)) lacks \(line + 4):\(column + 8) '\(part)'")
  }

  @Test(arguments: [
    "- { name: a, match: no }", "- { name: a, match: [1.10, yes, ~, null] }", "- { name: a, match: { text: no } }",
    "- { name: a, match: { regex: '[A-Z]{2,4}' } }", "- { name: a, match: { regex: '-' } }",
    "- { name: a, match: { regex: '(ab|c)+d?' } }", "- { name: a, match: { regex: '\\p{Lu}+' } }",
    "- { name: a, match: { shape: any, repeat: '{1,3}' } }", "- { name: a, match: { shape: any, repeat: '+' } }",
    "name: a\nmatch: x", "- { name: a, match: { number: digits, regex: '[0-9]{2}' } }",
    "- { name: a, id: '{0}', match: { entity: [LOC, ORG] } }",
  ])
  func `what is right passes`(_ patterns: String) {
    #expect(diagnostics(patterns).isEmpty)
  }

  @Test func `all mistakes come at once`() {
    let found = diagnostics("- { name: a, match: { txt: x } }\n- { name: b, match: [] }\n- { nme: c }")
    #expect(Set(found.map(\.span.line)) == [5, 6, 7])
  }

  @Test(arguments: ["((((((((((", "[[[[[[", "\\", "(?", "(?<", "a{", "a{,", "a**", "\\Q", "[a-", "\u{0}", "{1}", "+"])
  func `a damaged expression is refused or read, and nothing breaks`(_ expression: String) {
    let quoted = expression.replacing("'", with: "''")
    _ = diagnostics("- name: a\n  match: { regex: '\(quoted)' }")
    _ = diagnostics("- name: a\n  id: '\(quoted)'\n  match: x")
  }

  @Test func `parts nested without end are refused`() {
    let nested = String(repeating: "{ sequence: [", count: 20) + "x" + String(repeating: "] }", count: 20)
    #expect(diagnostics("- { name: a, match: \(nested) }").contains { $0.headline.contains("nested deeper") })
  }

  @Test func `the patterns that ship have no problems`() throws {
    let names = ["titles", "ministries", "designators", "media", "names", "sites", "email", "url", "hashtag"]
    let yaml = "assay: 1\nstages: [{ entities: { model: none, built-in-patterns: [\(names.joined(separator: ", "))] } }]\n"
    let loaded = PipelineLoader.load(
      Array(yaml.utf8), file: "p.yaml", folder: "", registry: .builtIn, environment: [:], fileSystem: nil)
    let plan = try #require(loaded.plan)
    let assembly = Assembly(plan, bytes: Array(yaml.utf8), registry: .builtIn, fileSystem: AssayTool.fileSystem)
    #expect(try assembly.makeStages().count == 1)
  }
}
