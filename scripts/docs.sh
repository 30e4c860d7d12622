#!/usr/bin/env bash
# Makes the reference of the library Pipeline with DocC, and fails on a link that leads nowhere or a public type without a topic.
# Usage: scripts/docs.sh [FOLDER]   (default: .build/docs; publish it with any web server)
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-.build/docs}

if ! command -v docc >/dev/null 2>&1; then
  echo "There is no 'docc' on the PATH; it comes with the toolchains of swift.org." >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Pipeline imports nothing, so the compiler alone makes its symbol graph, without building the package.
mkdir "$work/graph"
find Sources/Pipeline -name '*.swift' -print0 | sort -z | xargs -0 swiftc -parse-as-library -swift-version 6 \
  -module-name Pipeline -package-name assay -emit-module -o "$work/Pipeline.swiftmodule" \
  -emit-symbol-graph -emit-symbol-graph-dir "$work/graph" -symbol-graph-minimum-access-level public

mkdir -p "$out"
docc convert Sources/Pipeline/Pipeline.docc --output-dir "$out" --additional-symbol-graph-dir "$work/graph" \
  --fallback-display-name Pipeline --fallback-bundle-identifier assay.Pipeline --warnings-as-errors

# Types that no topic of the front page names; DocC would put them at its end without a word.
missing=$(sed -nE 's/^(@[a-z]+ )?public (indirect |final )?(struct|enum|protocol|class) ([A-Za-z]+).*/\4/p' \
  $(find Sources/Pipeline -name '*.swift') | sort | while read -r name; do
  grep -q "^- \`\`$name\`\`\$" Sources/Pipeline/Pipeline.docc/Pipeline.md || echo "$name"
done)
if [ -n "$missing" ]; then
  echo "Public types without a topic in Sources/Pipeline/Pipeline.docc/Pipeline.md:" $missing >&2
  exit 1
fi
echo "The reference of Pipeline is in $out."
