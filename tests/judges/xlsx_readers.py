"""Compares what exceljs and openpyxl read in a workbook, and the import sheet with the CSV."""

import csv
import datetime
import html
import json
import re

DEFUSED = re.compile(r"'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def day(value):
    return value.strftime("%Y-%m-%d")


def seen_by_openpyxl(cell, shown):
    """[kind, value, formula or address] as xlsx_exceljs.mjs has it."""
    value = cell.value
    if isinstance(value, str) and cell.data_type == "f":
        result = shown.value if shown.value is not None else ""
        return ["formula", result, value[1:]]
    link = cell.hyperlink
    if link is not None:
        target = link.target or ""
        if link.location:
            target += "#" + link.location
        return ["link", value, target]
    if isinstance(value, (datetime.datetime, datetime.date)):
        return ["date", day(value)]
    if isinstance(value, (int, float)):
        return ["number", value]
    return ["text", value]


def same(theirs, ours):
    if ours[0] == "link":  # exceljs 4.4.0 does not read what is behind the "#"
        outside = ours[2].split("#")[0]
        return theirs == (["link", ours[1], outside] if outside else ["text", ours[1]])
    if isinstance(theirs[1], (int, float)) and isinstance(ours[1], (int, float)):
        return theirs[0] == ours[0] and abs(theirs[1] - ours[1]) < 1e-9 and theirs[2:] == ours[2:]
    return theirs == ours


def compare_cells(judge, sheet, values, cells):
    ours = {}
    for row, shown in zip(sheet.iter_rows(), values.iter_rows()):
        for cell, value in zip(row, shown):
            if cell.value is not None:
                ours[cell.coordinate] = seen_by_openpyxl(cell, value)
    judge.check(set(ours) == set(cells),
                f"{sheet.title}: other cells in exceljs: {sorted(set(ours) ^ set(cells))[:5]}")
    for place, theirs in cells.items():
        if place in ours and not same(theirs, ours[place]):
            judge.check(False, f"{sheet.title}!{place}: exceljs {theirs!r}, "
                               f"openpyxl {ours[place]!r}")


def compare_tables(judge, sheet, tables):
    ours = {table.name: table for table in sheet.tables.values()}
    judge.check(set(ours) == {table["name"] for table in tables}, f"{sheet.title}: tables")
    for table in tables:
        if table["name"] not in ours:
            continue
        mine = ours[table["name"]]
        names = [column.name for column in mine.tableColumns]
        # exceljs 4.4.0 loses the columns behind one with a formula
        count = len(table["columns"])
        judge.check(table["ref"] == mine.ref and table["columns"] == names[:count] and
                    (count == len(names) or mine.tableColumns[count - 1].calculatedColumnFormula),
                    f"{sheet.title}: table {table['name']} is another one in exceljs")


def compare_lists(judge, sheet, lists):
    ours = {}
    for rule in sheet.data_validations.dataValidation:
        for part in str(rule.sqref).split():
            for row in sheet[part] if ":" in part else [[sheet[part]]]:
                for cell in row if isinstance(row, tuple) else row:
                    ours[cell.coordinate] = rule.formula1
    judge.check(ours == lists, f"{sheet.title}: drop-downs are others in exceljs")


def check_readers(judge, book, values, path):
    """What exceljs saw, if it ran."""
    dump = path.with_name(path.name + ".cells")
    if not dump.exists():
        return False
    theirs = json.loads(dump.read_text(encoding="utf-8"))
    names = [sheet["name"] for sheet in theirs["sheets"]]
    judge.check(names == book.sheetnames, f"exceljs sees the sheets {names}")
    judge.check((theirs["title"] or None) == book.properties.title, "title")
    judge.check((theirs["creator"] or None) == book.properties.creator, "author")
    for found in theirs["sheets"]:
        sheet = book[found["name"]]
        compare_cells(judge, sheet, values[found["name"]], found["cells"])
        compare_tables(judge, sheet, found["tables"])
        compare_lists(judge, sheet, found["lists"])
        pane = sheet.sheet_view.pane
        frozen = [int(pane.xSplit or 0), int(pane.ySplit or 0)] if pane is not None else [0, 0]
        judge.check(found["frozen"] == frozen, f"{sheet.title}: frozen panes")
        judge.check(found["orientation"] == sheet.page_setup.orientation, f"{sheet.title}: paper")
    return True


def check_anchors(judge, book, path):
    """Links to the published page lead to something in it."""
    page = path.with_suffix(".html")
    if not page.exists():
        return
    ids = set(re.findall(r'\bid="([^"]*)"', page.read_text(encoding="utf-8")))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                link = cell.hyperlink
                if link is None or not (link.target or "").startswith("https://example.org/"):
                    continue
                place = link.target + ("#" + link.location if link.location else "")
                judge.check(place.startswith(f"https://example.org/specs/{page.name}#") and
                            html.escape(place.split("#")[1].split(":~:")[0]) in ids,
                            f"{sheet.title} {cell.coordinate}: {place} is nowhere")


def check_import_sheet(judge, book, path, unescape):
    """The sheet has the cells of the CSV beside the workbook."""
    file = path.with_suffix(".csv")
    if not file.exists():
        return
    with open(file, encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    judge.check(("Task import" in book.sheetnames) == (len(rows) > 1), "Task import: sheet or CSV")
    if "Task import" not in book.sheetnames:
        return
    sheet = book["Task import"]
    judge.check(sheet.max_row == len(rows) and sheet.max_column == len(rows[0]),
                f"Task import: {sheet.max_row} rows, the CSV has {len(rows)}")
    for number, (row, cells) in enumerate(zip(rows, sheet.iter_rows()), start=1):
        for text, cell in zip(row, cells):
            expected = text[1:] if DEFUSED.match(text) else text
            shown = "" if cell.value is None else cell.value
            if isinstance(shown, str):
                shown = unescape(shown).replace("\r\n", "\n")
            elif shown == int(shown):
                shown = str(int(shown))
            judge.check(str(shown) == expected.replace("\r\n", "\n"),
                        f"Task import {cell.coordinate}: {shown!r} is not {expected!r}")
