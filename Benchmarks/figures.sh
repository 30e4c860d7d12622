#!/usr/bin/env bash
# Figures in own sentences: the same ones in many languages, sentences without any, English news.
# usage: bash Benchmarks/figures.sh path/to/assay      (writes Benchmarks/FIGURES.md)
set -euo pipefail
cd "$(dirname "$0")/.."
{
  cat <<'TEXT'
# Figures

Made by `bash Benchmarks/figures.sh path/to/assay`. All sentences were written for these tables, before the program was run on them; the rules were then
mended with them, so the figures below are those of development sentences. Those of the first run, before anything was mended, were:

| table | first run |
| --- | --- |
| the same sentences in 28 languages: values right | 88.5 % (goal 95 %) |
| all fields right | 80.4 % |
| silence | 85.0 % (goal 80 %) |
| plausible reason | 82.0 % |
| English news: value, value + hedge and change, value + unit, value + thing (F1) | 97.1, 91.8, 94.1, 59.4 % (goals 92, 88, -, 76) |

After the first run one sentence was changed in all languages ("the second attack" to "the fourth attack", since a lone "second" is
no figure by rule), one Russian sentence of the silent ones was written anew, four faulty translations were corrected, and a hedge that was
missing from what sentence s35 expects was added (which took "all fields right" from 78.3 to 80.4 %).

## The same sentences in many languages (parallel.tsv, parallel.py)

Values: exactly the expected values are found, in any order. All fields: hedges, kinds, units, currencies, changes and rates, too.

TEXT
  python3 Benchmarks/parallel.py "$1"
  printf '## Silence (silent.tsv, silent.py)\n\nNo figure is found, and one of the expected reasons is given.\n\n'
  python3 Benchmarks/silent.py "$1"
  printf '## English news (newsquant.tsv, newsquant.py)\n\nThe best published on NewsQuant, other sentences of the same kind: 92.0, 88.1, 85.6 and 76.1 %% F1.\n\n'
  python3 Benchmarks/newsquant.py "$1"
} > Benchmarks/FIGURES.md
