#!/usr/bin/env bash
# Runs pipelines/news.yaml over the example corpus, prints the report and three findings.
set -euo pipefail
cd "$(dirname "$0")/.."
assay=$1
"$assay" run pipelines/news.yaml Examples/corpus -o out --fresh
bash scripts/findings.sh out "$assay"
