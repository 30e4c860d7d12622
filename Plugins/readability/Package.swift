// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "readability",
  products: [
    .library(name: "Readability", targets: ["Readability"]),
    .executable(name: "assay-with-readability", targets: ["assay-with-readability"]),
  ],
  dependencies: [
    .package(name: "assay", path: "../..")
  ],
  targets: [
    // The stage needs the contract alone; only the program needs everything else.
    .target(name: "Readability", dependencies: [.product(name: "Pipeline", package: "assay")]),
    .executableTarget(
      name: "assay-with-readability",
      dependencies: ["Readability", .product(name: "CommandLineTool", package: "assay")]),
    .testTarget(
      name: "ReadabilityTests", dependencies: ["Readability", .product(name: "Pipeline", package: "assay")]),
  ],
  swiftLanguageModes: [.v6]
)
