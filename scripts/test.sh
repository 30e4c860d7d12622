#!/usr/bin/env bash
# All tests: builds the release binary, then unit and end-to-end tests, then the tests inside the pipeline files.
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
