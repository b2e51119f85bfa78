#!/usr/bin/env bash
# Passes all tests. Installs what they need by package name: a Java runtime and the Nu HTML checker, Node.js and
# playwright-core, Lighthouse, Chromium, Poppler’s tools for PDF files, libraries that read feeds,
# rsync.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step() { printf '\n== %s\n' "$*"; }

step 'set-up'
missing=()
command -v java >/dev/null || missing+=(default-jre-headless)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v chromium >/dev/null || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v python3 >/dev/null || missing+=(python3)
python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)
command -v cc >/dev/null || missing+=(build-essential)
command -v rsync >/dev/null || missing+=(rsync)
if ((${#missing[@]})); then
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -q
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends "${missing[@]}"
fi
(cd tests/browser && npm ci --no-audit --no-fund --loglevel=error)
(cd tests/linked && npm ci --no-audit --no-fund --loglevel=error)
(cd tests/feeds && npm ci --no-audit --no-fund --loglevel=error)
python3 -m pip install --quiet --disable-pip-version-check --target "$work/python" -r tests/feeds/requirements.txt

step 'form'
cargo fmt --check
cargo clippy --all-targets --quiet -- -D warnings
cargo check --lib --no-default-features --quiet

step 'tests'
cargo test --quiet

step 'the repository’s own site: twice, from another path, with one thread and with four'
cargo build --release --quiet
glossator=${CARGO_TARGET_DIR:-$root/target}/release/glossator
"$glossator" build --deny warnings -o "$work/one"
mkdir "$work/elsewhere"
cp -r glossator.toml content "$work/elsewhere/"
RAYON_NUM_THREADS=1 "$glossator" -r "$work/elsewhere" build -o "$work/two"
RAYON_NUM_THREADS=4 "$glossator" build -o "$work/three"
diff -r "$work/one" "$work/two"
diff -r "$work/one" "$work/three"
"$glossator" build -o "$work/one" 2>&1 | tee "$work/again"
grep -q ' 0 pages written' "$work/again"

step 'every page by the Nu HTML checker, and one of each kind of the sites that are hard on a theme'
node tests/browser/hard.mjs "$glossator" "$work/hard"
java -jar tests/browser/node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html "$work/one" "$work/hard"
java -jar tests/browser/node_modules/vnu-jar/build/dist/vnu.jar --errors-only --css "$work"/one/site.*.css

step 'what pages say to machines, by schema.org'
node tests/linked/run.mjs "$glossator" "$work/one"
step 'feeds, sitemaps and data, read back'
"$glossator" build -q -u https://example.org/news/ -o "$work/published"
node tests/feeds/check.mjs "$work/published" https://example.org/news/
PYTHONPATH="$work/python" python3 tests/feeds/check.py "$work/published"

step 'two thousand articles in four languages, by all of these'
node tests/many.mjs "$work/many"
"$glossator" -r "$work/many" build -q
"$glossator" -r "$work/many" check --deny warnings
java -jar tests/browser/node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html "$work/many/public"
node tests/linked/run.mjs "$glossator" "$work/many/public"
node tests/feeds/check.mjs "$work/many/public" https://example.org/news/
PYTHONPATH="$work/python" python3 tests/feeds/check.py "$work/many/public"

step 'in a browser'
"$glossator" build -o "$work/site" >/dev/null 2>&1
node tests/browser/run.mjs "$glossator" "$work/site"
