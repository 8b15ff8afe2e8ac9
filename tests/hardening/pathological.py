"""Hostile inputs that are known to make Markdown tools slow, and whether specmill's time is
linear in them: each pattern is doubled until it takes a measurable time, then the last doubling
may cost at most 2.3 times as much. Prints the slowest inputs per byte.

  python3 tests/hardening/pathological.py [FORMAT...]      default: html json
  SIZE=bytes  the largest input tried (default 1 MB)

The patterns follow the published ones of cmark (test/pathological_tests.py), cmark-gfm, md4c and
commonmark.js, and the reports behind them.
"""
import os
import resource
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("SPECMILL", "build/specmill")
LARGEST = int(os.environ.get("SIZE", "1000000"))
LIMIT = 2.3
MEASURABLE = 0.15  # seconds; below this a ratio is noise
TIMEOUT = 60

# In this order, one of each pair after the other: 2^17 texts with one FNV-1a hash.
ALIKE = [pair.split() for pair in (
    "agueykep xiwfwglq", "dcjlveyx zixpdqsr", "arxlimus mnysphgo", "xrhsgknq mvgyrycs",
    "elftwqzi daqgwmhk", "ueocancv qhflyvsw", "nypcfmqa wrmvzutl", "qsfimzpv xsngvbjt",
    "icfjdtpc vknokfou", "rynktsfs ybxefnge", "ueocancv qhflyvsw", "nypcfmqa wrmvzutl",
    "qsfimzpv xsngvbjt", "icfjdtpc vknokfou", "rynktsfs ybxefnge", "ueocancv qhflyvsw",
    "nypcfmqa wrmvzutl",
)]

