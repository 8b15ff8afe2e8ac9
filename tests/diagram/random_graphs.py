#!/usr/bin/env python3
"""Random flowcharts of 3 to 1,000 nodes (cycles, clusters with directions of their own, edges to
clusters, self loops, empty labels), each drawn by a process of its own.

usage: random_graphs.py GALLERY [COUNT [SEED]]

Each has to be drawn, within SECONDS (2; more under a sanitizer: SECONDS=20) and MEGABYTES (400)
of memory. Prints what was not; the last line is "N passed, N failed"."""
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

SIZES = [3, 10, 30, 60, 100, 150, 200, 300, 500, 1000]
DENSITIES = [0.5, 1, 1.3, 2, 3, 6]
DIRECTIONS = ["TD", "BT", "LR", "RL"]
LINKS = ["-->", "---", "-.->", "==>", "<-->", "~~~", "---->", '-->|" "|', "-->|label|",
         "-->|a longer label here|", "x--x", "o--o"]
SHAPES = ["", '[" "]', "{d}", "((c))", "[(x)]", "@{ shape: bow-rect }", '["a\nb"]']


def text_of(r):
    nodes = r.choice(SIZES)
    edges = int(nodes * r.choice(DENSITIES))
    clustered = r.random() < 0.6
    lines, groups, depth = ["graph " + r.choice(DIRECTIONS)], [], 0
    for i in range(nodes):
        if clustered and depth < 8 and r.random() < 0.12:
            groups.append(f"g{len(groups)}")
            depth += 1
            lines.append(f"subgraph {groups[-1]}" + r.choice(["", ' [" "]', '["a longer title"]']))
            if r.random() < 0.3:
                lines.append("direction " + r.choice(DIRECTIONS))
        lines.append(f"n{i}" + r.choice(SHAPES))
        if depth and r.random() < 0.35:
            lines.append("end")
            depth -= 1
    lines += ["end"] * depth
    for _ in range(edges):
        a = r.randrange(nodes)
        b = r.randrange(nodes) if r.random() < 0.7 else min(nodes - 1, a + r.randint(0, 5))
        to = r.choice(groups) if groups and r.random() < 0.1 else f"n{b}"
        lines.append(f"n{a} {r.choice(LINKS)} {to}")
    return "\n".join(lines) + "\n"


def main():
    gallery = sys.argv[1]
    count, seed = (int(n) for n in (sys.argv[2:] + ["50", "1"][len(sys.argv) - 2:])[:2])
    seconds, megabytes = float(os.environ.get("SECONDS", "2")), int(os.environ.get("MEGABYTES", "400"))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/graph.mmd"
        for number in range(seed, seed + count):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text_of(random.Random(number)))
            start = time.perf_counter()
            process = subprocess.Popen([gallery, "-t", path], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, text=True)
            told = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            took, memory = time.perf_counter() - start, usage.ru_maxrss / 1024
            good = process.returncode == 0 and "\tdrawn\t" in told
            # the time is the processor's: other programs may be running
            if good and usage.ru_utime + usage.ru_stime <= seconds and memory <= megabytes:
                passed += 1
                continue
            failed += 1
            print(f"random graph {number}: status {process.returncode}, {took:.2f} s, "
                  f"{memory:.0f} MB: {told[-300:]}")
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"largest process: {children.ru_maxrss / 1024:.0f} MB")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
