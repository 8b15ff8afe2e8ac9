#!/usr/bin/env python3
"""Judges the drawings of a folder of Mermaid files.

usage: check.py GALLERY   with MERMAID_CORPUS naming a folder that holds MANIFEST.tsv
                          (file, kind, from, parses, renders; a header line) and the files

Prints for each kind how many texts are drawn, of those that Mermaid renders and of those that it
refuses, then what is wrong with the drawings: markup, coordinates, missing texts, boxes on boxes,
boxes on texts, labels on boxes, lines through boxes. Exit status 1 when a rate is under its bar or
anything but the last is found. Without the variable it says so and succeeds."""
import collections
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
FIRST = {"flowchart", "sequence", "c4", "state", "er", "class"}
BOXES = {"flowchart", "c4", "state", "class", "er", "requirement", "architecture"}


def bar(root, kind, renders):
    if root == "real":
        return 0.99 if renders else 0.80
    return (0.95 if kind in FIRST else 0.85) if renders else 0


def numbers(path):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]


def points(path):
    flat = numbers(path)
    return list(zip(flat[0::2], flat[1::2]))


def curve(path):
    """The path as a list of points along it."""
    out, at = [], None
    for letter, rest in re.findall(r"([MLCZ])([^MLCZ]*)", path):
        p = points(rest)
        if letter in "ML":
            at = p[0]
            out.append(at)
        elif letter == "C":
            a, b, c, d = at, p[0], p[1], p[2]
            for i in range(1, 13):
                t = i / 12
                s = 1 - t
                out.append(tuple(s**3 * a[k] + 3 * s * s * t * b[k] + 3 * s * t * t * c[k] +
                                 t**3 * d[k] for k in (0, 1)))
            at = d
    return out


def bounds(path):
    p = curve(path)
    xs, ys = [x for x, _ in p], [y for _, y in p]
    return min(xs), min(ys), max(xs), max(ys)


