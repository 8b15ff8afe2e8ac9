"""Compares what workbooks say with the JSON files beside them: xlsx_records.py FILE.xlsx...

Reads with openpyxl, which shares no code with the library that wrote them. Column headings come
from src/model/record_types.c, so a new record type is judged without a change here.
"""

import datetime
import json
import pathlib
import re
import sys
import warnings

import openpyxl

from xlsx_readers import check_anchors, check_import_sheet, check_readers

ROOT = pathlib.Path(__file__).resolve().parents[2]
CELL_MAX = 32767
LEVELS = {"low", "medium", "high", "critical"}
UNITS = {"hours": "Hours", "points": "Points", "lines": "Lines"}


def record_types():
    """{kind: (sheet label, [(key, heading, type)])} as record_types.c has them."""
    text = (ROOT / "src/model/record_types.c").read_text(encoding="utf-8")
    fields = {}
    for name, body in re.findall(r"sm_field (\w+)_fields\[\] = \{(.*?)\n\};", text, re.S):
        fields[name] = re.findall(r'\{"(\w+)", "([^"]+)",.*?SM_FIELD_(\w+)', body, re.S)
    labels = re.findall(r'\[SM_\w+\] = \{\s*"(\w+)",\s*"([^"]+)"', text)
    return {kind: (label, fields[kind]) for kind, label in labels}


def unescape(text):
    """What Excel shows for a stored text: _x0041_ is a character by its number."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def as_text(value):
    """A cell's value as the author's text would spell it."""
    if value is None:
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, int):
        return str(value)
    return unescape(value).replace("\r\n", "\n")


def same_text(value, expected):
    """Whether a cell holds the text, typed or not, whole or cut to a cell's size."""
    expected = (expected or "").replace("\x00", "\ufffd")
    shown = as_text(value)
    if shown == expected:
        return True
    if isinstance(value, (int, float)) and expected.endswith("%"):
        return abs(value * 100 - float(expected[:-1])) < 1e-9
    if isinstance(value, (int, float)):
        return abs(value - float(expected)) < 1e-9
    if len(expected) > CELL_MAX - 10000:
        return shown[:20000] == expected[:20000]
    clean = re.sub("[\ufffe\uffff]", "\ufffd", expected)
    return shown == clean


class Judge:
    """The faults of one workbook."""

    def __init__(self, path):
        self.path = path
        self.faults = []

    def check(self, ok, what):
        if not ok and len(self.faults) < 8:
            self.faults.append(what)


def rows_of(sheet, table):
    """The table's data rows as {heading: cell}, without header and total."""
    cells = list(sheet[table.ref])
    headings = [cell.value for cell in cells[0]]
    end = len(cells) - (table.totalsRowCount or 0)
    return [dict(zip(headings, row)) for row in cells[1:end]]


def check_field(judge, where, key, heading, kind, record, row, shown):
    """One field of one record. ROW has formulas, SHOWN their cached values."""
    value = record[key]
    cell = shown.get(heading)
    if cell is None:
        empty = value in (None, [], False) or (isinstance(value, dict) and not value["text"])
        judge.check(empty, f"{where}: no column {heading} for {value!r}")
        return
    if kind == "LEVEL":
        judge.check(as_text(cell.value).lower() == (value["level"] or ""), f"{where}: {heading}")
        written = shown.get(f"{heading} (as written)")
        if written is not None:
            judge.check(same_text(written.value, value["text"]), f"{where}: {heading} as written")
        else:
            judge.check((value["text"] or "").lower() == (value["level"] or ""),
                        f"{where}: {heading}: what was written is nowhere")
    elif kind == "ESTIMATE":
        judge.check(same_text(cell.value, value["text"]), f"{where}: {heading}")
        for unit, column in UNITS.items():
            if unit in value:
                amount = shown[column].value
                judge.check(isinstance(amount, (int, float)) and abs(amount - value[unit]) < 1e-6,
                            f"{where}: {column}: {amount!r} is not {value[unit]}")
    elif kind == "LIST":
        parts = value if value else []
        joined = {"\n".join(parts), ", ".join(parts)}
        judge.check(as_text(cell.value) in joined, f"{where}: {heading}: {cell.value!r}")
        if key == "depends_on" and str(row[heading].value).startswith("=HYPERLINK"):
            judge.check("Tasks!" in row[heading].value, f"{where}: {heading} leads elsewhere")
    elif kind == "SCORE":
        judge.check((cell.value or None) == value, f"{where}: {heading}: {cell.value!r}")
        judge.check(str(row[heading].value).startswith("="), f"{where}: {heading} is no formula")
    elif kind == "TRUTH":
        judge.check(as_text(cell.value) == {None: "", True: "Yes", False: "No"}[value],
                    f"{where}: {heading}")
    elif kind in ("TASK_STATE", "QUESTION_STATE", "SCOPE"):
        judge.check(as_text(cell.value).lower() == (value or ""), f"{where}: {heading}")
    elif kind == "ENTITY_FIELDS":
        names = [line.split(":")[0] for line in as_text(cell.value).split("\n") if line]
        judge.check(names == [field["name"].split(":")[0] for field in value],
                    f"{where}: {heading}")
    elif kind == "DATE":
        judge.check(same_text(cell.value, value), f"{where}: {heading}: {cell.value!r}")
        if value and re.fullmatch(r"(19[1-9]\d|[2-9]\d{3})-\d\d-\d\d", value):
            judge.check(isinstance(cell.value, datetime.datetime), f"{where}: {heading}: no date")
    else:
        judge.check(same_text(cell.value, value), f"{where}: {heading}: {cell.value!r}")


