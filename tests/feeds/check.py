"""Reads the feeds of a built site with feedparser, and compares them with their JSON versions: `python3 check.py SITE`."""
import calendar
import datetime
import json
import pathlib
import sys

import feedparser

# no sanitizing: compare exactly what was written
feedparser.sanitizer._HTMLSanitizer = None
site = pathlib.Path(sys.argv[1])
passed, failed = 0, []


def check(what, holds):
    global passed
    if holds:
        passed += 1
    else:
        failed.append(what)


def seconds(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


for path in sorted([*site.rglob("atom.xml"), *site.rglob("rss.xml")]):
    twin = json.loads((path.parent / "feed.json").read_text(encoding="utf-8"))
    # pass bytes, because a path would be taken for an address
    read = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    check(f"{path}: well-formed", not read.bozo)
    check(f"{path}: title", read.feed.title == twin["title"])
    check(f"{path}: page", read.feed.link == twin["home_page_url"])
    check(f"{path}: as many entries", len(read.entries) == len(twin["items"]))
    for entry, item in zip(read.entries, twin["items"]):
        what = f"{path}: {item['id']}"
        check(f"{what}: id, address, title", (entry.id, entry.link, entry.title) == (item["id"], item["url"], item["title"]))
        check(f"{what}: published", calendar.timegm(entry.published_parsed) == seconds(item["date_published"]))
        if path.name == "atom.xml":
            check(f"{what}: updated", calendar.timegm(entry.updated_parsed) == seconds(item["date_modified"]))
            check(f"{what}: language", entry.content[0].language == item["language"])
        check(f"{what}: words", entry.content[0].value.strip() == item["content_html"].strip())
        check(f"{what}: tags", [tag.term for tag in entry.get("tags", [])] == item.get("tags", []))
for failure in failed[:50]:
    print(f"failed: {failure}")
print(f"{passed} passed, {len(failed)} failed")
sys.exit(bool(failed) or passed < 100)
