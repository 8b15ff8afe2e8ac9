"""Whether pandoc, reading DocBook files back, finds what the specification holds.

Usage: python3 docbook_pandoc.py FILE.xml...

Every letter of a file's text must be in what pandoc reads. Where FILE.json, the model, stands
beside it, the headings, the tables with their cells, the code blocks and the text are compared
with the model, too: an error of the writer's does not hide in its own output."""
import collections
import json
import os
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
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        else:
            text_of_pandoc(node.get("c", []), out)


def letters(pieces):
    return collections.Counter(re.findall(r"\w", "".join(pieces)))


def plain(text):
    """TEXT as it can be compared: its letters and digits."""
    return "".join(re.findall(r"\w", text))


def each(node, kind):
    """The nodes of KIND in what pandoc read, in order."""
    if isinstance(node, list):
        for child in node:
            yield from each(child, kind)
    elif isinstance(node, dict):
        if node.get("t") == kind:
            yield node
        yield from each(node.get("c", []), kind)


def pandoc_text(node):
    out = []
    text_of_pandoc(node, out)
    return plain("".join(out))


def pandoc_cells(table):
    """The texts of a table's cells, row by row, the head first."""
    head, bodies = table["c"][3], table["c"][4]
    rows = head[1] + [row for body in bodies for row in body[2] + body[3]]
    return [[pandoc_text(cell[4]) for cell in row[1]] for row in rows]


# --- the model ---

def inline_text(content, out):
    for node in content or []:
        if node["kind"] in ("text", "code", "raw"):
            out.append(node["text"])
        elif node["kind"] == "image":
            out.append(node["alt"])
        elif node["kind"] in ("soft-break", "line-break"):
            out.append(" ")
        else:
            inline_text(node.get("content"), out)
            if re.match(r"(?!https?:|mailto:)[a-z.+-]+:", node.get("url") or "", re.I):
                out.append(node["url"])  # a link that may not be live is followed by its address


def model_text(content):
    out = []
    inline_text(content, out)
    return plain("".join(out))


def model_blocks(node):
    """Every block, in order, also those in items and quotes."""
    for block in node:
        yield block
        yield from model_blocks(block.get("blocks") or [])
        for item in block.get("items") or []:
            yield from model_blocks(item.get("blocks") or [])


def model_cells(table):
    rows = ([table["head"]] if table["head"] else []) + table["rows"]
    return [[model_text(cell) for cell in row["cells"]] for row in rows]


def complain(name, what, missing):
    print(f"{name}: {what}: {len(missing)} missing, the first: {missing[0]!r:.200}")
    return 1


def missing_from(wanted, found):
    """What of WANTED is not in FOUND, as often as it is wanted."""
    left = collections.Counter(map(repr, found))
    missing = []
    for piece in wanted:
        if left[repr(piece)] > 0:
            left[repr(piece)] -= 1
        else:
            missing.append(piece)
    return missing


def compare(name, model, read):
    blocks = list(model_blocks(model["document"]["blocks"]))
    told = json.dumps(model["metadata"])
    bad = 0
    # The first heading can be the title of the whole, which is not in the body.
    headings = [model_text(b["title"]) for b in blocks if b["kind"] == "section"]
    read_headings = [pandoc_text(h["c"][2]) for h in each(read["blocks"], "Header")]
    # A heading in a list or a quote is a bridgehead, which pandoc reads as a paragraph.
    missing = [h for h in missing_from(headings, read_headings)
               if h and h != headings[0] and h not in pandoc_text(read["blocks"])]
    in_order = [h for h in read_headings if h in headings]
    at = iter(headings)
    if missing:
        bad += complain(name, "headings", missing)
    if not all(any(h == wanted for wanted in at) for h in in_order):
        bad += complain(name, "order of headings", in_order)
    # Tables of metadata stand in the title block of other formats and are a list here.
    tables = [model_cells(b) for b in blocks if b["kind"] == "table" and b["rows"]]
    read_tables = [pandoc_cells(t) for t in each(read["blocks"], "Table")]
    listed = "".join(pandoc_text(d) for d in each(read["blocks"], "DefinitionList"))
    missing = [t for t in missing_from(tables, read_tables)
               if not all(cell in listed for row in t for cell in row)]
    if missing:
        bad += complain(name, "tables", missing)
    code = [plain(b["text"]) for b in blocks if b["kind"] == "code"
            and not (b.get("language") or "").startswith("mermaid")]
    read_code = [plain(c["c"][1]) for c in each(read["blocks"], "CodeBlock")]
    missing = [c for c in missing_from(code, read_code) if c]
    if missing:
        bad += complain(name, "code blocks", missing)
    text = [model_text(b["content"]) for b in blocks if b["kind"] == "paragraph"]
    everything = pandoc_text(read["blocks"]) + pandoc_text(list(read["meta"].values())) + plain(told)
    missing = [t for t in text if t and t not in everything]
    if missing:
        bad += complain(name, "text", missing)
    return bad


def main(files):
    bad = 0
    for name in files:
        run = subprocess.run(["pandoc", "-f", "docbook", "-t", "json", name],
                             capture_output=True, text=True, check=False)
        if run.returncode != 0:
            print(f"{name}: pandoc cannot read it: {run.stderr.strip()}")
            bad += 1
            continue
        read = json.loads(run.stdout)
        wanted, found = [], []
        text_of_element(ElementTree.parse(name).getroot(), wanted)
        text_of_pandoc(read["blocks"], found)
        lost = letters(wanted) - letters(found)
        if lost:
            print(f"{name}: {sum(lost.values())} letters lost: {dict(lost.most_common(10))}")
            bad += 1
        beside = re.sub(r"\.xml$", ".json", name)
        if beside != name and os.path.exists(beside):
            with open(beside, encoding="utf-8") as file:
                bad += compare(name, json.load(file), read)
    return 1 if bad else 0


sys.exit(main(sys.argv[1:]))
