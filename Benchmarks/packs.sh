#!/usr/bin/env bash
# What a language pack costs when the stage numbers first uses it, in instructions: callgrind's inclusive count of the call that
# makes the vocabulary ready, for the pack of the language and, once a process, that of root.
# usage: bash Benchmarks/packs.sh path/to/assay [CODE...]
set -euo pipefail
assay=$(realpath "$1")
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# valgrind can't read the debugging information of newer compilers, so it gets a copy without.
strip --strip-debug -o assay "$assay"
printf 'assay: 1\nstages: [numbers]\nwrite: [{ path: r.jsonl, text: none }]\n' > p.yaml
echo "| pack | instructions |"
echo "| --- | --- |"
for code in "${@:-ru}"; do
  echo "{\"id\":\"a\",\"text\":\"5\",\"language\":\"$code\"}" > in.jsonl
  valgrind --tool=callgrind --callgrind-out-file=out ./assay run p.yaml in.jsonl -o o -j 1 -q --fresh 2> /dev/null
  callgrind_annotate --inclusive=yes --threshold=100 out 2> /dev/null | swift demangle --simplified --compact \
    | sed -n "s/^ *\([0-9,]*\) .*closure #1 in variable initialization expression of static NumberVocabulary.cache .*/| $code | \1 |/p"
done
