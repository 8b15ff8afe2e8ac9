#!/usr/bin/env python3
"""Rules of PDF/UA-1 and PDF/A that a machine can check, on the files given.

Numbers in brackets are failure conditions of the Matterhorn Protocol 1.1; matterhorn.txt lists
all that a machine can check. Not checked anywhere, because it takes a person: whether tags suit the
content (01-006 and its kin), colors and contrast, whether alternative texts are good, whether
headings describe their sections.
"""

import re
import sys

import pikepdf

GROUPING = {"/Document", "/Sect", "/TOC", "/TOCI", "/BlockQuote"}
CHILDREN = {
    "/L": {"/LI", "/L", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/TOC": {"/TOCI", "/TOC", "/Caption"},
}
PARENT = {
    "/LI": {"/L"}, "/Lbl": {"/LI", "/Note", "/TOCI", "/BibEntry", "/Reference"}, "/LBody": {"/LI"},
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"}, "/TH": {"/TR"}, "/TD": {"/TR"},
    "/THead": {"/Table"}, "/TBody": {"/Table"}, "/TOCI": {"/TOC"},
}
STANDARD = {
    "/Document", "/Part", "/Sect", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/P", "/H1", "/H2",
    "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD",
    "/THead", "/TBody", "/TFoot", "/Span", "/Note", "/Reference", "/Code", "/Link", "/Annot",
    "/Figure", "/Formula", "/Form",
}


CHARACTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]*)>")


