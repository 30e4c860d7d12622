#!/usr/bin/env bash
# Sentence ends against gold sentences, with ICU's rules alone beside; and the speed of the segment stage by language.
# usage: bash Benchmarks/segmentation.sh path/to/assay      (prints the section "Segmentation" of Benchmarks/TEXT.md)
set -euo pipefail
cd "$(dirname "$0")/.."
assay=$(realpath "$1")
echo "## Segmentation"
echo
echo "Measured $(date -u +%F) by \`bash Benchmarks/segmentation.sh .build/release/assay\`."
echo
echo "### Sentence ends"
echo
python3 Benchmarks/segmentation.py "$assay"
echo
echo "### Speed"
echo
python3 Benchmarks/segmentation_speed.py "$assay"
