#!/usr/bin/env bash
# Writes numerals.tsv of all packs anew from the spell-out rules of the ICU that is linked.
# usage: bash scripts/numerals.sh [CODE...]
set -euo pipefail
cd "$(dirname "$0")/.."
all=(en uk ru be pl cs sk bg sr=sr+sr-Latn hr sl de nl sv da nb fi et hu fr es pt=pt+pt-PT it ro ca el tr ar fa he hi th vi id)
swift build -c release --product generate-numerals
"$(swift build -c release --show-bin-path)/generate-numerals" Sources/Stages/Languages "${@:-${all[@]}}"