def check_extras(judge, where, record, shown):
    """Everything that has no key of its own is in some cell of the row."""
    texts = [as_text(cell.value) for cell in shown.values()]
    joined = "\n".join(texts)
    for extra in record["extra"]:
        value = (extra["value"] or "").strip()
        found = value in joined or any(same_text_safe(cell.value, value)
                                       for cell in shown.values())
        judge.check(found, f"{where}: {extra['key']}: {value[:60]!r} is nowhere")


def same_text_safe(value, expected):
    try:
        return same_text(value, expected)
    except ValueError:
        return False


def check_sheet(judge, sheet, values, kind, fields, model):
    """The sheet of one kind of record."""
    judge.check(len(sheet.tables) == 1, f"{sheet.title}: no table")
    if len(sheet.tables) != 1:
        return
    table = next(iter(sheet.tables.values()))
    judge.check(table.autoFilter is not None, f"{sheet.title}: no filter")
    judge.check(sheet.freeze_panes == "B2", f"{sheet.title}: header not frozen")
    judge.check(sheet.page_setup.orientation == "landscape", f"{sheet.title}: not landscape")
    judge.check(sheet.page_setup.fitToHeight in (0, "0"), f"{sheet.title}: not fit to width")
    judge.check(sheet.print_title_rows is not None, f"{sheet.title}: header not repeated")
    headings = [cell.value for cell in sheet[1]]
    judge.check(len({h.lower() for h in headings}) == len(headings), f"{sheet.title}: headings")
    rows, shown = rows_of(sheet, table), rows_of(values, table)
    records = model["records"][kind]
    judge.check(len(rows) == len(records), f"{sheet.title}: {len(rows)} rows")
    titles = {section["id"]: section["title"] for section in model["sections"]}
    for record, row, seen in zip(records, rows, shown):
        where = f"{sheet.title} {record['id']}"
        judge.check(same_text(seen["ID"].value, record["id"]), f"{where}: ID")
        judge.check(seen["Line"].value == record["line"], f"{where}: line")
        judge.check(same_text(seen["Section"].value, titles.get(record["section"])),
                    f"{where}: section")
        for key, heading, field_type in fields:
            check_field(judge, where, key, heading, field_type, record, row, seen)
        check_extras(judge, where, record, seen)
    validated = " ".join(str(v.sqref) for v in sheet.data_validations.dataValidation)
    choices = sum(t in ("LEVEL", "TASK_STATE", "QUESTION_STATE") and h in headings
                  for _, h, t in fields)
    judge.check(len(validated.split()) >= choices, f"{sheet.title}: drop-downs missing")


def check_overview(judge, book, model):
    sheet = book.worksheets[0]
    judge.check(sheet.title == "Overview", "Overview is not the first sheet")
    texts = {as_text(cell.value) for row in sheet.iter_rows() for cell in row}
    title = model["metadata"]["title"] or model["source"]["name"]
    judge.check(title in texts, f"Overview: no title {title!r}")
    for extra in model["metadata"]["extra"]:
        judge.check((extra["value"] or "") in texts, f"Overview: {extra['key']} is missing")
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row
             if cell.hyperlink is not None and cell.hyperlink.location}
    for other in book.worksheets[1:]:
        judge.check(f"'{other.title}'!A1" in links, f"Overview: no link to {other.title}")


def judge_file(path, types):
    judge = Judge(path)
    model = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    book = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    check_overview(judge, book, model)
    for kind, (label, fields) in types.items():
        present = label in book.sheetnames
        judge.check(present == bool(model["records"][kind]), f"{label}: sheet or records missing")
        if present and model["records"][kind]:
            check_sheet(judge, book[label], values[label], kind, fields, model)
    check_import_sheet(judge, book, path, unescape)
    check_anchors(judge, book, path)
    return judge.faults, check_readers(judge, book, values, path)


def main(paths):
    warnings.simplefilter("ignore")
    types = record_types()
    failed = twice = 0
    for path in map(pathlib.Path, paths):
        if not path.with_suffix(".json").exists():
            continue
        faults, by_both = judge_file(path, types)
        failed += bool(faults)
        twice += by_both
        for fault in faults:
            print(f"{path.name}: {fault}")
    print(f"{len(paths) - failed} workbooks as the JSON says, {failed} not; "
          f"{twice} of them read by exceljs too")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
