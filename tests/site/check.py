"""Every link of every page of a site leads to a file and a place that exist; every id is there
once; what the search knows leads somewhere. Usage: check.py SITE [ALLOWED-BROKEN-URL...]"""
import html.parser
import json
import os
import posixpath
import sys
import urllib.parse

SITE, ALLOWED = sys.argv[1], set(sys.argv[2:])
bad = 0


def complain(text):
    global bad
    bad += 1
    print(text)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links = [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src") and value is not None:
                self.links.append(value)


def main():
    pages = {}
    for folder, _, files in os.walk(SITE):
        for name in files:
            if name.endswith(".html"):
                path = posixpath.relpath(posixpath.join(folder, name), SITE)
                page = Page()
                with open(os.path.join(SITE, path), encoding="utf-8") as file:
                    page.feed(file.read())
                pages[path] = page
                for twice in {i for i in page.ids if page.ids.count(i) > 1}:
                    complain(f"{path}: id {twice} twice")
    links = 0

    def check(path, link):
        nonlocal links
        url = urllib.parse.urlsplit(link)
        if url.scheme or url.netloc or link in ALLOWED:
            return
        links += 1
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(urllib.parse.unquote_to_bytes(url.path)))) \
            if url.path else path
        if target.startswith("..") or not os.path.isfile(os.path.join(SITE, target)):
            complain(f"{path}: {link}: there is no such file")
        elif url.fragment and target in pages and urllib.parse.unquote(url.fragment) not in pages[target].ids:
            complain(f"{path}: {link}: there is no such place")

    for path, page in pages.items():
        for link in page.links:
            check(path, link)
    with open(os.path.join(SITE, "site/search-index.js"), encoding="utf-8") as file:
        text = file.read()
    index = json.loads(text[len("specmillSearch("):text.rindex(")")])
    for number, anchor, heading, _ in index["sections"]:
        check("index.html", index["specs"][number][1] + ("#" + anchor if anchor else ""))
    print(f"{len(pages)} pages, {links} links, {len(index['sections'])} sections, {bad} faults")
    sys.exit(1 if bad else 0)


main()
