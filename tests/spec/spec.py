"""Runs the examples of the CommonMark and GFM specification through loading and the HTML body.

  python3 tests/spec/spec.py BODY [SPEC.txt[.gz]]     BODY is the program built from body.c
  -v shows each difference

An example passes when the HTML is the same after normalization. DIFFERENT lists, by number, the
examples whose output is deliberately another one, with the reason; each must really differ.
"""
import gzip
import html
import html.parser
import os
import re
import subprocess
import sys

SPECS = ["/usr/share/doc/cmark-gfm/spec.txt.gz", "/usr/share/doc/cmark-gfm/spec.txt"]

from different import DIFFERENT


def examples(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        text = f.read()
    number, section = 0, ""
    pattern = re.compile(r"^`{32} example([^\n]*)\n(.*?)^\.\n(.*?)^`{32}$|^#+ (.*?)$", re.M | re.S)
    for match in pattern.finditer(text):
        if match.group(4) is not None:
            section = match.group(4)
            continue
        number += 1
        if "disabled" in match.group(1):
            continue
        markdown, wanted = (match.group(i).replace("\u2192", "\t") for i in (2, 3))
        yield number, section, markdown, wanted


class Normalizer(html.parser.HTMLParser):
    """White space between blocks does not count, nor do the order of attributes, the way that
    characters are escaped, or what is said twice: alignment as style or attribute."""

    BLOCKS = set("""blockquote body div dl dt dd h1 h2 h3 h4 h5 h6 hr li ol p pre section table
        tbody td tfoot th thead tr ul""".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.pre, self.after_block = [], 0, True

    def block(self):
        if self.out and not self.pre:
            self.out[-1] = self.out[-1].rstrip()
        self.after_block = True

    def handle_starttag(self, tag, attributes):
        if tag in self.BLOCKS:
            self.block()
        else:
            self.after_block = False
        self.pre += tag == "pre"
        found = []
        for key, value in sorted((k, v or "") for k, v in attributes):
            if key == "style" and value.startswith("text-align:"):
                key, value = "align", value.split(":")[1].strip(" ;")
            if key in ("href", "src"):
                value = html.unescape(value)
            found.append(f' {key}="{html.escape(value)}"')
        self.out.append(f"<{tag}{''.join(found)}>")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        self.pre -= tag == "pre"
        if tag in self.BLOCKS:
            self.block()
        self.out.append(f"</{tag}>")
        self.after_block = tag in self.BLOCKS

    def handle_data(self, data):
        if not self.pre:
            data = re.sub(r"\s+", " ", data)
            if self.after_block:
                data = data.lstrip()
        if data:
            self.out.append(html.escape(data, quote=False))
            self.after_block = False

    def handle_comment(self, data):
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, data):
        self.out.append(f"<!{data}>")

    def handle_pi(self, data):
        self.out.append(f"<?{data}>")

    def unknown_decl(self, data):
        self.out.append(f"<![{data}]>")


def normal(text):
    parser = Normalizer()
    parser.feed(text)
    parser.close()
    return "".join(parser.out).strip()


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    verbose = "-v" in sys.argv
    path = arguments[1] if len(arguments) > 1 else next(filter(os.path.exists, SPECS), None)
    if path is None:
        print("skip: the specification's spec.txt is not installed (Debian: cmark-gfm)")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    found = list(examples(path))
    run = subprocess.run([arguments[0]], stdout=subprocess.PIPE, check=True,
                         input="".join(m + "\0" for _, _, m, _ in found).encode())
    actual = run.stdout.decode().split("\0")[:-1]
    assert len(actual) == len(found)
    passed = failed = 0
    for (number, section, markdown, wanted), got in zip(found, actual):
        same = normal(got) == normal(wanted)
        if same != (number in DIFFERENT):
            passed += 1
            continue
        failed += 1
        print(f"spec: example {number} ({section}): "
              + ("is as in the specification, but listed as different" if same else "differs"))
        if verbose and not same:
            print(f"{markdown}--- wanted\n{wanted}--- got\n{got}")
    print(f"spec: {len(found)} examples, {len(DIFFERENT)} deliberately different")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


sys.exit(main())
