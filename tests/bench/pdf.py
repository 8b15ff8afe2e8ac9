"""PDF beside other ways from Markdown to PDF, whole processes, in turn, in one run; see bench.sh.

lowdown and mandoc: the fastest there is (untagged, the 14 fonts that are not embedded). Typst gets
the same text in its own language, made here beforehand, and runs inside node, whose start of about
60 ms is part of its time. pandoc with WeasyPrint goes through HTML."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from bench import PROGRAM, RUNS, run
import statistics

FULL = os.environ.get("FULL") == "1"
SHARED = os.environ.get("SPECMILL_SHARED", "../shared") + "/seeds"


def cases():
    """The shipped example and, where they are, a longer template: once and a hundred times."""
    paths = ["tests/cases/spec/fleet-telemetry.md"]
    if os.path.isdir(SHARED):
        paths += [f"{SHARED}/{name}" for name in sorted(os.listdir(SHARED)) if name.startswith("002")]
    else:
        print(f"skip: PDF: no templates at {SHARED}")
    return [(path, times) for times in (1, 100) for path in paths]


TYPST = "build/bench/typst.mjs"
TYPST_PACKAGE = "@myriaddreamin/typst-ts-node-compiler@0.7.0"
TYPST_SCRIPT = """import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { writeFileSync } from 'fs';
import { dirname } from 'path';
const [, , input, output] = process.argv;
const compiler = NodeCompiler.create({ workspace: dirname(input) });
writeFileSync(output, compiler.pdf({ mainFilePath: input }));
"""


def install_typst():
    """Typst's compiler from npm, into build/bench; whether it is there."""
    folder = os.path.dirname(TYPST)
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(f"{folder}/node_modules/{TYPST_PACKAGE[:TYPST_PACKAGE.rindex('@')]}"):
        try:
            subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error",
                            "--prefix", folder, TYPST_PACKAGE],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            return False
    with open(TYPST, "w", encoding="utf-8") as file:
        file.write(TYPST_SCRIPT)
    return True


def inline(text):
    """A line of Markdown as Typst: code and bold stay, everything else is plain text."""
    parts = re.split(r"(`[^`]+`|\*\*[^*]+\*\*)", text)
    out = []
    for part in parts:
        if part.startswith("`") and len(part) > 2:
            out.append(part)
        elif part.startswith("**") and len(part) > 4:
            out.append("*" + escape(part[2:-2]) + "*")
        else:
            out.append(escape(part))
    return "".join(out)


def escape(text):
    return re.sub(r"([\\#$*_@<>`~\[\]/=+-])", r"\\\1", text)


def typst_of(text):
    """Enough of a translation that Typst has the same pages to set."""
    out = ['#set page(paper: "a4")', "#set heading(numbering: \"1.1\")", "#outline()"]
    lines = iter(text.split("\n"))
    rows = []
    for line in lines:
        cells = [c.strip() for c in line.strip().strip("|").split("|")] if line.lstrip().startswith("|") else None
        if cells is not None:
            if not all(re.fullmatch(r":?-+:?", c) for c in cells):
                rows.append(cells)
            continue
        if rows:
            width = max(map(len, rows))
            out.append(f"#table(columns: {width},")
            for row in rows:
                out.append("".join(f"[{inline(c)}]," for c in row + [""] * (width - len(row))))
            out.append(")")
            rows = []
        if line.lstrip().startswith("```"):
            out.append(line.strip() if len(line.strip()) > 3 else "```")
            for code in lines:
                if code.lstrip().startswith("```"):
                    break
                out.append(code)
            out.append("```")
        elif heading := re.match(r"(#+) (.*)", line):
            out.append("=" * len(heading[1]) + " " + inline(heading[2]))
        elif item := re.match(r"(\s*)([-*]|\d+\.) (.*)", line):
            out.append(item[1] + ("- " if item[2] in "-*" else "+ ") + inline(item[3]))
        else:
            out.append(inline(line))
    return "\n".join(out) + "\n"


def pages_of(path):
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=False).stdout
    found = re.search(r"^Pages: *(\d+)", said, re.M)
    return int(found[1]) if found else 0


def commands_for(source, times, out, has_typst):
    """Name to command and the file that it writes."""
    found = {"specmill": ([PROGRAM, "-q", source, "-o", f"{out}/s.pdf"], f"{out}/s.pdf")}
    if shutil.which("lowdown") and shutil.which("mandoc"):
        found["lowdown | mandoc"] = (["sh", "-c", 'lowdown -s -tman "$0" | mandoc -Tpdf >"$1"', source,
                                      f"{out}/l.pdf"], f"{out}/l.pdf")
    if has_typst:
        typ = source.replace(".md", ".typ")
        with open(source, encoding="utf-8") as read, open(typ, "w", encoding="utf-8") as write:
            write.write(typst_of(read.read()))
        found["typst (node)"] = (["node", TYPST, typ, f"{out}/t.pdf"], f"{out}/t.pdf")
    if shutil.which("pandoc") and shutil.which("weasyprint") and (times == 1 or FULL):
        found["pandoc, weasyprint"] = (["pandoc", "-f", "gfm", "--pdf-engine=weasyprint", source,
                                        "-o", f"{out}/w.pdf", "--metadata", "title=x"], f"{out}/w.pdf")
    return found


def measure(commands, runs):
    samples = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, (command, _) in commands.items():
            seconds = run(command)
            if turn != 0 or runs == 0:
                samples[name].append(seconds)
    return {name: (statistics.median(t for t, _ in rows), max(m for _, m in rows))
            for name, rows in samples.items()}


def main():
    has_typst = shutil.which("node") is not None and install_typst()
    for missing, there in (("lowdown", shutil.which("lowdown")), ("typst", has_typst),
                           ("weasyprint", shutil.which("weasyprint"))):
        if not there:
            print(f"skip: PDF: {missing} is missing")
    with tempfile.TemporaryDirectory() as out:
        for path, times in cases():
            source = f"{out}/spec-{times}.md"
            text = open(path, encoding="utf-8").read()
            with open(source, "w", encoding="utf-8") as file:
                file.write(text * times)
            commands = commands_for(source, times, out, has_typst)
            runs = RUNS if times == 1 else max(1, RUNS // 3)
            figures = measure(commands, runs)
            own = figures["specmill"][0]
            print(f"PDF of {os.path.basename(path)} x {times}, median of {runs}:")
            for name, (seconds, memory) in figures.items():
                file = commands[name][1]
                print(f"  {name:18} {seconds * 1000:9.1f} ms  {memory:6.0f} MB  {pages_of(file):5} pages  "
                      f"{os.path.getsize(file) / 1e3:8.0f} KB  {seconds / own:7.2f} x specmill")
            sys.stdout.flush()


main()
