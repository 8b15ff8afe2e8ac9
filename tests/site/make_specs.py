"""Makes a folder of N specifications that link to each other, for the tests and the bench.
Usage: make_specs.py FOLDER N"""
import os
import sys

STATES = ["Draft", "In Review", "Approved", "Implemented"]
LEVELS = ["Low", "Medium", "High"]
AREAS = ["billing", "search", "identity", "reports"]
NOUNS = ["invoice", "index", "session", "export", "webhook", "ledger", "quota", "digest"]
TEXT = ("The {noun} service keeps every {noun} for {days} days and answers in {ms} ms at the "
        "95th percentile. Retries are bounded, and the caller sees a stable error code. ")


def spec(i, n):
    noun, area = NOUNS[i % len(NOUNS)], AREAS[i % len(AREAS)]
    other = (i * 7 + 3) % n
    paragraph = TEXT.format(noun=noun, days=i % 90 + 1, ms=i % 400 + 20)
    lines = [
        f"# Technical Specification: {noun.capitalize()} number {i}", "",
        f"**Author:** Ada Example {i % 13}", f"**Status:** {STATES[i % 4]}",
        f"**Date:** 2026-{i % 12 + 1:02}-{i % 28 + 1:02}", "**Version:** 1.2", "",
        "## Overview", "", paragraph * 4,
        f"It builds on [{NOUNS[other % len(NOUNS)]} {other}]({path_of(other, i)}#risks).", "",
        "## Architecture", ""]
    if i % 5 == 0:
        lines += ["```mermaid", "flowchart LR", f"  A[{noun}] --> B[Queue]", "  B --> C{Enough?}",
                  "  C -->|yes| D[(Store)]", "  C -->|no| A", "```", ""]
    lines += [paragraph * 6, "", "### Error Handling", "", "| Code | Meaning | Action |",
              "|---|---|---|"]
    lines += [f"| {400 + k} | The {noun} is wrong in way {k} | Retry {k} times |" for k in range(6)]
    lines += ["", paragraph * 5, "", "## Task Breakdown", ""]
    for phase in (1, 2):
        lines += [f"### Phase {phase}: {'Build' if phase == 1 else 'Roll out'}", ""]
        lines += [f"- [{'x' if (i + k) % 3 == 0 else ' '}] T{phase}{k}: step {k} of the {noun}"
                  for k in range(4)]
        lines += [""]
    lines += ["## Risks", "", "| Risk | Probability | Impact | Mitigation | Owner |",
              "|---|---|---|---|---|"]
    lines += [f"| The {noun} is lost {k} | {LEVELS[(i + k) % 3]} | {LEVELS[(i * 2 + k) % 3]} | "
              f"Backups every {k + 1} hours | Ops |" for k in range(3)]
    lines += ["", "## Open Questions", "", f"1. Who owns the {noun} after launch?",
              f"2. Is {i % 90 + 1} days enough?", "", "## Glossary", "",
              f"- **{noun.capitalize()}**: what area {area} calls a {noun}.", "",
              "## Appendix", "", (paragraph * 8 + "\n\n") * 3]
    return "\n".join(lines)


def name_of(i):
    return f"{AREAS[i % len(AREAS)]}/spec-{i:04}.md"


def path_of(other, i):
    same = other % len(AREAS) == i % len(AREAS)
    return os.path.basename(name_of(other)) if same else "../" + name_of(other)


def main():
    folder, n = sys.argv[1], int(sys.argv[2])
    for i in range(n):
        path = os.path.join(folder, name_of(i))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(spec(i, n))


if __name__ == "__main__":
    main()