def holds(a, b):
    return a[0] <= b[0] + .5 and a[1] <= b[1] + .5 and a[2] >= b[2] - .5 and a[3] >= b[3] - .5


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def inside(polygon, x, y):
    odd = False
    for (ax, ay), (bx, by) in zip(polygon, polygon[-1:] + polygon[:-1]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def squeezed(text):
    return re.sub(r"[\W_]+", "", text)


def plain(text):
    text = re.sub(r"<br\s*/?>|\\n", " ", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", " ", text)
    text = re.sub(r"[#&]\w+;", " ", text)
    text = re.sub(r"\bfa[bsrldk]?:fa-[\w-]+", " ", text)
    return text


def labels(kind, source):
    """Texts that have to be in the drawing."""
    source = re.sub(r"(?m)^\s*%%.*$", "", source)
    source = re.sub(r"^\s*---\n.*?\n\s*---", "", source, flags=re.S)
    out = []
    for line in source.splitlines():
        line = re.sub(r"[#&]\w+;", " ", line.strip())
        if re.match(r"(classDef|style|linkStyle|click|class |accTitle|accDescr|direction|link|"
                    r"callback|cssClass|properties|details|Update|%%)", line):
            continue
        if kind == "flowchart":
            out += re.findall(r'\w[\[({]+"([^"<>`]+)"[\])}]+', line)
            out += re.findall(r"\w\[([^\[\](){}\"|/\\<>@`]+)\]", line)
            out += re.findall(r"[->.=]\|([^|\"]+)\|", line)
        elif kind == "sequence":
            m = re.match(r"[^:]*(?:->>|-->>|-->|->|note [^:]*|Note [^:]*)[^:]*:(.*)", line)
            if m and not re.match(r"(participant|actor|link|title)", line):
                out.append(re.sub(r"^\s*(no)?wrap:", "", m.group(1)).split(";")[0])
        elif kind in ("class", "state"):
            m = re.match(r"[^:]*-->[^:]*[^:]:([^:].*)", line)
            if m:
                out.append(m.group(1).split(";")[0])
        elif kind in ("pie", "packet", "quadrant"):
            out += re.findall(r'^"([^"]+)"', line) + re.findall(r': "([^"]+)"', line)
        elif kind == "gantt":
            m = re.match(r"(?!title|dateFormat|axisFormat|excludes|todayMarker)([^:#;]+):", line)
            if m:
                out.append(m.group(1))
    return [t for t in map(str.strip, map(plain, out)) if t]


def text_spots(e, x, y):
    """Points of a text near its ends and in its middle, by a rough guess of its width."""
    size, text = float(e.get("font-size")), e.text or ""
    wide = 0.45 * size * len(text.strip())
    left = x - {"middle": wide / 2, "end": wide}.get(e.get("text-anchor"), 0)
    return [(left + wide * k, y - size / 3, text) for k in (.1, .5, .9)] if wide else []


def look(svg, kind, source):
    """Faults of one drawing: a list of (what, detail)."""
    faults = []
    try:
        root = ET.fromstring(svg)
    except ET.ParseError as error:
        return [("not well-formed", str(error))]
    if re.search(r'["\s-](nan|inf)["\s]', svg):
        faults.append(("NaN", ""))
    if "foreignObject" in svg or "<script" in svg:
        faults.append(("foreignObject or script", ""))
    _, _, width, height = map(float, root.get("viewBox").split())
    texts, boxes, lines, edge_labels, outlines = [], [], [], [], {}
    spots = []  # of the texts painted so far: what a box may not cover
    for e in root.iter():
        if e.tag == SVG + "text":
            texts.append(e.text or "")
            x, y = float(e.get("x")), float(e.get("y"))
            if not (0 <= x <= width and 0 <= y <= height):
                faults.append(("outside", f"text {e.text}"))
            spots += text_spots(e, x, y)
            if e.get("fill") == "#5b6773":
                edge_labels.append((x, y - 3, e.text))
        elif e.tag == SVG + "path":
            d = e.get("d")
            if "Z" in d and e.get("fill") != "none" and kind != "radar":
                outline = curve(d)
                b = bounds(d)
                for x, y, text in spots:
                    if b[0] < x < b[2] and b[1] < y < b[3] and inside(outline, x, y):
                        faults.append(("text covered", text))
            for x, y in points(d):
                if not (-.5 <= x <= width + .5 and -.5 <= y <= height + .5):
                    faults.append(("outside", d[:60]))
                    break
            if "Z" in d and e.get("stroke") and e.get("fill") != "none":
                b = bounds(d)
                if (b[2] - b[0]) * (b[3] - b[1]) > 200:
                    boxes.append(b)
                    outlines[b] = curve(d)
            elif "Z" not in d and e.get("fill") == "none":
                lines.append(curve(d))
    everything = squeezed("".join(texts))
    for label in labels(kind, source):
        for word in re.split(r"[\W_]+", label):
            if word not in everything:
                faults.append(("text missing", f"{word} of {label.strip()[:50]}"))
                break
    if kind in BOXES:
        leaves = [b for b in boxes if not any(c is not b and holds(b, c) for c in boxes)]
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                stacked = all(abs(abs(p - q) - abs(a[0] - b[0])) < .1 for p, q in zip(a, b)) \
                    and abs(a[0] - b[0]) < 9
                if overlap(a, b) and not stacked and not holds(a, b) and not holds(b, a):
                    faults.append(("boxes overlap", f"{a} {b}"))
        for x, y, text in edge_labels:
            for b in leaves if kind not in ("er",) else []:
                if b[0] + 1 < x < b[2] - 1 and b[1] + 1 < y < b[3] - 1:
                    faults.append(("label on a box", text))
        for line in lines:
            inner = line[2:-2]
            for b in leaves:
                if all(b[0] - 1 < x < b[2] + 1 and b[1] - 1 < y < b[3] + 1 for x, y in line):
                    continue  # part of the box, such as a cylinder's lid
                if sum(b[0] + 3 < x < b[2] - 3 and b[1] + 3 < y < b[3] - 3 and
                       inside(outlines[b], x, y) for x, y in inner) > 2 and len(line) > 8:
                    faults.append(("line through a box", ""))
    return faults


def main():
    corpus = os.environ.get("MERMAID_CORPUS")
    if not corpus:
        print("diagram check: skipped (MERMAID_CORPUS names no folder)")
        return 0
    rows = [line.rstrip("\n").split("\t") for line in open(corpus + "/MANIFEST.tsv")][1:]
    gallery = os.path.abspath(sys.argv[1])
    drawn, times = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(0, len(rows), 200):
            part = [r[0] for r in rows[i:i + 200]]
            by_root = collections.defaultdict(list)
            for name in part:
                by_root[name.split("/")[0]].append(name)
            for root, names in by_root.items():
                os.makedirs(f"{folder}/{root}", exist_ok=True)
                run = subprocess.run([gallery, "-t", "-s", f"{folder}/{root}"] + names, cwd=corpus,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                if run.returncode:
                    print("gallery failed:", run.returncode, run.stderr[-2000:])
                    return 1
                for line in run.stderr.splitlines():
                    name, state, _, took, _ = (line + "\t").split("\t")[:5]
                    drawn[name] = state == "drawn"
                    times.append(float(took))
        rates = collections.defaultdict(lambda: [0, 0])
        failures, faults = [], collections.Counter()
        for name, kind, _, parses, renders in rows:
            root = name.split("/")[0]
            key = (root, kind, renders == "yes")
            rates[key][1] += 1
            rates[key][0] += drawn[name]
            if not drawn[name]:
                failures.append((name, renders))
                continue
            _, middle, leaf = name.split("/")
            svg = open(f"{folder}/{root}/{middle}-{leaf}.svg", encoding="utf-8").read()
            source = open(f"{corpus}/{name}", encoding="utf-8", errors="replace").read()
            for what, detail in look(svg, kind, source if renders == "yes" else ""):
                faults[what] += 1
                print(f"{name}: {what} {detail}")
    bad = False
    totals = collections.defaultdict(lambda: [0, 0])
    for (root, kind, renders), (n, total) in sorted(rates.items()):
        totals[root, renders][0] += n
        totals[root, renders][1] += total
        low = root == "mermaid" and n < bar(root, kind, renders) * total
        bad = bad or low
        print(f"{root:8} {kind:13} {'rendered' if renders else 'refused ':8} by Mermaid: "
              f"{n:4}/{total:<4} {100 * n / total:5.1f} %{'  UNDER ITS BAR' if low else ''}")
    for (root, renders), (n, total) in sorted(totals.items()):
        low = root == "real" and n < bar(root, "", renders) * total
        bad = bad or low
        print(f"{root:8} all           {'rendered' if renders else 'refused ':8} by Mermaid: "
              f"{n:4}/{total:<4} {100 * n / total:5.1f} %{'  UNDER ITS BAR' if low else ''}")
    for name, renders in failures:
        if renders == "yes":
            print("not drawn:", name)
    times.sort()
    print(f"microseconds: median {times[len(times) // 2]:.0f}, 90 % {times[len(times) * 9 // 10]:.0f}, "
          f"most {times[-1]:.0f}")
    print("faults:", ", ".join(f"{k} {v}" for k, v in sorted(faults.items())) or "none")
    return 1 if bad or set(faults) - {"line through a box"} else 0


sys.exit(main())
