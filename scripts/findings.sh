#!/usr/bin/env bash
# Three example findings from a run of pipelines/news.yaml; reads figures.csv alone, so that nothing needs installing.
set -euo pipefail
out=${1:-out}
assay=${2:-.build/release/assay}

# The cells of figures.csv with tabs between, quotes taken off; a record may span lines.
cells() {
  awk 'BEGIN { RS = "\r\n"; OFS = "\t" }
    NR == 1 { next }
    { line = $0; n = 0; cell = ""; quoted = 0
      for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (quoted) { if (c == "\"") { if (substr(line, i + 1, 1) == "\"") { cell = cell c; i++ } else quoted = 0 } else cell = cell (c == "\n" || c == "\t" ? " " : c) }
        else if (c == "\"") quoted = 1
        else if (c == ",") { row[++n] = cell; cell = "" }
        else cell = cell c
      }
      row[++n] = cell
      text = row[1]; for (i = 2; i <= n; i++) text = text OFS row[i]
      print text }' "$out/figures.csv"
}

echo
echo "== Articles that tell the same (clusters of copies, near-copies and updates)"
cells | awk -F '\t' '$18 != "" && !seen[$2]++ { if (!($18 in count)) order[++n] = $18; cluster[$18] = cluster[$18] "\n    " $2; count[$18]++ }
  END { for (i = 1; i <= n; i++) if (count[order[i]] > 1 && ++shown <= 4) printf "  %d articles:%s\n", count[order[i]], cluster[order[i]] }'

echo
echo "== One thing, many figures: containers, as each outlet has them"
cells | awk -F '\t' 'tolower($16) ~ /container|контейнер|컨테이너/ {
    value = $9 != "" ? $9 : ($10 != "" || $11 != "" ? $10 ".." $11 : $8)
    printf "  %-10s  %-22s %-9s %10s  %s\n", substr($3, 1, 10), $4, $12, value, $16 }' | sort -u | awk 'NR <= 14'

echo
echo "== Money in the corpus, by currency"
cells | awk -F '\t' '$13 == "currency" && $15 != "" { count[$15]++ } END { for (c in count) printf "  %s %d figures\n", c, count[c] }' | sort -k 2,2nr | awk 'NR <= 8'

key=$(cells | awk -F '\t' '$5 == "en" && $12 != "" && !n++ { print $1 }')
if [ -n "$key" ]; then
  echo
  echo "== Where one figure comes from:  assay why '$key' -o $out"
  "$assay" why "$key" -o "$out"
fi

echo
echo "Results: $out/figures.csv (open it in a spreadsheet), $out/news.db (SQLite), $out/articles.jsonl.zst (everything)"