class Judge:
    def __init__(self, path):
        self.path = path
        self.failures = 0
        self.pdf = pikepdf.open(path)
        self.pages = {p.obj.objgen: i for i, p in enumerate(self.pdf.pages)}
        self.seen = {}  # (page, MCID) -> element
        self.annotations = {}  # annotation -> element
        self.headings = []
        self.note_ids = []

    def fail(self, text):
        self.failures += 1
        if self.failures <= 20:
            print(f"{self.path}: {text}")

    def check(self, condition, text):
        if not condition:
            self.fail(text)

    def catalog(self):
        root = self.pdf.Root
        self.check(str(root.get("/Lang", "")) != "", "no language [11-001 to 11-006]")
        self.check(root.get("/MarkInfo", {}).get("/Marked") is True, "not marked")
        self.check("/Suspects" not in root.get("/MarkInfo", {}), "suspects [01-007]")
        self.check("/RoleMap" not in root.get("/StructTreeRoot", {}), "a role map [02-003, 02-004]")
        self.check("/OCProperties" not in root, "optional content [20-001 to 20-003]")
        self.check("/Encrypt" not in self.pdf.trailer, "encrypted [26-001, 26-002]")
        self.check("/Metadata" in root, "no XMP [06-001]")
        preferences = root.get("/ViewerPreferences", {})
        self.check(preferences.get("/DisplayDocTitle") is True, "title not displayed [07-001, 07-002]")
        with self.pdf.open_metadata() as xmp:
            self.check(xmp.get("dc:title"), "no title in XMP [06-003]")
            self.check(str(xmp.get("{http://www.aiim.org/pdfua/ns/id/}part")) == "1", "no PDF/UA identifier [06-002]")
            part = str(xmp.get("pdfaid:part"))
            self.check(part in "123", "no PDF/A identifier")
            info = self.pdf.docinfo
            self.check(str(info.get("/Title", "")) == xmp.get("dc:title"), "titles differ")
        if part == "3":
            files = [f for f in root.get("/AF", [])]
            self.check(len(files) == 1 and files[0].AFRelationship == "/Source", "no source")
            for f in files:
                self.check("/F" in f and "/UF" in f, "file specification incomplete [21-001]")
        self.check(len(root.get("/OutputIntents", [])) == 1, "no output intent")
        self.check("/ID" in self.pdf.trailer, "no identifier")
        self.check("/AcroForm" not in root or "/XFA" not in root.AcroForm, "XFA [25-001]")
        self.check("/JavaScript" not in root.get("/Names", {}), "JavaScript")

    def structure(self):
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            return self.fail("no structure tree [01-005]")
        top = root.K
        self.check(top.S == "/Document", "the root is not a Document")
        stack = [(top, None, root)]
        while stack:
            element, parent_type, parent = stack.pop()
            stack.extend(reversed(self.element(element, parent_type, parent)))
        last = 0
        for level in self.headings:
            self.check(last != 0 or level == 1, "the first heading is not H1 [14-002]")
            self.check(level <= last + 1, f"H{level} after H{last} [14-003]")
            last = level
        self.check(len(self.note_ids) == len(set(self.note_ids)), "note ids repeat [19-004]")

    def element(self, e, parent_type, parent):
        kind = str(e.S)
        self.check(kind in STANDARD, f"{kind} is no standard type [02-001, 14-006, 14-007]")
        self.check(kind not in ("/Formula", "/Ruby", "/Warichu"), f"{kind} [17-002, 17-003, 09-007, 09-008]")
        self.check(e.P.objgen == parent.objgen, f"{kind}: wrong parent")
        if kind in PARENT:
            self.check(parent_type in PARENT[kind], f"{kind} in {parent_type} [09-004 to 09-006]")
        if parent_type in CHILDREN:
            self.check(kind in CHILDREN[parent_type], f"{kind} in {parent_type} [09-004 to 09-006]")
        if kind[1:2] == "H" and kind[2:].isdigit():
            self.headings.append(int(kind[2:]))
        if kind == "/Figure":
            self.check(str(e.get("/Alt", "")) != "", "a figure without alternative text [13-004]")
            self.check("/BBox" in e.get("/A", {}), "a figure without bounding box")
        if kind == "/TH":
            self.check("/Scope" in e.get("/A", {}), "a header cell without scope [15-003]")
        if kind == "/Note":
            self.check("/ID" in e, "a note without id [19-003]")
            self.note_ids.append(str(e.get("/ID", "")))
        if kind == "/L":
            self.check("/ListNumbering" in e.get("/A", {}), "a list without numbering")
        kids = e.get("/K", pikepdf.Array())
        if not isinstance(kids, pikepdf.Array):
            kids = [kids]
        children = []
        content = 0
        for kid in kids:
            if isinstance(kid, int):
                self.content(e, e.Pg, kid)
                content += 1
            elif kid.get("/Type") == "/MCR":
                self.content(e, kid.get("/Pg", e.get("/Pg")), int(kid.MCID))
                content += 1
            elif kid.get("/Type") == "/OBJR":
                self.check(kid.Obj.objgen not in self.annotations, "an annotation twice")
                self.annotations[kid.Obj.objgen] = e
                content += 1
            else:
                children.append((kid, kind, e))
        if kind in {"/L", "/Table", "/TR", "/THead", "/TBody", "/TOC"}:
            self.check(content == 0, f"{kind} has content of its own")
        if kind == "/Table":
            self.rows(e)
        return children

    def rows(self, table):
        widths = set()

        def walk(e):
            for kid in e.get("/K", []):
                if isinstance(kid, int):
                    continue
                if kid.get("/S") == "/TR":
                    cells = [c for c in kid.get("/K", []) if not isinstance(c, int)]
                    widths.add(sum(int(c.get("/A", {}).get("/ColSpan", 1)) for c in cells))
                elif kid.get("/S") in ("/THead", "/TBody"):
                    walk(kid)

        walk(table)
        self.check(len(widths) <= 1, f"rows of different lengths {sorted(widths)} ")

    def content(self, element, page, mcid):
        key = (page.objgen, mcid)
        self.check(key not in self.seen, f"content {key} in two elements")
        self.seen[key] = element

    def parent_tree(self):
        numbers = {}
        stack = [self.pdf.Root.StructTreeRoot.ParentTree]
        while stack:
            node = stack.pop()
            stack.extend(node.get("/Kids", []))
            flat = list(node.get("/Nums", []))
            numbers.update(zip(map(int, flat[0::2]), flat[1::2]))
        for page in self.pdf.pages:
            self.check(page.obj.get("/Tabs") == "/S", "tab order is not by structure [28-008, 28-009]")
            elements = numbers.get(int(page.obj.get("/StructParents", -1)), [])
            for mcid, element in enumerate(elements):
                known = self.seen.get((page.obj.objgen, mcid))
                self.check(known is not None and known.objgen == element.objgen,
                           f"parent tree and structure disagree on MCID {mcid}")
            self.marks(page, len(elements))
            for annotation in page.obj.get("/Annots", []):
                self.annotation(annotation, numbers)

    def marks(self, page, count):
        """Everything painted is tagged or an artifact [01-003, 01-004]."""
        depth = []
        used = set()
        painting = {"Tj", "TJ", "f", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "'", '"'}
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("Tj", "TJ"):
                shown = instruction.operands[0]
                strings = [shown] if operator == "Tj" else [x for x in shown if isinstance(x, pikepdf.String)]
                codes = b"".join(map(bytes, strings))
                self.check(all(codes[i] or codes[i + 1] for i in range(0, len(codes) - 1, 2)), ".notdef is shown [31-030]")
            if operator in ("BDC", "BMC"):
                operands = instruction.operands
                mcid = None
                if operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                    mcid = operands[1].get("/MCID")
                if mcid is not None:
                    used.add(int(mcid))
                    self.check(not any(d is not None for d in depth),
                               "tagged content in tagged content or an artifact [01-004]")
                elif str(operands[0]) == "/Artifact":
                    self.check(not any(d is not None for d in depth), "an artifact in tagged content [01-003]")
                depth.append(mcid if mcid is not None else
                             -1 if str(operands[0]) == "/Artifact" else None)
            elif operator == "EMC":
                self.check(depth, "EMC without beginning")
                if depth:
                    depth.pop()
            elif operator in painting:
                self.check(any(d is not None for d in depth), f"{operator} is not tagged [01-005]")
        self.check(not depth, "marked content is not ended")
        self.check(used == set(range(count)), f"MCIDs {len(used)}, parent tree {count}")

    def annotation(self, annotation, numbers):
        kind = str(annotation.Subtype)
        element = self.annotations.get(annotation.objgen)
        if element is None:
            return self.fail(f"{kind} is in no structure element [28-002]")
        wanted = {"/Link": "/Link", "/Widget": "/Form"}.get(kind)
        self.check(wanted, f"{kind}, neither link nor field [28-004, 28-006, 28-007, 28-014 to 28-018]")
        self.check(str(element.S) == wanted, f"{kind} in {element.S} [28-010, 28-011]")
        key = int(annotation.get("/StructParent", -1))
        self.check(key in numbers and numbers[key].objgen == element.objgen,
                   f"{kind}: parent tree disagrees")
        self.check(int(annotation.get("/F", 0)) == 4, f"{kind}: not printed or hidden")
        if kind == "/Link":
            self.check(str(annotation.get("/Contents", "")) != "", "a link says nothing [28-012]")
        if kind == "/Widget":
            self.check(str(annotation.get("/TU", "")) != "", "a field without name [28-005]")
            self.check("/AP" in annotation, "a field without appearance")

    def fonts(self):
        for page in self.pdf.pages[:1]:  # pages share their resources
            for name, font in page.obj.Resources.get("/Font", {}).items():
                self.composite(font) if font.Subtype == "/Type0" else self.fail(f"{name}: {font.Subtype}")
            for _, thing in page.obj.Resources.get("/XObject", {}).items():
                self.check("/Ref" not in thing, "a reference XObject [30-001]")
                if thing.Subtype == "/Form":
                    self.check(b"/MCID" not in thing.read_bytes(), "tags in a form XObject [30-002]")
        form = self.pdf.Root.get("/AcroForm", {}).get("/DR", {}).get("/Font", {})
        for _, font in form.items():
            self.check(font.get("/Encoding") == "/WinAnsiEncoding", "a form font's encoding [31-017, 31-019]")

    def composite(self, font):
        self.check(font.Encoding == "/Identity-H", f"CMap {font.Encoding} [31-006 to 31-008]")
        below = font.DescendantFonts[0]
        info = below.CIDSystemInfo
        self.check((str(info.Registry), str(info.Ordering), int(info.Supplement)) == ("Adobe", "Identity", 0),
                   "CIDSystemInfo [31-001 to 31-003]")
        descriptor = below.FontDescriptor
        self.check("/FontFile2" in descriptor or "/FontFile3" in descriptor,
                   "a font is not embedded [31-009]")
        if below.Subtype == "/CIDFontType2":
            self.check(isinstance(below.get("/CIDToGIDMap"), pikepdf.Stream) or below.get("/CIDToGIDMap") == "/Identity",
                       "no CIDToGIDMap [31-004, 31-005]")
        if "/ToUnicode" not in font:
            return self.fail("a font without ToUnicode [31-027]")
        for code, text in CHARACTER.findall(font.ToUnicode.read_bytes()):
            units = {text[i:i + 4] for i in range(0, len(text), 4)}
            self.check(not units & {b"0000"}, f"{code} is U+0000 [31-028]")
            self.check(not units & {b"FEFF", b"FFFE"}, f"{code} is U+FEFF or U+FFFE [31-029]")

    def run(self):
        self.catalog()
        self.structure()
        if "/StructTreeRoot" in self.pdf.Root:
            self.parent_tree()
        self.fonts()
        return self.failures


failures = 0
for name in sys.argv[1:]:
    try:
        failures += Judge(name).run()
    except Exception as error:  # a broken file is a finding, too
        print(f"{name}: {type(error).__name__}: {error}")
        failures += 1
sys.exit(1 if failures else 0)