PATTERNS = {
    "nested strong emphasis": lambda n: "*a **a " * n + "b" + " a** a*" * n,
    "emphasis closers without openers": lambda n: "a_ " * n,
    "emphasis openers without closers": lambda n: "_a " * n,
    "link closers without openers": lambda n: "a]" * n,
    "link openers without closers": lambda n: "[a" * n,
    "mismatched openers and closers": lambda n: "*a_ " * n,
    "openers and closers multiple of 3": lambda n: "a**b" + "c* " * n,
    "link openers and emphasis closers": lambda n: "[ a_" * n,
    "pattern [ (]( repeated": lambda n: "[ (](" * n,
    "pattern ![[]() repeated": lambda n: "![[]()" * n,
    "directives": lambda n: ":::tip[a]\nb\n:::\n\n" * n,
    "directives without an end": lambda n: ":::tip\n\nb\n\n" * n,
    "ends of directives": lambda n: ":::\n\n" * n + ":::tip\n" + ":::\n" * n,
    "one directive around everything": lambda n: ":::tip\n\n" + "a\n\n" * n + ":::\n",
    "a title of a directive": lambda n: ":::tip[" + "*a* " * n + "]\n:::\n",
    "contents by doctoc": lambda n: "# A\n\n" + "".join("- [s%d](#s%d)\n" % (x, x) for x in range(n)) + "\n" + "".join("## s%d\n\n" % x for x in range(n)),
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "nested block quotes": lambda n: "> " * n + "a",
    "deeply nested lists": lambda n: "".join("  " * min(x, 400) + "* a\n" for x in range(n)),
    "nested lists on one line": lambda n: "* " * n + "a",
    "many short backtick runs": lambda n: "".join("e" + "`" * x for x in range(int((2 * n) ** 0.5) + 1)),
    "backtick pairs of growing length": lambda n: "".join("`" * x + "a " for x in range(1, int((2 * n) ** 0.5) + 1)),
    "unclosed link a": lambda n: "[a](<b" * n,
    "unclosed link b": lambda n: "[a](b" * n,
    "unclosed comment openers": lambda n: "<!--" * n,
    "unclosed comments, one a line": lambda n: "a <!-- \n" * n,
    "unclosed processing instructions": lambda n: "<?" * n,
    "unclosed declarations": lambda n: "<!A " * n,
    "unclosed CDATA": lambda n: "a <![CDATA[" * n,
    "empty lines in deeply nested lists": lambda n: "- " * min(n, 30000) + "x" + "\n" * n,
    "empty lines in lists in quotes": lambda n: "> " * min(n, 1000) + "- " * min(n, 1000) + "x\n" + ">\n" * n,
    "openers of strong emphasis in emphasis": lambda n: "a***" * n,
    "links": lambda n: "[t](/u) " * n,
    "images with brackets in addresses": lambda n: "[![img](url[)]() " * n,
    "image openers": lambda n: "![l" * n,
    "disabled bracket openers": lambda n: "[" * n + "![img](/url" + "[" * n + ")](/outer)" + "]" * n,
    "brackets of a reference that is elsewhere": lambda n: "[" * n + "]" * n + "\n\n[a]: /b\n",
    "closers and openers of links, one a line": lambda n: "]([\n" * n,
    "nested brackets of a footnote": lambda n: "[^na]:\n\n" + "[^" * n + "x" + "]" * n,
    "backticks and escapes": lambda n: "\\``" * n,
    "empty HTML elements": lambda n: "<>" * n,
    "processing instructions in a line": lambda n: "x" + "<?" * n,
    "references to a long address": lambda n: "[x]: " + "x" * n + "\n[x]" * n,
    "references to one of many": lambda n: "".join(f"[{x}]: u\n" for x in range(n)) + "\n" + "[0] " * n,
    "NUL in input": lambda n: "abc\0de\0" * n,
    "reference definitions with one name": lambda n: "[a]: /u\n" * n + "[a]" * n,
    "reference definitions, long names": lambda n: "".join(f"[{x:08d}]: /u\n" for x in range(n)),
    "references without definitions": lambda n: "[foo]: /u\n\n" + "[bar]" * n,
    "unclosed reference definitions": lambda n: "[a]: b '\n" * n,
    "autolink w.": lambda n: "www." * n,
    "autolink parentheses": lambda n: "http://a(" * n + ")" * n,
    "autolink mail": lambda n: "a@" * n,
    "autolink of underscores": lambda n: "www._" * n + "x",
    "underscores around a dot": lambda n: "_" * n + "." + "_" * n,
    "autolink underscores": lambda n: "www.a_" * n,
    "tilde runs": lambda n: "a~~b~ " * n,
    "table of columns": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "b|" * n + "\n",
    "table delimiter row alone": lambda n: "|" * n + "\n" + "|-" * n + "\n",
    "table of rows": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * n,
    "table rows with excess cells": lambda n: "|a|b|\n|-|-|\n" + "|c|d|e|f|\n" * n,
    "table of columns with short rows": lambda n: "th|" * n + "\n" + "-|" * n + "\n" + "td\n" * n,
    "table with short rows": lambda n: "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|b\n" * n,
    "table cells full of pipes escaped": lambda n: "|a|\n|-|\n|" + "\\|" * n + "|\n",
    "footnote definitions": lambda n: "".join(f"[^{x}]: a\n" for x in range(n)),
    "footnotes and references": lambda n: "".join(f"a[^{x}]\n\n[^{x}]: b\n\n" for x in range(n)),
    "references to one footnote": lambda n: "a[^1] " * n + "\n\n[^1]: b\n",
    "footnotes that refer to each other": lambda n: "a[^0]\n\n" + "".join(f"[^{x}]: b[^{x + 1}]\n\n" for x in range(n)),
    "HTML openers": lambda n: "<a>" * n,
    "HTML closers": lambda n: "</b>" * n,
    "HTML nested blocks": lambda n: "<div>" * n + "\n",
    "HTML nested inline with text": lambda n: "x <b>" * n,
    "HTML details one in another": lambda n: "<details>\n\n" * n,
    "HTML table cells": lambda n: "<table><tr>" + "<td>a" * n + "</table>",
    "HTML attributes": lambda n: "<a " + "b=c " * n + ">",
    "entities": lambda n: "&amp;" * n,
    "bad entities": lambda n: "&" * n,
    "headings": lambda n: "# a\n" * n,
    "headings that FNV-1a cannot tell apart": lambda n: "".join(f"# {''.join(pair[x >> i & 1] for i, pair in enumerate(ALIKE))}\n" for x in range(n)),
    "headings with one slug and numbers": lambda n: "".join("# a\n# a-1\n" for _ in range(n)),
    "headings going deeper": lambda n: "".join("#" * (1 + x % 6) + " a\n" for x in range(n)),
    "a long heading over records": lambda n: "## Endpoints " + "a b " * n + "\n\n|Method|Path|\n|-|-|\n" + "".join(f"|GET|/x{x}|\n" for x in range(n)),
    "a long heading over tables": lambda n: "## Dependencies " + "a b " * n + "\n\n" + "|Dependency|Version|\n|-|-|\n|d|1|\n\npara\n\n" * n,
    "a long heading with many links to it": lambda n: "## " + "a b " * n + "\n\n" + "[c](#" + "a-b-" * 250 + ")" + "[c](#a-b) " * n,
    "a long title over pages": lambda n: "# " + "a b " * n + "\n\n" + "para\n\n## s\n\n" * n,
    "a long state over pages": lambda n: "---\nstatus: " + "a b " * n + "\nversion: " + "c d " * n + "\n---\n\n# T\n\n" + "para\n\n" * n,
    "a long phase over tasks": lambda n: "## Tasks\n\n### Phase 1: " + "a b " * n + "\n\n" + "".join(f"- [ ] **T{x}** do it (2d)\n" for x in range(n)),
    "a long column name over rows": lambda n: "## Risks\n\n|Risk|Impact|" + "a b " * n + "|\n|-|-|-|\n" + "".join(f"|R{x}|High|2d|\n" for x in range(n)),
    "a long cell beside rows": lambda n: "## Risks\n\n<table><tr><th>Risk</th><th>Impact</th></tr><tr><td rowspan=" + str(min(n, 60000)) + ">" + "a b " * n + "</td><td>High</td></tr>" + "<tr><td>High</td></tr>\n" * n + "</table>\n",
    "setext underlines": lambda n: "a\n===\n" * n,
    "thematic breaks": lambda n: "---\n" * n,
    "task items": lambda n: "- [ ] a\n" * n,
    "placeholders": lambda n: "[Name] {{x}} " * n,
    "words in brackets beside blanks": lambda n: "&#32;" * n + "[abcd] " * n + "&#32;" * n,
    "placeholders unclosed": lambda n: "{{" * n + "[A" * n,
    "math dollars": lambda n: "$a" * n,
    "metadata lines": lambda n: "# T\n\n" + "**Key:** value\n" * n,
    "endpoints with sections of their own": lambda n: "## API\n\n" + "".join(f"### GET /a/{x}\n\nx\n\n" for x in range(n)),
    "sections with two endpoints each": lambda n: "".join(f"## Endpoints\n\n### GET /a/{x}\n\nx\n\n### GET /b/{x}\n\nx\n\n" for x in range(n)),
    "metadata lines of people": lambda n: "# T\n\n" + "".join(f"**Author:** Ann{x} Lee\n" for x in range(n)),
    "tasks depending in a chain": lambda n: "## Tasks\n\n|ID|Task|Depends|\n|-|-|-|\n" + "".join(f"|T{x}|a|T{x + 1}|\n" for x in range(n)),
    "tasks with one id": lambda n: "## Tasks\n\n|ID|Task|Depends|\n|-|-|-|\n" + "|T1|a|T1|\n" * n,
    "dependency ranges": lambda n: "## Tasks\n\n|ID|Task|Depends|\n|-|-|-|\n" + "".join(f"|T{x}|a|T0-T999999999|\n" for x in range(n)),
    "front matter alias bomb": lambda n: "---\na: &a [x,x,x,x,x,x,x,x]\n" + "".join(f"k{i}: &k{i} [*{'a' if i == 0 else 'k' + str(i - 1)},*{'a' if i == 0 else 'k' + str(i - 1)}]\n" for i in range(min(n, 200))) + "---\n" + "x " * n,
    "front matter anchors": lambda n: "---\na:\n" + "".join(f"- &a{x:08d} x\n" for x in range(n)) + "- *a00000000\n" * n + "---\n",
    "front matter deep flow": lambda n: "---\na: " + "[" * n + "\n---\n",
    "front matter long list": lambda n: "---\na:\n" + "- b\n" * n + "---\n",
    "fence never closed": lambda n: "```\n" + "a\n" * n,
    "fences": lambda n: "```sql\nSELECT 1;\n```\n" * n,
    "code with quotes never closed": lambda n: "```typescript\n" + "'\"`/*" * n + "\n```\n",
    "one very long word": lambda n: "a" * n,
    "one very long line of words": lambda n: "ab " * n,
    "right to left marks": lambda n: "\u202e\u2067a\u2069" * n,
    "combining marks": lambda n: "a" + "\u0301" * n,
    "emoji joined": lambda n: "\U0001F468\u200d" * n,
    "mermaid chain": lambda n: "```mermaid\ngraph TD\n" + "".join(f"A{x}-->A{x + 1}\n" for x in range(n)) + "```\n",
    "mermaid subgraphs": lambda n: "```mermaid\ngraph TD\n" + "subgraph a\n" * n + "```\n",
    "mermaid sequence": lambda n: "```mermaid\nsequenceDiagram\n" + "A->>B: c\n" * n + "```\n",
}


