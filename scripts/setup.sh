#!/usr/bin/env bash
# Makes sure that what Assay builds with is here; with "tests" behind it, also what the tests run plugins with (Rust is
# used where it is there). Installs missing Debian/Ubuntu packages; needs root only for that.
set -euo pipefail

if ! command -v swift >/dev/null 2>&1; then
  echo "Assay needs Swift 6.2 or newer, and there is no 'swift' on the PATH. See https://www.swift.org/install/linux/" >&2
  exit 2
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
read -r major minor <<<"${version:-0 0}"
if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
  echo "Assay needs Swift 6.2 or newer; this is ${major}.${minor}." >&2
  exit 2
fi

# A header of each library, and the package that holds it.
needed=(
  "unicode/unorm2.h libicu-dev"
  "simdjson.h libsimdjson-dev"
  "cld2/public/compact_lang_det.h libcld2-dev"
  "sqlite3.h libsqlite3-dev"
  "zstd.h libzstd-dev"
  "zlib.h zlib1g-dev"
)
missing=()
for entry in "${needed[@]}"; do
  read -r header package <<<"$entry"
  found=no
  for folder in /usr/include /usr/include/"$(uname -m)"-linux-gnu /usr/local/include; do
    if [ -e "$folder/$header" ]; then found=yes; fi
  done
  if [ "$found" = no ]; then missing+=("$package"); fi
done
if [ "${1:-}" = tests ]; then
  for entry in "python3 python3" "cc gcc" "make make" "bzip2 bzip2" "bwrap bubblewrap" "sqlite3 sqlite3"; do
    read -r program package <<<"$entry"
    if ! command -v "$program" >/dev/null 2>&1; then missing+=("$package"); fi
  done
fi
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

if ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing libraries (Debian names): ${missing[*]}. Install them with your system's package manager." >&2
  exit 2
fi
root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    root=(sudo -n)
  else
    echo "Missing packages, and no right to install them. Ask for:  sudo apt-get install ${missing[*]}" >&2
    exit 2
  fi
fi
echo "Installing ${missing[*]} with apt-get …"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { "${root[@]}" apt-get update && "${root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
rm -f "$log"
