"""No text outside the margins: reads the word boxes of PDF files (pdftotext -bbox) and says
which words reach into the side margins or off the page.

  python3 tests/judges/margins.py FILE.pdf...
  LEFT=68 RIGHT=68  the side margins in points (those of the default theme)
"""
import html
import os
import re
import subprocess
import sys

LEFT = float(os.environ.get("LEFT", "68"))
RIGHT = float(os.environ.get("RIGHT", "68"))
SLACK = 1.5  # italics and bold lean over their advance a little

PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)"')
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


def outside(path):
    """Pages, words and complaints of one file."""
    text = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True
                          ).stdout.decode("utf-8", "replace")
    page, words, found, width, height = 0, 0, [], 0.0, 0.0
    for line in text.splitlines():
        match = PAGE.search(line)
        if match:
            page += 1
            width, height = float(match[1]), float(match[2])
            continue
        match = WORD.search(line)
        if not match:
            continue
        words += 1
        left, top, right, bottom = (float(match[i]) for i in range(1, 5))
        if left < LEFT - SLACK or right > width - RIGHT + SLACK or top < 0 or bottom > height:
            found.append(f"{path}: page {page}: {left:.1f}-{right:.1f} of {width:.0f}: "
                         f"{html.unescape(match[5])[:60]}")
    return page, words, found


def main():
    pages, words, faults = 0, 0, []
    for path in sys.argv[1:]:
        more_pages, more_words, found = outside(path)
        pages, words = pages + more_pages, words + more_words
        faults += found
    for fault in faults[:int(os.environ.get("SHOW", "40"))]:
        print(f"margins: {fault}")
    print(f"{pages} pages, {words} words, {len(faults)} outside the margins")
    sys.exit(1 if faults or words == 0 else 0)


main()
