#!/usr/bin/env bash
# All tests: builds the release binary, then unit and end-to-end tests, then the tests inside the pipeline files, then those
# of the plugins in their own languages.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "== build"
swift build -c release --product assay
ASSAY_BINARY="$(swift build -c release --show-bin-path)/assay"
export ASSAY_BINARY SWIFT_BACKTRACE=enable=no
echo "== tests"
swift test
echo "== pipelines"
"$ASSAY_BINARY" test pipelines/
echo "== plugins"
python3 -m unittest discover -q -s Plugins/python/tests
make -s -C Plugins/keywords test
if command -v cargo >/dev/null 2>&1; then
  cargo test -q --manifest-path Plugins/hashtags/Cargo.toml --target-dir .build/hashtags
else
  echo "cargo is not installed: the unit tests of Plugins/hashtags are left out"
fi
# Only what its tests need: the whole program of the example would compile all of Assay once more.
swift build -q --package-path Plugins/readability --scratch-path .build/readability --product readabilityPackageTests
swift test -q --skip-build --package-path Plugins/readability --scratch-path .build/readability
echo "== the library as a dependency"
bash scripts/test-versioned-dependency.sh
if command -v docc >/dev/null 2>&1; then bash scripts/docs.sh; fi