def spent():
    """Processor seconds of all children so far: the clock on the wall would tell of others."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def seconds(text, extension, folder):
    source, target = f"{folder}/in.md", f"{folder}/out.{extension}"
    with open(source, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    best = TIMEOUT
    for _ in range(2):
        start = spent()
        try:
            done = subprocess.run([PROGRAM, "-q", "-t", extension, source, "-o", target], timeout=TIMEOUT,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        except subprocess.TimeoutExpired:
            return TIMEOUT, "timeout"
        best = min(best, spent() - start)
        if done.returncode not in (0, 1, 3):
            return best, f"status {done.returncode}: {done.stderr[-300:].decode(errors='replace')}"
        if best > 2:
            break
    return best, None


def main():
    formats = sys.argv[1:] or ["html", "json"]
    passed, failed, worst, per_byte = 0, 0, 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        for extension in formats:
            for name, make in PATTERNS.items():
                count, before, fault, ratio = 1000, None, None, 0.0
                while True:
                    text = make(count)
                    now, fault = seconds(text, extension, folder)
                    size = len(text.encode("utf-8"))
                    if before is not None:
                        ratio = now / before
                    if fault or size * 2 > LARGEST or (before or 0) > MEASURABLE:
                        break
                    before, count = now, count * 2
                for _ in range(3):  # a busy machine is no pattern
                    if fault or not before or ratio <= LIMIT or before < MEASURABLE:
                        break
                    before = min(before, seconds(make(count // 2), extension, folder)[0])
                    now = min(now, seconds(text, extension, folder)[0])
                    ratio = now / before
                per_byte.append((now / max(size, 1), name, extension, size, now))
                linear = ratio <= LIMIT or (before or 0) < MEASURABLE and now < 2 * MEASURABLE * LIMIT
                if before and before > MEASURABLE:
                    worst = max(worst, ratio)
                if fault or not linear:
                    failed += 1
                    print(f"hardening: {extension}: {name}: {size} bytes take {now:.2f} s, "
                          f"{ratio:.2f} times half as many{'; ' + fault if fault else ''}", flush=True)
                else:
                    passed += 1
    print("slowest per byte:")
    for rate, name, extension, size, now in sorted(per_byte, reverse=True)[:10]:
        print(f"  {rate * 1e9:9.0f} ns  {extension:5} {name} ({size} bytes, {now:.2f} s)")
    print(f"worst ratio of a doubling: {worst:.2f}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
