#!/usr/bin/env bash
# Proves that other packages can depend on a version of this one: a tiny package takes 0.1.0 of what is committed (HEAD), builds
# against the library Pipeline and runs. CommandLineTool is resolved and planned, not built, since that takes minutes.
# Changes nothing outside a temporary folder. Arguments are handed to `swift build`.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

git clone --quiet --no-tags . "$folder/assay"
git -C "$folder/assay" tag 0.1.0

# SwiftPM refuses such flags in dependencies where the tools version is below 6.2; from there on it hands them to everybody who
# depends on the package, which is no better.
swift package --package-path "$folder/assay" dump-package >"$folder/manifest.json"
if grep -q '"unsafeFlags"' "$folder/manifest.json"; then
  echo "FAILED: Package.swift sets unsafe build flags, which every package that depends on this one would be built with." >&2
  exit 1
fi

# A cache and a security folder of its own: SwiftPM would else remember version 0.1.0 of a package that is soon gone. The copy
# saves fetching the dependencies again.
mkdir -p "$folder/cache" "$folder/consumer/Sources/uses-pipeline" "$folder/consumer/Sources/uses-tool"
repositories=${XDG_CACHE_HOME:-$HOME/.cache}/org.swift.swiftpm/repositories
if [ -d "$repositories" ]; then cp -R "$repositories" "$folder/cache/"; fi

cat >"$folder/consumer/Package.swift" <<SWIFT
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "consumer",
  dependencies: [.package(url: "file://$folder/assay", from: "0.1.0")],
  targets: [
    .executableTarget(name: "uses-pipeline", dependencies: [.product(name: "Pipeline", package: "assay")]),
    .executableTarget(name: "uses-tool", dependencies: [.product(name: "CommandLineTool", package: "assay")]),
  ]
)
SWIFT

cat >"$folder/consumer/Sources/uses-pipeline/main.swift" <<'SWIFT'
import Pipeline

struct WordCount: AnnotatingStage {
  static let definition = StageDefinition(
    StageSpec(
      name: "word-count", kind: .annotating, summary: "Counts words.",
      values: [LayerSchema.Field("words", .int, "how many words there are")])
  ) { _, _ in WordCount() }

  func annotate(_ document: inout Document) {
    document.setValue("words", .int(Int64(document.lexicon().words.count)))
  }
}

var registry = Registry()
registry.add(WordCount.definition)
var document = Document(id: "a", source: Source(path: "a"), body: Array("Counted from outside.".utf8))
let stage = try registry.stage("word-count")!.make(Options(), StageContext(id: "word-count")) as! any AnnotatingStage
try stage.annotate(&document)
print("words: \(document.value("words")?.int ?? -1)")
SWIFT

cat >"$folder/consumer/Sources/uses-tool/main.swift" <<'SWIFT'
import CommandLineTool
import Pipeline

AssayTool.main(Registry.builtIn)
SWIFT

if ! swift build --package-path "$folder/consumer" --cache-path "$folder/cache" --security-path "$folder/security" \
  --product uses-pipeline "$@" >"$folder/log" 2>&1; then
  cat "$folder/log" >&2
  echo "FAILED: a package that depends on a version of this one does not build; SwiftPM's reasons stand above." >&2
  exit 1
fi

bin=$(swift build --package-path "$folder/consumer" --cache-path "$folder/cache" --security-path "$folder/security" \
  "$@" --show-bin-path)
said=$("$bin/uses-pipeline")
if [ "$said" != "words: 3" ]; then
  echo "FAILED: a program that uses Pipeline as a dependency said '$said', not 'words: 3'." >&2
  exit 1
fi
echo "Pipeline and CommandLineTool can be used as versioned dependencies."
