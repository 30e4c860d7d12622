// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "assay",
  products: [
    .library(name: "Pipeline", targets: ["Pipeline"]),
    .library(name: "CommandLineTool", targets: ["CommandLineTool"]),
    .executable(name: "assay", targets: ["assay"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // The contract: imports nothing.
    .target(name: "Pipeline"),

    // C and C++ shims; their public headers hold only stdint types.
    .target(
      name: "CICU",
      linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n"), .linkedLibrary("icudata")]),
    // The tables of `cld2_full` know twice as many languages; linked first, they take the place of those of `cld2`.
    .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2_full"), .linkedLibrary("cld2")]),
    .target(name: "CLanguageModel", exclude: ["model.bin"]),
    .target(name: "CEntityModel", exclude: ["model.bin"]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CCompression", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd")]),
    .target(name: "CProcess"),
    .target(name: "CScan"),
    // The header that plugins in shared libraries are compiled with.
    .target(name: "CPlugin"),

    .target(name: "ICU", dependencies: ["CICU"]),
    .executableTarget(name: "generate-unicode-table", dependencies: ["ICU"], path: "Sources/UnicodeTableGenerator"),
    .executableTarget(
      name: "generate-numerals", dependencies: ["Stages", "ICU", "PackFormat"], path: "Sources/NumeralGenerator"),
    .target(name: "Bytes", dependencies: ["Pipeline", "CCompression", "CScan", "CSimdjson"]),

    // Language packs become embedded tables when the package is built.
    .target(name: "PackFormat", dependencies: ["Pipeline"], path: "Sources/PackCompiler/Format"),
    .executableTarget(name: "pack-compiler", dependencies: ["PackFormat"], path: "Sources/PackCompiler/Tool"),
    .plugin(
      name: "CompilePacks", capability: .buildTool(), dependencies: ["pack-compiler"],
      path: "Sources/PackCompiler/BuildPlugin"),

    // Cities become embedded tables too.
    .executableTarget(name: "place-compiler", dependencies: ["Pipeline", "Bytes"], path: "Sources/Places/Compiler"),
    .plugin(
      name: "CompilePlaces", capability: .buildTool(), dependencies: ["place-compiler"],
      path: "Sources/Places/BuildPlugin"),
    .target(name: "CBase64", path: "Sources/Places/Base64"),
    .target(
      name: "PlaceTables", dependencies: ["Bytes", "CBase64"], path: "Sources/Places/Tables", plugins: ["CompilePlaces"]),

    .target(
      name: "Stages",
      dependencies: [
        "Pipeline", "Bytes", "ICU", "CCLD2", "CLanguageModel", "CEntityModel", "PlaceTables", "CScan", "PackFormat",
      ],
      exclude: ["Languages"],
      resources: [
        .embedInCode("Entities/Patterns/BuiltIn/titles.yaml"), .embedInCode("Entities/Patterns/BuiltIn/ministries.yaml"),
        .embedInCode("Entities/Patterns/BuiltIn/designators.yaml"),
        .embedInCode("Entities/Patterns/BuiltIn/email.yaml"), .embedInCode("Entities/Patterns/BuiltIn/url.yaml"),
        .embedInCode("Entities/Patterns/BuiltIn/hashtag.yaml"),
        .embedInCode("Entities/Patterns/BuiltIn/media.yaml"), .embedInCode("Entities/Patterns/BuiltIn/names.yaml"),
        .embedInCode("Entities/Patterns/BuiltIn/sites.yaml"),
      ], plugins: ["CompilePacks"]),
    .executableTarget(
      name: "train-language-model", dependencies: ["Pipeline", "Stages"], path: "Sources/LanguageModelTrainer"),
    .target(
      name: "Formats",
      dependencies: ["Pipeline", "Bytes", "ICU", "CSimdjson", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "Engine",
      dependencies: ["Pipeline", "Bytes", "CProcess", "CPlugin", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "CommandLineTool",
      dependencies: [
        "Pipeline", "Bytes", "Engine", "Stages", "Formats", "ICU",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [
        .embedInCode("Pipelines/news.yaml"), .embedInCode("Pipelines/clean.yaml"),
        .embedInCode("Pipelines/things.yaml"), .embedInCode("Pipelines/lists/places.tsv"),
        .embedInCode("Pipelines/lists/things.tsv"),
        .embedInCode("Templates/assay_plugin.h"),
        .embedInCode("Templates/assay_stage.py"),
        .embedInCode("Templates/c.makefile.template"),
        .embedInCode("Templates/c.manifest.template"),
        .embedInCode("Templates/c.stage.template"),
        .embedInCode("Templates/manifest.yaml.template"),
        .embedInCode("Templates/new-pipeline.yaml.template"),
        .embedInCode("Templates/pipeline.yaml.template"),
        .embedInCode("Templates/python.manifest.template"),
        .embedInCode("Templates/python.stage.template"),
        .embedInCode("Templates/readme.md.template"),
        .embedInCode("Templates/rust.assay.template"),
        .embedInCode("Templates/rust.cargo.template"),
        .embedInCode("Templates/rust.lib.template"),
        .embedInCode("Templates/rust.manifest.template"),
        .embedInCode("Templates/swift.assay.template"),
        .embedInCode("Templates/swift.empty.template"),
        .embedInCode("Templates/swift.manifest.template"),
        .embedInCode("Templates/swift.package.template"),
        .embedInCode("Templates/swift.stage.template"),
      ]),
    .executableTarget(name: "assay", dependencies: ["CommandLineTool"]),

    .testTarget(name: "PipelineTests", dependencies: ["Pipeline", "ICU", "generate-unicode-table"]),
    .testTarget(name: "BytesTests", dependencies: ["Bytes"]),
    .testTarget(name: "ICUTests", dependencies: ["ICU", "CCLD2", "CSimdjson"]),
    .testTarget(
      name: "StagesTests", dependencies: ["Stages", "CLanguageModel", "CEntityModel", "CScan", "ICU", "PackFormat"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "ICU"]),
    .testTarget(name: "EngineTests", dependencies: ["Engine", "Bytes", "Pipeline"], exclude: ["Golden"]),
    .testTarget(name: "CommandLineToolTests", dependencies: ["CommandLineTool"], exclude: ["PublicNames.txt"]),
    .testTarget(name: "EndToEnd", dependencies: ["Bytes"], exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
