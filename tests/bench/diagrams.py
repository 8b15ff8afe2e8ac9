"""Times single diagrams as whole processes, specmill beside mermaid-cli; see bench.sh.

MERMAID_CORPUS names a folder with real/flowchart/*.mmd: the one of median size is timed, too, and
how long drawing alone takes for all of them. mermaid-cli is installed with npm into
build/bench-npm, for Debian's chromium; without npm or chromium it is left out, and that is said."""
import glob
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("SPECMILL", "build/specmill")
GALLERY = "build/gallery"
RUNS = int(os.environ.get("RUNS", "5"))
NPM = os.path.abspath("build/bench-npm")


def flowchart(nodes, edges):
    """A chart like those in specifications: mostly chains, a few choices and links back."""
    r = random.Random(nodes)
    lines = ["flowchart TD"]
    for i in range(nodes):
        text = f"Step {i} of the work"
        lines.append(f"  n{i}" + (f"{{{text}?}}" if i % 5 == 3 else f"[{text}]"))
    for i in range(1, nodes):
        back = i - 1 if i % 5 != 0 else max(0, i - 2)
        lines.append(f"  n{back} -->" + ("|yes|" if i % 5 == 4 else "") + f" n{i}")
    for _ in range(edges - nodes + 1):
        a = r.randrange(nodes)
        lines.append(f"  n{a} -.->|again| n{max(0, a - r.randint(1, 6))}")
    return "\n".join(lines) + "\n"


def mermaid_cli():
    """The command of mermaid-cli, or None after saying why not."""
    chromium = shutil.which("chromium")
    program = NPM + "/node_modules/.bin/mmdc"
    if chromium is None or shutil.which("npm") is None:
        print("  mermaid-cli is left out: no npm or no chromium")
        return None
    if not os.path.exists(program):
        os.makedirs(NPM, exist_ok=True)
        run = subprocess.run(["npm", "install", "--silent", "--prefix", NPM,
                              "@mermaid-js/mermaid-cli"], check=False,
                             env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"})
        if run.returncode or not os.path.exists(program):
            print("  mermaid-cli is left out: npm could not install it")
            return None
    with open(NPM + "/puppeteer.json", "w", encoding="utf-8") as file:
        json.dump({"executablePath": chromium, "args": ["--no-sandbox"]}, file)
    return [program, "-q", "-p", NPM + "/puppeteer.json"]


def seconds(command):
    start = time.perf_counter()
    run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    took = time.perf_counter() - start
    if run.returncode:
        sys.exit(f"{' '.join(command)}: status {run.returncode}")
    return took


def compare(name, source, out, cli):
    own, other = [], []
    for _ in range(4 * RUNS + 1):
        own.append(seconds([PROGRAM, "-q", "diagram", source, "-o", out + "/o.svg"]))
    for _ in range(max(2, RUNS // 2) if cli else 0):
        other.append(seconds(cli + ["-i", source, "-o", out + "/m.svg"]))
    mine = statistics.median(own[1:]) * 1000
    line = f"  {name:34} specmill {mine:8.1f} ms (best {min(own) * 1000:.1f})"
    if other:
        theirs = statistics.median(other) * 1000
        line += f"   mermaid-cli {theirs:8.0f} ms   {theirs / mine:6.0f} x"
    print(line, flush=True)


def drawing_alone(files):
    run = subprocess.run([GALLERY, "-t"] + files, stdout=subprocess.DEVNULL,
                         stderr=subprocess.PIPE, text=True, check=True)
    times = sorted(float(line.split("\t")[3]) for line in run.stderr.splitlines())
    print(f"  drawing alone, {len(times)} real flowcharts: median {times[len(times) // 2]:.0f} us, "
          f"90 % {times[len(times) * 9 // 10]:.0f} us, most {times[-1]:.0f} us")


def main():
    print("diagrams, whole processes, start included:")
    cli = mermaid_cli()
    with tempfile.TemporaryDirectory() as out:
        for nodes, edges in ((9, 9), (100, 120)):
            source = f"{out}/{nodes}.mmd"
            with open(source, "w", encoding="utf-8") as file:
                file.write(flowchart(nodes, edges))
            compare(f"flowchart of {nodes} nodes", source, out, cli)
        corpus = os.environ.get("MERMAID_CORPUS")
        files = sorted(glob.glob(corpus + "/real/flowchart/*.mmd"), key=os.path.getsize) if corpus else []
        if files:
            compare("the median real flowchart", files[len(files) // 2], out, cli)
            drawing_alone(files)


main()
