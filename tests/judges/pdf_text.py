#!/usr/bin/env python3
"""Whether a PDF has all text of its specification, in order: each FILE.pdf against the model in
FILE.json beside it, which the same run wrote. And whether every word is inside the page's
margins."""

import bisect
import json
import os
import re
import subprocess
import sys
import unicodedata

import pikepdf

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Marks that layout adds (line continued, task boxes) and characters that are not drawn.
DROPPED = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufffc↩↪⏎\x00-\x1f\x7f]+")


def plain(text):
    """TEXT as it can be compared: compatibility forms resolved, no white space. Right-to-left
    letters are left out: poppler's structure text has them in visual order."""
    text = unicodedata.normalize("NFKC", text)
    text = DROPPED.sub("", RIGHT_TO_LEFT.sub("", text))
    return text


def inline_text(content, out):
    for node in content or []:
        kind = node["kind"]
        if "text" in node:
            out.append(node["text"])
        elif "content" in node:
            inline_text(node["content"], out)
        elif kind not in ("image", "footnote"):
            out.append(" ")


def flat(content):
    out = []
    inline_text(content, out)
    return "".join(out)


def units(node, out):
    """The texts of a block and what is in it, each one line that a reader would read at once."""
    if isinstance(node, list):
        for child in node:
            units(child, out)
        return
    if not isinstance(node, dict):
        return
    kind = node.get("kind")
    if kind == "code":
        drawn = node.get("language") == "mermaid"
        if not drawn:
            out.extend((node["line"], line) for line in node["text"].split("\n"))
        return
    for key, value in node.items():
        if key in ("title", "content", "summary", "caption") and isinstance(value, list):
            nested = any(isinstance(v, dict) and "cells" in v for v in value)
            blocks = any(isinstance(v, dict) and "end_line" in v for v in value)
            if not nested and not blocks:
                out.append((node.get("line", 0), flat(value)))
                continue
        if isinstance(value, (list, dict)):
            units(value, out)
        elif key == "html" and isinstance(value, str):
            out.extend((node["line"], line) for line in value.split("\n"))


CHARACTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]*)>")


def unicode_map(font):
    """What each code of a font stands for, from its ToUnicode."""
    if "/ToUnicode" not in font:
        return {}
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for code, text in CHARACTER.findall(font.ToUnicode.read_bytes())
    }


def page_text(page, maps, texts):
    """Adds the text of each marked content of PAGE to TEXTS, by page and MCID."""
    marks = []  # (MCID, replacement text) of the marked content that is open
    font = {}
    for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ BDC BMC EMC"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            font = maps[str(operands[0])]
        elif operator == "BDC":
            marks.append((operands[1].get("/MCID"), operands[1].get("/ActualText")))
        elif operator == "BMC":
            marks.append((None, None))
        elif operator == "EMC":
            _, actual = marks.pop()
            if actual is not None:
                add(texts, page, marks, str(actual))
        elif not any(actual is not None for _, actual in marks):
            strings = [operands[0]] if operator == "Tj" else operands[0]
            for string in strings:
                if isinstance(string, pikepdf.String):
                    code = bytes(string)
                    pairs = (code[i:i + 2] for i in range(0, len(code), 2))
                    add(texts, page, marks, "".join(font.get(c, "?") for c in pairs))


def add(texts, page, marks, text):
    for mcid, _ in marks:
        if mcid is not None:
            texts.setdefault((page.obj.objgen, int(mcid)), []).append(text)


def structure_text(path):
    """The text of the file in the order of its structure."""
    pdf = pikepdf.open(path)
    texts = {}
    maps = {}
    for name, font in pdf.pages[0].obj.Resources.get("/Font", {}).items():
        maps[name] = unicode_map(font)
    for page in pdf.pages:
        page_text(page, maps, texts)
    parts = []
    stack = [pdf.Root.StructTreeRoot.K]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            parts.extend(texts.get(item, []))
            continue
        kids = []
        for kid in item.get("/K", pikepdf.Array()):
            if isinstance(kid, int):
                kids.append((item.Pg.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                kids.append((kid.Pg.objgen, int(kid.MCID)))
            elif kid.get("/Type") != "/OBJR":
                kids.append(kid)
        stack.extend(reversed(kids))
    return plain("".join(parts))


def in_pieces(text, found):
    """Whether the words of TEXT are there, wherever; a label ("Status") may have become a badge."""
    words = re.findall(r"\w+", text)
    found = found.lower()
    return sum(plain(word).lower() not in found for word in words) <= 2


def check_text(path, complain):
    with open(os.path.splitext(path)[0] + ".json", encoding="utf-8") as file:
        model = json.load(file)
    found = structure_text(path)
    wanted = []
    units(model["document"]["blocks"], wanted)
    missing = 0
    places = []  # of texts that are there once, in the order of the specification
    sections = sorted(s["line"] for s in model["sections"] if s["level"] > 1)
    front = max(sections[0] if sections else 0, 12)
    for line, original in wanted:
        text = plain(original)
        if len(text) < 4:
            continue
        if text in found:
            if len(text) >= 12 and found.count(text) == 1:
                places.append(found.index(text))
        elif line <= front and in_pieces(original, found):
            pass  # metadata stands in the title block, label and value apart
        else:
            missing += 1
            if missing <= 3:
                complain(f"{path}: not in the PDF: line {line}: {text[:90]!r}")
    if missing > 3:
        complain(f"{path}: {missing} texts of {len(wanted)} are not in the PDF")
    unordered = len(places) - longest_rise(places)
    if unordered > 8:  # the title block gathers the metadata from wherever it stands
        complain(f"{path}: {unordered} texts of {len(places)} are out of order")


def longest_rise(numbers):
    """How many of NUMBERS are in rising order at most."""
    tails = []
    for number in numbers:
        at = bisect.bisect_left(tails, number)
        tails[at:at + 1] = [number]
    return len(tails)


WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')


def check_margins(path, complain, margin=28):
    run = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    width = height = page = outside = 0
    for line in run.stdout.decode("utf-8", "replace").split("\n"):
        start = PAGE.search(line)
        if start:
            width, height = float(start[1]), float(start[2])
            page += 1
            continue
        word = WORD.search(line)
        if not word:
            continue
        x0, y0, x1, y1 = (float(word[i]) for i in range(1, 5))
        if x0 < margin or x1 > width - margin or y0 < 0 or y1 > height:
            outside += 1
            if outside <= 3:
                complain(f"{path}: page {page}: outside the margins: {word[5]!r} {x0}..{x1}")


def main():
    bad = []

    def complain(text):
        bad.append(text)
        print(text)

    for path in sys.argv[1:]:
        if os.path.exists(os.path.splitext(path)[0] + ".json"):
            check_text(path, complain)
        check_margins(path, complain)
    sys.exit(1 if bad else 0)


main()
