"""Whether pandoc, reading the descriptions of a CSV as Jira's markup, finds all of their words.

Usage: python3 jira_pandoc.py WIKI.csv MARKDOWN.csv...: pairs of CSV files for the profiles jira-server
and github. Pandoc reads the descriptions of both, each in its markup; their letters and digits are
the same ones in the same order.
"""

import csv
import json
import subprocess
import sys

csv.field_size_limit(1 << 30)
BETWEEN = "qzqspecmillqzq"  # a word of its own between two descriptions


def descriptions(path, column):
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row[column] for row in rows if row.get("Issue Type") != "Epic"]


def text_of(node, out):
    """The letters that a reader sees, in order."""
    if isinstance(node, list):
        for child in node:
            text_of(child, out)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("RawBlock", "RawInline"):  # <br>
            pass
        elif kind in ("Code", "CodeBlock"):
            out.append(content[1])
        elif kind in ("Link", "Image", "Span", "Div"):
            text_of(content[1], out)
        elif content is not None:
            text_of(content, out)
        else:
            for child in node.values():
                text_of(child, out)


def read(texts, markup):
    joined = f"\n\n{BETWEEN}\n\n".join(texts)
    run = subprocess.run(["pandoc", "-f", markup, "-t", "json"], input=joined.encode(),
                         capture_output=True, check=True)
    out = []
    text_of(json.loads(run.stdout)["blocks"], out)
    letters = "".join(c for c in "".join(out) if c.isalnum() and c.isascii())
    return letters.split(BETWEEN)


def main(paths):
    failed = 0
    for wiki, markdown in zip(paths[::2], paths[1::2]):
        ours = read(descriptions(wiki, "Description"), "jira")
        theirs = read(descriptions(markdown, "body"), "gfm")
        wrong = [i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b]
        if wrong or len(ours) != len(theirs):
            failed += 1
            print(f"{wiki}: {len(wrong)} of {len(ours)} (and {len(theirs)}) descriptions differ")
        for i in wrong[:3]:
            a, b = ours[i], theirs[i]
            at = next((n for n, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            print(f"  {i}: Jira ...{a[max(0, at - 30):at + 40]}\n     Markdown ...{b[max(0, at - 30):at + 40]}")
    print(f"{len(paths) // 2 - failed} pairs say the same, {failed} do not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
