"""Whether pandoc, reading DocBook files back, finds all of their text.

Usage: python3 docbook_pandoc.py FILE..."""
import collections
import json
import re
import subprocess
import sys
from xml.etree import ElementTree

DOCBOOK = "{http://docbook.org/ns/docbook}"
# What a reader does not show as text: the head matter, drawings, descriptions of images.
HIDDEN = {DOCBOOK + name for name in ("info", "textobject", "alt")}


def text_of_element(element, out):
    if element.tag in HIDDEN or element.tag.startswith("{http://www.w3.org/2000/svg}"):
        return
    out.append(element.text or "")
    for child in element:
        text_of_element(child, out)
        out.append(child.tail or "")


def text_of_pandoc(node, out):
    if isinstance(node, list):
        for child in node:
            text_of_pandoc(child, out)
    elif isinstance(node, dict):
        kind = node.get("t")
        if kind == "Str":
            out.append(node["c"])
        elif kind in ("Code", "CodeBlock", "RawInline", "RawBlock", "Math"):
            out.append(node["c"][1])
        else:
            text_of_pandoc(node.get("c", []), out)


def letters(pieces):
    return collections.Counter("".join(re.findall(r"\w", "".join(pieces))))


def main(files):
    bad = 0
    for name in files:
        run = subprocess.run(["pandoc", "-f", "docbook", "-t", "json", name],
                             capture_output=True, text=True, check=False)
        if run.returncode != 0:
            print(f"{name}: pandoc cannot read it: {run.stderr.strip()}")
            bad += 1
            continue
        wanted, found = [], []
        text_of_element(ElementTree.parse(name).getroot(), wanted)
        text_of_pandoc(json.loads(run.stdout)["blocks"], found)
        lost = letters(wanted) - letters(found)
        if lost:
            print(f"{name}: {sum(lost.values())} letters lost: {dict(lost.most_common(10))}")
            bad += 1
    return 1 if bad else 0


sys.exit(main(sys.argv[1:]))
