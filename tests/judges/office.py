"""Compares workbooks with what LibreOffice made of them: office.py FOLDER FILE.xlsx...

FOLDER has each FILE as LibreOffice saved it after calculating everything anew. What differs is said:
values, formula results, dates, tables, drop-downs, links. (Frozen panes belong to a window, which
LibreOffice has not when it converts.)
"""

import datetime
import pathlib
import re
import sys
import warnings

import openpyxl


def plain(value):
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(float(value), 9)
    if isinstance(value, str):
        value = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), value)
        return value.replace("\r\n", "\n")
    return value


def cells_of(sheet):
    return {cell.coordinate: plain(cell.value) for row in sheet.iter_rows() for cell in row
            if plain(cell.value) is not None}


def links_of(sheet):
    return {cell.coordinate for row in sheet.iter_rows() for cell in row
            if cell.hyperlink is not None}


def lists_of(sheet):
    found = set()
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            found |= {(str(part), rule.formula1.replace(" ", "")) for part in rule.sqref.ranges}
    return found


def compare(ours, theirs, check):
    """OURS and THEIRS: (formulas, values)."""
    check(ours[0].sheetnames == theirs[0].sheetnames, "sheets")
    for name in ours[0].sheetnames:
        if name not in theirs[0].sheetnames:
            continue
        mine, other = cells_of(ours[1][name]), cells_of(theirs[1][name])
        for place in sorted(set(mine) | set(other)):
            check(mine.get(place) == other.get(place),
                  f"{name}!{place}: {mine.get(place)!r} became {other.get(place)!r}")
        mine, other = ours[0][name], theirs[0][name]
        check(sorted(mine.tables) == sorted(other.tables), f"{name}: tables")
        check(links_of(mine) == links_of(other), f"{name}: links")
        check(lists_of(mine) == lists_of(other), f"{name}: drop-downs")
        formulas = [sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
                    for sheet in (mine, other)]
        check(formulas[0] == formulas[1], f"{name}: {formulas} formulas")


def load(path):
    return openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)


def main(folder, paths):
    warnings.simplefilter("ignore")
    failed = 0
    for path in map(pathlib.Path, paths):
        saved = pathlib.Path(folder) / path.name
        faults = []
        if not saved.exists():
            faults.append("LibreOffice did not open it")
        else:
            compare(load(path), load(saved),
                    lambda ok, what: ok or len(faults) >= 8 or faults.append(what))
        failed += bool(faults)
        for fault in faults:
            print(f"{path.name}: {fault}")
    print(f"{len(paths) - failed} workbooks mean the same in LibreOffice, {failed} do not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
