#!/usr/bin/env python3
"""Precision and recall of recognition, per kind of record, over hand-labelled documents.

labels.tsv says how many records of each kind a reader finds in a document and how the first and
the last begin. The documents themselves are not part of the project: SPECMILL_CORPUS names the
folder that holds them; without it there is nothing to score.
"""
import json
import os
import subprocess
import sys
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CORPUS = os.environ.get("SPECMILL_CORPUS", os.path.join(ROOT, "..", "shared", "corpus", "specs"))
SPECMILL = os.path.join(ROOT, os.environ.get("BUILD", "build"), "specmill")


def read_labels():
    labels = defaultdict(dict)
    with open(os.path.join(HERE, "labels.tsv"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            name, kind, count, first, last = line.rstrip("\n").split("\t")
            labels[name][kind] = (int(count), first, last)
    return labels


def recognized(path):
    result = subprocess.run([SPECMILL, "-q", "-t", "json", "-o", "-", path], capture_output=True)
    return json.loads(result.stdout)["records"]


def says(record, words):
    """Whether any text of the record holds the words."""
    if words == "?":
        return True
    texts = [value for value in record.values() if isinstance(value, str)]
    return any(words in text for text in texts)


def main():
    if not os.path.isdir(CORPUS):
        print(f"recognition: skipped, no corpus in {CORPUS} (set SPECMILL_CORPUS)")
        return 0
    hits, found, wanted = defaultdict(int), defaultdict(int), defaultdict(int)
    for name, kinds in sorted(read_labels().items()):
        records = recognized(os.path.join(CORPUS, name + ".md"))
        for kind, items in records.items():
            count, first, last = kinds.get(kind, (0, "?", "?"))
            right = min(count, len(items))
            if right and not says(items[0], first):
                right -= 1
            if right > 0 and not says(items[-1], last):
                right -= 1
            hits[kind] += right
            found[kind] += len(items)
            wanted[kind] += count
            if len(items) != count or right != count:
                print(f"{name} {kind}: {len(items)} found, {count} wanted")
    print(f"{'kind':16}{'wanted':>8}{'found':>8}{'precision':>11}{'recall':>8}{'F1':>7}")
    scores = []
    for kind in sorted(set(found) | set(wanted), key=lambda k: -wanted[k]):
        if not found[kind] and not wanted[kind]:
            continue
        precision = hits[kind] / found[kind] if found[kind] else 0.0
        recall = hits[kind] / wanted[kind] if wanted[kind] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        if wanted[kind]:
            scores.append(f1)
        print(f"{kind:16}{wanted[kind]:8}{found[kind]:8}{precision:11.3f}{recall:8.3f}{f1:7.3f}")
    total = 2 * sum(hits.values()) / (sum(found.values()) + sum(wanted.values()))
    print(f"F1 over all records {total:.3f}, mean over kinds {sum(scores) / len(scores):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
