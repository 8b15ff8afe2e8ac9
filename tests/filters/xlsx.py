"""A workbook as text for golden files: its parts in order, an XML element a line, indented.

Usage: xlsx.py FILE. Prints nothing that depends on when or where the file was made, apart from
what is in it. Attributes keep their order, and text its characters (line breaks as &#10;).
"""

import sys
import xml.parsers.expat
import zipfile
from xml.sax.saxutils import escape, quoteattr


def print_part(text, out):
    """Writes the XML of one part: a line for each start tag, end tags only around children."""
    parser = xml.parsers.expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    depth = 0
    line = None  # the element that may still turn out to hold text only

    def flush():
        nonlocal line
        if line is not None:
            out.append(line)
            line = None

    def start(name, attributes):
        nonlocal depth, line
        flush()
        pairs = zip(attributes[::2], attributes[1::2])
        line = "  " * depth + name + "".join(
            f" {key}={quoteattr(value)}" for key, value in pairs
        )
        depth += 1

    def text_in(data):
        nonlocal line
        shown = escape(data, {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
        line = (line if line is not None else "  " * depth) + " | " + shown

    def end(_name):
        nonlocal depth
        flush()
        depth -= 1

    parser.StartElementHandler = start
    parser.CharacterDataHandler = text_in
    parser.EndElementHandler = end
    parser.Parse(text, True)
    flush()


def main(path):
    out = []
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            info = archive.getinfo(name)
            year, month, day = info.date_time[:3]
            out.append(f"=== {name} {year}-{month:02}-{day:02}")
            data = archive.read(name)
            if name.endswith((".xml", ".rels", ".vml")):
                print_part(data, out)
            else:
                out.append(f"{len(data)} bytes")
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(out))


if __name__ == "__main__":
    main(sys.argv[1])
