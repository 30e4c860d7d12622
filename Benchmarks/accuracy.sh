#!/usr/bin/env bash
# Accuracy on the example corpus, and on development data in ../shared/data where it is.
# usage: bash Benchmarks/accuracy.sh path/to/assay      (writes Benchmarks/ACCURACY.md)
set -euo pipefail
cd "$(dirname "$0")/.."
{
  python3 Benchmarks/accuracy.py "$1"
  if [ -e ../shared/data/numbers ]; then python3 Benchmarks/figures.py "$1"; fi
  printf '\n## Seed articles\n\n'
  python3 Benchmarks/seeds.py "$1"
} | tee Benchmarks/ACCURACY.md
bash Benchmarks/figures.sh "$1"
