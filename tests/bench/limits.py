"""What HTML may cost: processor time beside cmark-gfm's, memory beside the input's size, and both
linear. The bounds are well above what was measured, so that other work on the machine does not
matter; what was measured in turns is measured again before it counts as too much."""
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("SPECMILL", "build/specmill")
EXAMPLE = "tests/cases/spec/fleet-telemetry.md"
TIMES_CMARK = 3.0  # measured: 2.1
TIMES_INPUT = 35  # bytes of memory for a byte of input; measured: 15
DOUBLED = 2.5
START_MS = 15  # for the whole process that converts a few lines; measured: 4


def run(command, times=5):
    """Processor seconds and peak memory in bytes of the cheapest of some runs."""
    seconds, memory = [], []
    for _ in range(times):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}: status {process.returncode}")
        seconds.append(usage.ru_utime + usage.ru_stime)
        memory.append(usage.ru_maxrss * 1024)
    return min(seconds), min(memory)


def ratio(command, other, bound):
    """What COMMAND takes for each second of OTHER, run in turns."""
    ours, theirs = [], []
    for _ in range(4):
        for _ in range(5):
            ours.append(run(command, 1)[0])
            theirs.append(run(other, 1)[0])
        if min(ours) / min(theirs) <= bound:
            break
    return min(ours) / min(theirs)


def main():
    passed = failed = skipped = 0

    def check(what, measured, bound):
        nonlocal passed, failed
        if measured <= bound:
            passed += 1
        else:
            failed += 1
            print(f"speed: {what}: {measured:.2f}, at most {bound} are allowed")

    with open(EXAMPLE, encoding="utf-8") as file:
        text = file.read()
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for size in (0, 200, 400):
            source = f"{folder}/example-{size}.md"
            with open(source, "w", encoding="utf-8") as file:
                file.write(text * size or "# Title\n\n- [ ] a task\n")
            commands[size] = [PROGRAM, "-q", source, "-o", f"{folder}/out.html"]
        length = len(text.encode("utf-8"))
        check("milliseconds for a short text", run(commands[0])[0] * 1000, START_MS)
        check("time for twice the text", ratio(commands[400], commands[200], DOUBLED), DOUBLED)
        check("bytes for a byte", run(commands[400], 1)[1] / (length * 400), TIMES_INPUT)
        if shutil.which("cmark-gfm"):
            other = ["cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e",
                     "tasklist", "-e", "footnotes", f"{folder}/example-400.md"]
            check("times cmark-gfm's time", ratio(commands[400], other, TIMES_CMARK), TIMES_CMARK)
        else:
            skipped += 1
            print("skip: no cmark-gfm to compare with")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed else 0)


main()
