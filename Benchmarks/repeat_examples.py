"""Prints the example corpus as JSON Lines, repeated with running ids up to about the given number of bytes."""
import json
import pathlib
import sys

limit = int(sys.argv[1])
root = pathlib.Path(__file__).resolve().parent.parent / "Examples" / "corpus"
texts = []
for path in sorted(root.rglob("*.txt")):
    try:
        texts.append((path.parent.name, path.read_bytes().decode("utf-8")))
    except UnicodeDecodeError:
        continue
size = number = 0
while size < limit:
    language, text = texts[number % len(texts)]
    line = json.dumps({"id": f"e{number}", "text": f"{number}. {text}", "language": language}, ensure_ascii=False)
    print(line)
    size += len(line.encode()) + 1
    number += 1
