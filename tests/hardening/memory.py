"""Memory: valgrind finds nothing, a batch of many specifications does not grow, and the peak is a
small multiple of the input.

  python3 tests/hardening/memory.py [--all]

With --all: every case under valgrind, 10,000 specifications in a batch, and MB megabytes of
Markdown (default 100) to HTML, JSON and XLSX. Without: samples.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(os.environ.get("SPECMILL", "build/specmill"))
ALL = "--all" in sys.argv
MEGABYTES = int(os.environ.get("MB", "100" if ALL else "4"))
passed = failed = 0

SPEC = """# Specification {0}

**Status:** Draft

| ID | Task | Depends on | Estimate |
|----|------|------------|----------|
| T1 | One  |            | 2 days   |
| T2 | Two  | T1         | 3 days   |

```mermaid
graph TD
A{0} --> B --> C
A{0} --> C
```
"""

PART = ("\n## Part {0}\n\nSome text with *markup*, `code` and a [link](https://example.org/{0}).\n\n"
        "| ID | Task | Estimate |\n|----|------|------|\n"
        + "".join("| T{0}-%d | Do the thing number %d | %dd |\n" % (k, k, k) for k in range(8))
        + "\n- one\n- two\n  - three\n\n```sql\nSELECT 1;\n```\n\n" + "Plain words go on and on here. " * 30 + "\n")


def check(sentence, ok, detail=""):
    global passed, failed
    passed += ok
    failed += not ok
    if not ok:
        print(f"memory: {sentence}{': ' + detail if detail else ''}", flush=True)


def peak(arguments):
    """Status, seconds and the peak of the largest process, in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen([PROGRAM, "-q", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return os.waitstatus_to_exitcode(status), time.perf_counter() - start, usage.ru_maxrss / 1024


def valgrind(folder):
    if shutil.which("valgrind") is None or os.environ.get("SAN"):
        print("skip: valgrind is missing, or a sanitizer does its work")
        return
    cases = sorted(glob.glob("tests/cases/*/*.md")) if ALL else ["tests/cases/load/html.md"]
    for case in cases:
        done = subprocess.run(
            ["valgrind", "-q", "--soname-synonyms=somalloc=NONE", "--error-exitcode=9", "--leak-check=full",
             "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite",
             "--suppressions=tests/hardening/valgrind.supp", PROGRAM, "--no-sandbox", "-q", "-t",
             "all" if ALL else "html,json,jira", "-d", folder, case],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        check(f"{case} under valgrind", done.returncode in (0, 1), done.stdout.decode(errors="replace")[-1500:])
    print(f"cases under valgrind: {len(cases)}")


def batch(folder):
    many = 10000 if ALL else 300
    few = many // 10
    paths = []
    os.makedirs(f"{folder}/specs")
    for number in range(many):
        paths.append(f"{folder}/specs/s{number}.md")
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(SPEC.format(number))
    # a list of 10,000 paths is longer than some systems take: from inside the folder
    os.chdir(f"{folder}/specs")
    names = [os.path.basename(path) for path in paths]
    small = peak(["-t", "html,json", "-d", f"{folder}/few", "-j", "1", *names[:few]])
    large = peak(["-t", "html,json", "-d", f"{folder}/many", "-j", "1", *names])
    check("a batch is done", small[0] == 0 and large[0] == 0, f"{small} {large}")
    check("a batch does not grow", large[2] < small[2] * 1.15 + 4, f"{small[2]:.1f} MB for {few}, {large[2]:.1f} for {many}")
    print(f"a batch of {many}: {large[2]:.1f} MB at most, of {few}: {small[2]:.1f} MB; {many / large[1]:.0f} a second")


def large(kind):
    """What MEGABYTES of it are made of: its beginning and its parts by number."""
    if kind == "sections":
        return "# Large\n\n**Status:** Draft\n", PART.format
    if kind == "examples":
        text = "".join(open(path, encoding="utf-8").read() + "\n\n" for path in sorted(glob.glob("tests/cases/spec/*.md")))
        return "", lambda number: text
    if kind == "prose":
        return "# Large\n\n", lambda n: f"Sentence {n} has *some* words and `code`. " * 8 + "\n\n"
    if kind == "a table":
        return ("# Large\n\n| ID | Task | Depends on | Estimate |\n|---|---|---|---|\n",
                lambda n: f"| T{n} | Do what number {n} of this list says in some words | T{n - 1} | 3d |\n")
    return "# Large\n\n```sql\n", lambda n: f"SELECT a FROM table_{n} WHERE b = 'text' -- a comment\n"


# How many times the input the peak may be. Sections are read one by one, a long table in pieces; a
# text without headings, or links by reference as a whole.
MOST = {"sections": {"html": 15, "json": 15, "xlsx": 25}, "examples": {"html": 40, "json": 40, "xlsx": 50},
        "prose": {"html": 55, "json": 55, "xlsx": 55}, "a table": {"html": 40, "json": 40, "xlsx": 60},
        "a code block": {"html": 15, "json": 8, "xlsx": 8}}


def multiple(folder):
    for kind in MOST if ALL else ("sections", "a table"):
        source, size, number = f"{folder}/large.md", 0, 0
        begin, part = large(kind)
        with open(source, "w", encoding="utf-8") as file:
            size += file.write(begin)
            while size < MEGABYTES << 20:
                size += file.write(part(number))
                number += 1
        size = os.path.getsize(source)
        for extension, times in MOST[kind].items():
            status, seconds, megabytes = peak([source, "--max-findings", "1", "-o", f"{folder}/large.{extension}"])
            ratio = megabytes / (size / (1 << 20))
            what = f"{MEGABYTES} MB of Markdown, {kind}, to {extension}"
            check(f"{what}: status 0", status == 0, str(status))
            check(f"{what}: at most {times} times the input", ratio <= times + 40 / MEGABYTES, f"{ratio:.1f}")
            print(f"{what}: {seconds:.1f} s, {megabytes:.0f} MB, {ratio:.1f} times the input", flush=True)
            os.unlink(f"{folder}/large.{extension}")


with tempfile.TemporaryDirectory() as temporary:
    valgrind(temporary)
    top = os.getcwd()
    multiple(temporary)
    batch(temporary)
    os.chdir(top)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
