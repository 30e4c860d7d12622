import ArgumentParser
import Engine
import Pipeline

/// The files of a new plugin, from the templates in `Templates`.
struct PluginTemplate {
  enum Language: String, CaseIterable, ExpressibleByArgument {
    case swift
    case c
    case rust
    case python

    var title: String { self == .c ? "C" : rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// What has to be done before Assay can load the plugin.
    var build: String? {
      switch self {
      case .swift: "swift build -c release"
      case .c: "make"
      case .rust: "cargo build --release"
      case .python: nil
      }
    }
  }

  /// Paths in the folder of the plugin, the manifest first.
  let files: [(path: String, bytes: [UInt8])]

  init(name: String, language: Language) throws {
    try Self.check(name)
    let symbol = String(name.map { $0 == "-" ? "_" : $0 })
    let type = name.split(whereSeparator: { $0 == "-" || $0 == "_" }).map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined()
    let own = Self.own(language, type: type)
    let listed = own.filter { !$0.about.isEmpty }.map { "| `\($0.path)` | \($0.about) |\n" }.joined()
    let values = [
      "name": name, "symbol": symbol, "type": type, "language": language.title,
      "build": language.build.map { padded($0) + "# builds the library\n" } ?? "",
      "files": listed, "version": language == .python ? "" : " and in the source",
    ]
    let manifest = PackageResources.manifest_yaml_template + Self.manifestEnd(language)
    let all: [(String, [UInt8])] =
      [
        ("plugin.yaml", manifest), ("pipeline.yaml", PackageResources.pipeline_yaml_template),
        ("README.md", PackageResources.readme_md_template),
      ] + own.map { ($0.path, $0.template) }
    files = all.map { path, template in (path, Template(template).filled(values)) }
  }

  private static func manifestEnd(_ language: Language) -> [UInt8] {
    switch language {
    case .swift: PackageResources.swift_manifest_template
    case .c: PackageResources.c_manifest_template
    case .rust: PackageResources.rust_manifest_template
    case .python: PackageResources.python_manifest_template
    }
  }

  private typealias Own = (path: String, about: String, template: [UInt8])

  private static func own(_ language: Language, type: String) -> [Own] {
    switch language {
    case .swift:
      [
        ("Sources/\(type)/LongWords.swift", "the stage", PackageResources.swift_stage_template),
        ("Sources/\(type)/Assay.swift", "a Swift face of the C header", PackageResources.swift_assay_template),
        (
          "Sources/CAssayPlugin/include/assay_plugin.h", "what Assay and plugins agree on",
          PackageResources.assay_plugin_h
        ),
        ("Sources/CAssayPlugin/header.c", "", PackageResources.swift_empty_template),
        ("Package.swift", "how it is built", PackageResources.swift_package_template),
        (".gitignore", "", Array(".build/\n".utf8)),
      ]
    case .c:
      [
        ("stage.c", "the stage", PackageResources.c_stage_template),
        ("assay_plugin.h", "what Assay and plugins agree on", PackageResources.assay_plugin_h),
        ("Makefile", "how it is built", PackageResources.c_makefile_template),
        (".gitignore", "", Array("*.so\n".utf8)),
      ]
    case .rust:
      [
        ("src/lib.rs", "the stage", PackageResources.rust_lib_template),
        ("src/assay.rs", "a safe face of what Assay and plugins agree on", PackageResources.rust_assay_template),
        ("Cargo.toml", "how it is built", PackageResources.rust_cargo_template),
        (".gitignore", "", Array("target/\nCargo.lock\n".utf8)),
      ]
    case .python:
      [
        ("stage.py", "the stage", PackageResources.python_stage_template),
        (
          "assay_stage.py", "what speaks with Assay; Python's standard library is all it needs",
          PackageResources.assay_stage_py
        ),
        (".gitignore", "", Array("__pycache__/\n".utf8)),
      ]
    }
  }

  private static func check(_ name: String) throws {
    guard PluginManifestReader.isName(name) else {
      throw CommandFailure(
        2, "assay: '\(name)' is no name for a stage; it takes small letters, digits and hyphens, such as long-words")
    }
    let registry = AssayTool.registry
    if registry.stage(name) != nil {
      throw CommandFailure(2, "assay: there is a stage '\(name)' already; assay stages \(name)  describes it")
    }
    if registry.stages.contains(where: { $0.spec.provides.contains { $0.name == name } }) {
      throw CommandFailure(2, "assay: '\(name)' is the name of a layer that ships with Assay; choose another")
    }
  }
}

/// A text with `{{placeholders}}`.
struct Template {
  private let text: String

  init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }

  func filled(_ values: [String: String]) -> [UInt8] {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      let name = String(rest[open.upperBound..<close.lowerBound])
      result += rest[..<open.lowerBound]
      // Braces that hold no placeholder stand for themselves: Rust and C have such.
      if let value = values[name] {
        result += value
        rest = rest[close.upperBound...]
      } else {
        result += rest[open.lowerBound..<open.upperBound]
        rest = rest[open.upperBound...]
      }
    }
    return Array((result + rest).utf8)
  }
}

/// A command of the guide, as wide as the ones below it.
private func padded(_ command: String) -> String {
  command + String(repeating: " ", count: max(2, 51 - command.count))
}
