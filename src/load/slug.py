"""Writes slug.def: which characters GitHub keeps in the ids of headings, and their lower case.

Usage: python3 src/load/slug.py > src/load/slug.def"""
import unicodedata


def is_kept(c):
    """What Ruby's \\p{Word} holds: letters, marks, decimal digits, connectors."""
    category = unicodedata.category(chr(c))
    return category[0] in "LM" or category in ("Nd", "Pc", "Nl") or 0x24B6 <= c <= 0x24E9 or \
        0x1F130 <= c <= 0x1F149 or 0x1F150 <= c <= 0x1F169 or 0x1F170 <= c <= 0x1F189


def ranges():
    """First and last of each run of kept characters beyond ASCII."""
    first = None
    for c in range(0x80, 0x110000):
        kept = is_kept(c)
        if kept and first is None:
            first = c
        if not kept and first is not None:
            yield first, c - 1
            first = None


def lower(c):
    text = chr(c).lower()
    return ord(text) if len(text) == 1 else c


def cases():
    """Runs of letters that are STEP apart and whose lower case is DELTA away."""
    run = None
    for c in range(0x80, 0x110000):
        if lower(c) == c:
            continue
        delta = lower(c) - c
        if run and run[3] == delta and (
                run[0] == run[1] and c - run[1] in (1, 2) or c - run[1] == run[2]):
            run = run[0], c, c - run[1], delta
            continue
        if run:
            yield run
        run = c, c, 1, delta
    yield run


print("/* Made by slug.py from Unicode %s: the characters beyond ASCII that GitHub keeps in the ids\n"
      " * of headings, and letters STEP apart whose lower case is DELTA away. */" %
      unicodedata.unidata_version)
print("#ifndef SLUG_LOWER\n#define SLUG_LOWER(first, last, step, delta)\n#endif")
print("#ifndef SLUG_KEPT\n#define SLUG_KEPT(first, last)\n#endif")
for pair in ranges():
    print("SLUG_KEPT(0x%x, 0x%x)" % pair)
for run in cases():
    print("SLUG_LOWER(0x%x, 0x%x, %d, %d)" % run)
print("#undef SLUG_LOWER\n#undef SLUG_KEPT")
