"""Checks CSV files for Jira's importers against the JSON files beside them: jira_rows.py FILE.csv...

The rules are those of Atlassian's documentation: every row has every column, rows go from the
highest level down, a parent is an Issue ID of an earlier row, estimates are seconds, labels have
no blanks, links name rows of the file.
"""

import csv
import json
import pathlib
import re
import sys

csv.field_size_limit(1 << 30)
TICKET = re.compile(r"(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]+-\d+(?![A-Za-z0-9])")
LEVEL_NAMES = {None: "", "low": "Low", "medium": "Medium", "high": "High", "critical": "Highest"}
STATES = {"open": "To Do", "active": "In Progress", "done": "Done"}
ORDER = {"Epic": 0, "Story": 1, "Task": 1, "Sub-task": 2}


def plain(cell):
    """The cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if re.match(r"'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell) else cell


def bare(text):
    """The letters and digits, without markup between them."""
    return "".join(c for c in text if c.isalnum())


def columns(header, name):
    return [i for i, heading in enumerate(header) if heading == name]


def check_file(path, faults):
    def check(ok, what):
        if not ok and len(faults) < 8:
            faults.append(what)

    data = path.read_bytes()
    check(data.endswith(b"\r\n") or b"\n" not in data, "rows do not end in CRLF")
    text = data.decode("utf-8")
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    header, rows = rows[0], rows[1:]
    check(header[0] == "Summary", "no Summary column")
    check(not any(re.search(r"[+\[\](){}]", heading) for heading in header), "signs in headings")
    check(all(len(row) == len(header) for row in rows), "rows of different lengths")
    model = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    tasks = [task for task in model["records"]["tasks"]
             if task["state"] != "dropped" and not TICKET.search(task["ticket"] or "")]
    at = {name: columns(header, name)[0] for name in set(header)}
    issues = [row for row in rows if row[at["Issue Type"]] != "Epic"]
    check(len(issues) == len(tasks), f"{len(issues)} issues for {len(tasks)} tasks")
    numbers = [row[at["Issue ID"]] for row in rows]
    check(numbers == [str(i + 1) for i in range(len(rows))], "Issue IDs are not 1, 2, 3, ...")
    levels = [ORDER[row[at["Issue Type"]]] for row in rows]
    check(levels == sorted(levels), "a lower level stands before a higher one")
    for number, row in enumerate(rows, start=1):
        check_row(check, header, at, rows, number, row)
    mapping = path.with_suffix(".jira.txt")
    if mapping.exists():
        check_mapping(check, header, json.loads(mapping.read_text(encoding="utf-8")))
    by_summary = {}
    for row in issues:
        by_summary.setdefault(plain(row[at["Summary"]]), []).append(row)
    for task in tasks:
        check_task(check, header, at, by_summary, task)


def check_mapping(check, header, mapping):
    """The importer's configuration file: fields it knows, columns that there are."""
    fields = mapping["config.field.mappings"]
    check(mapping["config.version"] == "2.0" and mapping["config.delimiter"] == ",", "mapping")
    check(mapping["config.date.format"] == "yyyy-MM-dd", "mapping: date format")
    check(set(fields) <= set(header), f"mapping: {set(fields) - set(header)} are no columns")
    unmapped = set(header) - set(fields) - {"Story Points", "Project Key"}
    check(not unmapped, f"mapping: {unmapped} are not mapped")
    check(fields["Summary"] == {"jira.field": "summary"}, "mapping: Summary")
    check(fields["Parent"] == {"jira.field": "parent"}, "mapping: Parent")


def check_row(check, header, at, rows, number, row):
    where = f"row {number}"
    check(row[at["Summary"]].strip() != "", f"{where}: no summary")
    check(len(row[at["Summary"]]) < 255, f"{where}: summary too long")
    check(not any(re.match(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell) for cell in row),
          f"{where}: a formula")
    parent = row[at["Parent"]]
    if parent:
        owner = rows[int(parent) - 1]
        check(int(parent) < number, f"{where}: its parent comes later")
        check(ORDER[owner[at["Issue Type"]]] < ORDER[row[at["Issue Type"]]],
              f"{where}: its parent is not above it")
    check(row[at["Issue Type"]] != "Sub-task" or parent, f"{where}: a sub-task of nothing")
    check(re.fullmatch(r"\d*", row[at["Original Estimate"]]), f"{where}: estimate")
    check(re.fullmatch(r"(\d+(\.\d+)?)?", row[at["Story Points"]]), f"{where}: story points")
    check(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row[at["Due date"]]), f"{where}: due date")
    for i in columns(header, "Labels"):
        check(not re.search(r"\s", row[i]), f"{where}: a blank in a label")
    for i in columns(header, "Blocks"):
        check(row[i] == "" or 1 <= int(row[i]) <= len(rows), f"{where}: a link to nowhere")


def check_task(check, header, at, by_summary, task):
    where = f"task {task['id']}"
    title = task["title"] or task["description"] or task["id"]
    found = by_summary.get(re.sub(r"\s", " ", title))
    if found is None and len(title) > 200:
        return
    check(found is not None, f"{where}: not found by its title")
    if not found or len(found) > 1:
        return
    row = found[0]
    check(row[at["Priority"]] == LEVEL_NAMES[task["priority"]["level"]], f"{where}: priority")
    check(row[at["Status"]] == STATES[task["state"]], f"{where}: status")
    hours = task["estimate"].get("hours")
    seconds = "" if hours is None else str(int(hours * 3600 + 0.5))
    check(row[at["Original Estimate"]] == seconds, f"{where}: estimate")
    description = re.sub(r"\\(.)", r"\1", row[at["Description"]])
    letters = bare(description)
    for extra in task["extra"]:
        check(bare(extra["value"] or "") in letters or extra["value"] in row,
              f"{where}: {extra['key']} is nowhere")
    for other in task["depends_on"]:
        check(other in description, f"{where}: does not say that it depends on {other}")
    check(f"line {task['line']}" in description, f"{where}: does not lead back to its line")


def main(paths):
    failed = 0
    for path in map(pathlib.Path, paths):
        faults = []
        check_file(path, faults)
        failed += bool(faults)
        for fault in faults:
            print(f"{path.name}: {fault}")
    print(f"{len(paths) - failed} files as Jira wants them, {failed} not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
