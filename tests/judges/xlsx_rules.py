"""What makes Excel offer to repair a workbook, looked for in the XML: xlsx_rules.py FILE.xlsx...

The limits are those of Microsoft's "Excel specifications and limits" and of ECMA-376; most are not
in the schema that the Open XML SDK validates.
"""

import posixpath
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
TABLE_NAME = re.compile(r"[^\W\d][\w.]*|_[\w.]*", re.UNICODE)
SEEMS_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[Rr]|[Cc]")


def units(text):
    return len(text.encode("utf-16-le")) // 2


def unescape(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def place(text):
    match = CELL.fullmatch(text)
    return int(match[2]), column_number(match[1])


def area(text):
    """(first row, first column, last row, last column)"""
    first, _, last = text.partition(":")
    return place(first) + place(last or first)


def overlap(a, b):
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


class Judge:
    def __init__(self, path):
        self.faults = []
        self.zip = zipfile.ZipFile(path)
        self.names = set(self.zip.namelist())
        self.check(self.zip.testzip() is None, "damaged ZIP")
        self.check(len(self.names) == len(self.zip.namelist()), "a part is there twice")
        self.sheet_names, self.table_names, self.defined = [], set(), set()

    def check(self, ok, what):
        if not ok and len(self.faults) < 8:
            self.faults.append(what)
        return ok

    def xml(self, name):
        return ElementTree.fromstring(self.zip.read(name))

    def relations(self, part):
        """{id: (type, target)} of a part; targets are parts, or addresses outside."""
        folder, base = posixpath.split(part)
        name = f"{folder}/_rels/{base}.rels"
        found = {}
        for rel in self.xml(name) if name in self.names else []:
            target = rel.get("Target")
            if rel.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
                self.check(target in self.names, f"{part}: there is no {target}")
            self.check(rel.get("Id") not in found, f"{part}: relation {rel.get('Id')} twice")
            found[rel.get("Id")] = (rel.get("Type").rsplit("/", 1)[1], target)
        return found


def check_package(judge):
    types = judge.xml("[Content_Types].xml")
    defaults = {e.get("Extension") for e in types.iter(TYPES + "Default")}
    overrides = {e.get("PartName").lstrip("/") for e in types.iter(TYPES + "Override")}
    judge.check(overrides <= judge.names, f"types of missing parts: {overrides - judge.names}")
    for name in judge.names - {"[Content_Types].xml"}:
        judge.check(name in overrides or name.rsplit(".", 1)[-1] in defaults, f"{name}: no type")
    for name in judge.names:
        if name.endswith((".xml", ".rels")):
            judge.xml(name)


def check_sheet_names(judge, book):
    seen = set()
    for sheet in book.find(MAIN + "sheets"):
        name = sheet.get("name")
        judge.check(0 < units(name) <= 31, f"sheet name {name!r}: length")
        judge.check(not re.search(r"[\[\]:*?/\\]", name), f"sheet name {name!r}: signs")
        judge.check(not name.startswith("'") and not name.endswith("'"), f"sheet name {name!r}")
        judge.check(name.lower() not in seen and name.lower() != "history", f"sheet {name!r}")
        seen.add(name.lower())
        judge.sheet_names.append(name)


def check_defined_names(judge, book):
    for name in book.iter(MAIN + "definedName"):
        key = (name.get("name").lower(), name.get("localSheetId"))
        judge.check(key not in judge.defined, f"defined name {key} twice")
        judge.defined.add(key)
        quoted = re.match(r"'((?:[^']|'')+)'!|([^'!]+)!", name.text or "")
        sheet = quoted and (quoted[1] or quoted[2]).replace("''", "'")
        judge.check(sheet in judge.sheet_names, f"defined name {key}: {name.text}")


def check_formula(judge, where, formula):
    judge.check(formula != "" and not formula.startswith("="), f"{where}: formula {formula!r}")
    judge.check(units(formula) <= 8192, f"{where}: formula too long")
    for literal in re.findall(r'"((?:[^"]|"")*)"', formula):
        judge.check(units(literal.replace('""', '"')) <= 255, f"{where}: text in formula too long")
    judge.check(not re.search(r"\[\d+\]", re.sub(r'"(?:[^"]|"")*"', "", formula)),
                f"{where}: leads to another workbook")


def check_cells(judge, where, sheet, strings, formats):
    """Cell values by (row, column)."""
    values, last_row = {}, 0
    for row in sheet.find(MAIN + "sheetData"):
        number, last_column = int(row.get("r")), 0
        judge.check(last_row < number <= 1048576, f"{where}: row {number}")
        judge.check(float(row.get("ht", 0)) <= 409.5, f"{where}: row {number} too high")
        last_row = number
        for cell in row:
            at = place(cell.get("r"))
            judge.check(at[0] == number and last_column < at[1] <= 16384, f"{where}: {at}")
            last_column = at[1]
            judge.check(int(cell.get("s", 0)) < formats, f"{where}: {at}: style")
            formula, value = cell.find(MAIN + "f"), cell.find(MAIN + "v")
            text = value.text or "" if value is not None else None
            if formula is not None:
                check_formula(judge, f"{where} {cell.get('r')}", formula.text or "")
            if cell.get("t") == "s":
                if not judge.check(int(text) < len(strings), f"{where}: {at}: no such string"):
                    continue
                text = strings[int(text)]
            elif cell.get("t") in (None, "n") and text is not None:
                float(text)
            values[at] = (cell.get("t"), text)
            judge.check(text is None or units(text) <= 32767, f"{where}: {at}: too long")
    return values


def check_table(judge, where, name, values, areas):
    table = judge.xml(name)
    title, ref = table.get("displayName"), area(table.get("ref"))
    judge.check(TABLE_NAME.fullmatch(title) and not SEEMS_CELL.fullmatch(title) and
                units(title) <= 255, f"{where}: table name {title}")
    judge.check(title.lower() not in judge.table_names and
                not any(title.lower() == key for key, _ in judge.defined), f"{title}: twice")
    judge.table_names.add(title.lower())
    judge.check(not any(overlap(ref, other) for other in areas), f"{where}: {title} overlaps")
    columns = table.find(MAIN + "tableColumns")
    names = [unescape(column.get("name")) for column in columns]
    judge.check(int(columns.get("count")) == len(names) == ref[3] - ref[1] + 1,
                f"{title}: number of columns")
    judge.check(len({n.lower() for n in names}) == len(names), f"{title}: headings twice")
    judge.check(all(0 < units(n) <= 255 for n in names), f"{title}: length of headings")
    ids = [column.get("id") for column in columns]
    judge.check(len(set(ids)) == len(ids), f"{title}: column ids")
    totals = int(table.get("totalsRowCount", 0))
    judge.check(ref[2] - ref[0] >= 1 + totals, f"{title}: no row of data")
    for number, (heading, column) in enumerate(zip(names, columns)):
        kind, text = values.get((ref[0], ref[1] + number), (None, None))
        judge.check(kind == "s" and unescape(text) == heading, f"{title}: {text!r} over {heading!r}")
        label = column.get("totalsRowLabel")
        kind, text = values.get((ref[2], ref[1] + number), (None, None))
        judge.check(not totals or label is None or text == label, f"{title}: total's label")
        formula = column.find(MAIN + "calculatedColumnFormula")
        if formula is not None:
            check_formula(judge, title, formula.text or "")
    filtered = table.find(MAIN + "autoFilter")
    judge.check(filtered is None or area(filtered.get("ref")) ==
                (ref[0], ref[1], ref[2] - totals, ref[3]), f"{title}: filter")
    return ref


def check_links(judge, where, sheet, relations):
    links = list(sheet.iter(MAIN + "hyperlink"))
    judge.check(len(links) <= 65530, f"{where}: {len(links)} links")
    places = [link.get("ref") for link in links]
    judge.check(len(set(places)) == len(places), f"{where}: two links in a cell")
    for link in links:
        target = relations.get(link.get(REL + "id"), (None, ""))[1]
        location = link.get("location") or ""
        judge.check(target or location, f"{where}: a link to nowhere")
        judge.check(units(target) <= 2079 and units(location) <= 2079, f"{where}: long link")
        judge.check(not re.search(r"\s", target), f"{where}: a blank in {target}")
        if location and not target:
            name = re.match(r"'((?:[^']|'')+)'!|([^'!]+)!", location)
            judge.check(name and (name[1] or name[2]).replace("''", "'") in judge.sheet_names,
                        f"{where}: no sheet for {location}")


def check_lists(judge, where, sheet):
    for rule in sheet.iter(MAIN + "dataValidation"):
        formula = rule.findtext(MAIN + "formula1") or ""
        judge.check(not formula.startswith("=") and units(formula.strip('"')) <= 255,
                    f"{where}: drop-down {formula[:40]}")
        for name, most in (("errorTitle", 32), ("promptTitle", 32), ("error", 255),
                           ("prompt", 255)):
            judge.check(units(rule.get(name, "")) <= most, f"{where}: drop-down's {name}")
        for part in rule.get("sqref").split():
            area(part)


def check_layout(judge, where, sheet, tints, areas):
    merged = [area(e.get("ref")) for e in sheet.iter(MAIN + "mergeCell")]
    for number, one in enumerate(merged):
        judge.check(not any(overlap(one, other) for other in merged[:number] + areas),
                    f"{where}: merged cells overlap")
    end = 0
    for column in sheet.iter(MAIN + "col"):
        judge.check(end < int(column.get("min")) <= int(column.get("max")) <= 16384,
                    f"{where}: columns overlap")
        judge.check(0 <= float(column.get("width")) <= 255, f"{where}: a column too wide")
        end = int(column.get("max"))
    for rule in sheet.iter(MAIN + "cfRule"):
        judge.check(int(rule.get("dxfId", 0)) < max(tints, 1), f"{where}: a rule's format")
        for formula in rule.iter(MAIN + "formula"):
            check_formula(judge, f"{where}: rule", formula.text or "")
    for mark in ("oddHeader", "oddFooter"):
        judge.check(units(sheet.findtext(f"{MAIN}headerFooter/{MAIN}{mark}") or "") <= 255,
                    f"{where}: {mark} too long")
    scale = sheet.find(MAIN + "pageSetup")
    judge.check(scale is None or 10 <= int(scale.get("scale", 100)) <= 400, f"{where}: scale")


def string_of(item):
    parts = [item.find(MAIN + "t")] if item.find(MAIN + "t") is not None else []
    parts += [run.find(MAIN + "t") for run in item.iter(MAIN + "r")]
    return parts


def shared_strings(judge):
    if "xl/sharedStrings.xml" not in judge.names:
        return []
    strings = []
    for item in judge.xml("xl/sharedStrings.xml"):
        parts = string_of(item)
        text = "".join(part.text or "" for part in parts)
        kept = all(part.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
                   for part in parts if (part.text or "") != (part.text or "").strip(" \t\r\n"))
        judge.check(kept, f"blanks at the edge of {text[:40]!r} get lost")
        judge.check("\ufffe" not in text and "\uffff" not in text, f"{text[:40]!r}: no characters")
        strings.append(text)
    return strings


def judge_file(path):
    judge = Judge(path)
    check_package(judge)
    book = judge.xml("xl/workbook.xml")
    check_sheet_names(judge, book)
    check_defined_names(judge, book)
    styles, strings = judge.xml("xl/styles.xml"), shared_strings(judge)
    formats = len(styles.find(MAIN + "cellXfs"))
    tints = styles.find(MAIN + "dxfs")
    parts = judge.relations("xl/workbook.xml")
    for entry in book.find(MAIN + "sheets"):
        part, where = parts[entry.get(REL + "id")][1], entry.get("name")
        sheet, relations = judge.xml(part), judge.relations(part)
        values = check_cells(judge, where, sheet, strings, formats)
        areas = []
        for kind, target in relations.values():
            if kind == "table":
                areas.append(check_table(judge, where, target, values, areas))
        named = [e.get(REL + "id") for e in sheet.iter(MAIN + "tablePart")]
        judge.check(len(named) == len(areas) and all(n in relations for n in named),
                    f"{where}: its tables")
        own = sheet.find(MAIN + "autoFilter")
        judge.check(own is None or not any(overlap(area(own.get("ref")), a) for a in areas),
                    f"{where}: a filter over a table")
        check_links(judge, where, sheet, relations)
        check_lists(judge, where, sheet)
        check_layout(judge, where, sheet, len(tints) if tints is not None else 0, areas)
    return judge.faults


def main(paths):
    failed = 0
    for path in paths:
        faults = judge_file(path)
        failed += bool(faults)
        for fault in faults:
            print(f"{path}: {fault}")
    print(f"{len(paths) - failed} workbooks that Excel opens as they are, {failed} not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
