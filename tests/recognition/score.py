#!/usr/bin/env python3
"""Precision and recall of recognition, per kind of record, over hand-labelled documents.

labels.tsv says how many records of each kind a reader finds in a document and how the first and
the last begin; held_out.tsv says the same of documents that were labelled when the rules and words
had been settled on the first, which were then mended for what these showed. seeds.tsv holds the counts for the five templates. The documents themselves are not part of the project: SPECMILL_CORPUS names the
folder that holds them; without it there is nothing to score.
"""
import json
import os
import subprocess
import sys
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SHARED = os.environ.get("SPECMILL_SHARED", os.path.join(ROOT, "..", "shared"))
CORPUS = os.environ.get("SPECMILL_CORPUS", os.path.join(SHARED, "corpus", "specs"))
SEEDS = os.path.join(SHARED, "seeds")
SPECMILL = os.environ.get(
    "SPECMILL", os.path.join(ROOT, os.environ.get("BUILD", "build"), "specmill")
)


def read_labels(table):
    labels = defaultdict(dict)
    with open(os.path.join(HERE, table), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            name, kind, count, first, last = line.rstrip("\n").split("\t")
            labels[name][kind] = (int(count), first, last)
    return labels


def model_of(path):
    result = subprocess.run([SPECMILL, "-q", "-t", "json", "-o", "-", path], capture_output=True)
    return json.loads(result.stdout)


def says(record, words):
    """Whether any text of the record holds the words."""
    if words == "?":
        return True
    texts = [value for value in record.values() if isinstance(value, str)]
    return any(words in text for text in texts)


def score(title, table):
    """Prints precision and recall for the documents of a table; the F1 over all records."""
    hits, found, wanted = defaultdict(int), defaultdict(int), defaultdict(int)
    labels = read_labels(table)
    print(f"{title}: {len(labels)} documents")
    for name, kinds in sorted(labels.items()):
        records = model_of(os.path.join(CORPUS, name + ".md"))["records"]
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
                print(f"{name} {kind}: {len(items)} found, {count} wanted, {right} right")
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
    return total


def understood(metadata):
    """How many fields of the metadata hold something, apart from those made of others."""
    made = ("state", "extra", "tags", "title")
    values = {key: value for key, value in metadata.items() if key not in made}
    return sum(1 for value in values.values() if value and value != {"text": None, "url": None})


def check_seeds():
    """Compares the counts of each template with the table; the number of differences."""
    wanted, wrong = defaultdict(dict), 0
    with open(os.path.join(HERE, "seeds.tsv"), encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                seed, kind, count = line.split()
                wanted[seed][kind] = int(count)
    for seed, counts in sorted(wanted.items()):
        paths = [name for name in os.listdir(SEEDS) if name.startswith(seed + "_")]
        if len(paths) != 1:
            print(f"seed {seed}: {len(paths)} files")
            wrong += 1
            continue
        model = model_of(os.path.join(SEEDS, paths[0]))
        found = {kind: len(items) for kind, items in model["records"].items()}
        least = {
            "metadata": understood(model["metadata"]),
            "placeholders": len(model["placeholders"]),
        }
        for kind, count in found.items():
            if count != counts.get(kind, 0):
                print(f"seed {seed} {kind}: {count} found, {counts.get(kind, 0)} wanted")
                wrong += 1
        for what, count in least.items():
            if count < counts[what]:
                print(f"seed {seed} {what}: {count} found, at least {counts[what]} wanted")
                wrong += 1
    return wrong


def main():
    """With --check: pass or fail, and a closing line for tests/run.sh."""
    check = "--check" in sys.argv[1:]
    passed = failed = 0
    if os.path.isdir(SEEDS):
        wrong = check_seeds()
        passed, failed = passed + (wrong == 0), failed + wrong
    else:
        print(f"skip: recognition: no seeds in {SEEDS}")
    if os.path.isdir(CORPUS):
        for title, table in (("labelled first", "labels.tsv"), ("held out", "held_out.tsv")):
            good = score(title, table) >= 0.95
            passed, failed = passed + good, failed + (not good)
    else:
        print(f"skip: recognition: no corpus in {CORPUS} (set SPECMILL_CORPUS)")
    if check:
        print(f"{passed} passed, {failed} failed")
    return 1 if check and failed else 0


if __name__ == "__main__":
    sys.exit(main())
