"""A workbook as text for golden files: its parts in order, an XML element a line, indented.

Usage: xlsx.py FILE. A cell is one line with its formula and value, and shared strings are shown
where they are used, so that a line that shifts reads as text. The theme part, which the library
has built in, is given by its size only.
"""

import sys
import xml.parsers.expat
import zipfile
from xml.sax.saxutils import escape, quoteattr


def one_line(text):
    return escape(text, {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


class Printer:
    """Collects the lines of one part."""

    def __init__(self, strings):
        self.strings = strings
        self.lines = []
        self.depth = 0
        self.cell = None  # {"attributes": ..., "f": ..., "v": ...} inside a cell
        self.texts = []  # of the elements around
        self.names = []

    def start(self, name, attributes):
        pairs = list(zip(attributes[::2], attributes[1::2]))
        if name == "c":
            self.cell = {"attributes": pairs}
        elif self.cell is None:
            shown = "".join(f" {key}={quoteattr(value)}" for key, value in pairs)
            self.lines.append("  " * self.depth + name + shown)
        self.names.append(name)
        self.texts.append("")
        self.depth += 1

    def text(self, data):
        self.texts[-1] += data

    def end(self, name):
        self.depth -= 1
        self.names.pop()
        text = self.texts.pop()
        if name == "c":
            self.print_cell()
            self.cell = None
        elif self.cell is not None:
            self.cell[name] = text
        elif text:
            self.lines[-1] += " | " + one_line(text)

    def print_cell(self):
        shown, kind = "", "n"
        for key, value in self.cell["attributes"]:
            if key == "t":
                kind = value
            else:
                shown += f" {key}={value}"
        line = "  " * self.depth + "c" + shown
        if "f" in self.cell:
            line += " =" + one_line(self.cell["f"])
        if "v" in self.cell:
            value = self.cell["v"]
            text = self.strings[int(value)] if kind == "s" else value
            line += " | " + (one_line(text) if kind == "n" else quoteattr(text))
        self.lines.append(line)


def print_part(data, strings):
    printer = Printer(strings)
    parser = xml.parsers.expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = printer.start
    parser.CharacterDataHandler = printer.text
    parser.EndElementHandler = printer.end
    parser.Parse(data, True)
    return printer.lines


def shared_strings(archive):
    """The strings by their number: the text of each si element."""
    strings, inside = [], False
    if "xl/sharedStrings.xml" not in archive.namelist():
        return strings

    def start(name, _attributes):
        nonlocal inside
        if name == "si":
            strings.append("")
        inside = name == "t"

    def text(data):
        if inside:
            strings[-1] += data

    def end(_name):
        nonlocal inside
        inside = False

    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.Parse(archive.read("xl/sharedStrings.xml"), True)
    return strings


def main(path):
    out = []
    with zipfile.ZipFile(path) as archive:
        strings = shared_strings(archive)
        for name in sorted(archive.namelist()):
            if name == "xl/sharedStrings.xml":
                continue
            year, month, day = archive.getinfo(name).date_time[:3]
            out.append(f"=== {name} {year}-{month:02}-{day:02}")
            data = archive.read(name)
            if name.endswith((".xml", ".rels", ".vml")) and "/theme/" not in name:
                out += print_part(data, strings)
            else:
                out.append(f"{len(data)} bytes")
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(out))


if __name__ == "__main__":
    main(sys.argv[1])
