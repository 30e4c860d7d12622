#!/usr/bin/env bash
# Speed of each stage and of the chain, in MB of input a second and core of CPU time; instruction counts by callgrind.
# usage: bash Benchmarks/bench.sh path/to/assay      (writes Benchmarks/SPEED.md)
set -euo pipefail
cd "$(dirname "$0")/.."
assay=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
news=../shared/data/news/news-10mb.jsonl.gz
if [ -e "$news" ]; then
  input=$news
  name="news-10mb.jsonl.gz (10 MB, ten languages)"
else
  python3 Benchmarks/repeat_examples.py 10000000 > "$work/examples.jsonl"
  input=$work/examples.jsonl
  name="Examples/corpus repeated to 10 MB (put news-10mb.jsonl.gz into ../shared/data/news for the other corpus)"
fi
for jobs in 1 2; do "$assay" run pipelines/news.yaml "$input" -o "$work/j$jobs" -j $jobs -q --fresh; done
for copy in 1 2 3 4 5 6 7 8 9 10; do case $input in *.gz) gzip -dc "$input" ;; *) cat "$input" ;; esac; done > "$work/ten.jsonl"
"$assay" run pipelines/news.yaml "$work/ten.jsonl" -o "$work/ten" -j 2 -q --fresh
counts=none
if command -v valgrind >/dev/null 2>&1; then
  python3 Benchmarks/repeat_examples.py 1000000 > "$work/one.jsonl"
  # valgrind can't read the debugging information of newer compilers, so it gets a copy without.
  strip -o "$work/assay" "$assay"
  counts=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/assay" run pipelines/news.yaml "$work/one.jsonl" -o "$work/cg" -j 1 -q --fresh 2>&1 | sed -n 's/.*Collected : //p') || counts=none
fi
python3 Benchmarks/speed_table.py "$name" "${counts:-none}" "$work/j1/report.json" "$work/j2/report.json" "$work/ten/report.json" | tee Benchmarks/SPEED.md
