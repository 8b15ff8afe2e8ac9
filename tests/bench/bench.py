"""Times whole processes; see bench.sh."""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("SPECMILL", "build/specmill")
EXAMPLE = "tests/cases/spec/fleet-telemetry.md"
RUNS = int(os.environ.get("RUNS", "5"))
FULL = os.environ.get("FULL") == "1"


def run(command):
    """Wall seconds and peak memory in MB of one run of COMMAND."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure(commands, runs):
    """Medians for each of COMMANDS (name to argv), run in turn."""
    samples = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            samples[name].append(run(command))
    return {name: (statistics.median(t for t, _ in rows[1:]), max(m for _, m in rows))
            for name, rows in samples.items()}


def commands_for(size, source, out):
    """What is compared on SOURCE, the example SIZE times."""
    found = {}
    for extension in ("html", "xml", "json", "csv", "xlsx", "pdf"):
        if extension in ("xlsx", "pdf") and size > 100:
            continue
        found[f"specmill {extension}"] = [PROGRAM, "-q", source, "-o", f"{out}/o.{extension}"]
    if shutil.which("cmark-gfm"):
        found["cmark-gfm html"] = ["cmark-gfm", "-e", "table", "-e", "strikethrough",
                                   "-e", "autolink", "-e", "tasklist", "-e", "footnotes", source]
    if shutil.which("pandoc") and (size < 1000 or FULL):
        for target in ("html", "docbook5"):
            found[f"pandoc {target}"] = ["pandoc", "-f", "gfm", "-t", target, source,
                                         "-o", f"{out}/p.{target}"]
    return found


def task_table(count):
    """A specification with a table of so many tasks."""
    rows = (f"| T{i} | Write part number {i} of the thing | Person {i % 17} | {i % 9 + 1}h | "
            f"{f'T{i - 1}' if i % 3 else ''} | {'High' if i % 4 else 'Low'} | "
            f"{'Open' if i % 5 else 'Done'} |" for i in range(1, count + 1))
    head = "| ID | Task | Owner | Estimate | Depends on | Priority | Status |\n" + "|--" * 7 + "|\n"
    return "# Big\n\n**Status:** Draft\n\n## Tasks\n\n" + head + "\n".join(rows) + "\n"


def measure_tasks(out):
    for count in (1000, 10000, 100000):
        source = f"{out}/tasks-{count}.md"
        with open(source, "w", encoding="utf-8") as file:
            file.write(task_table(count))
        commands = {extension: [PROGRAM, "-q", source, "-o", f"{out}/t.{extension}"]
                    for extension in ("json", "csv", "xlsx")}
        print(f"{count} tasks ({os.path.getsize(source) / 1e6:.2f} MB):")
        for name, (seconds, memory) in measure(commands, 1).items():
            print(f"  specmill {name:7} {seconds * 1000:9.1f} ms  {memory:7.0f} MB")


def site(count):
    """A site of COUNT specifications: all built, nothing to do, one changed."""
    with tempfile.TemporaryDirectory() as out:
        specs, target = f"{out}/specs", f"{out}/site"
        subprocess.run([sys.executable, "tests/site/make_specs.py", specs, str(count)], check=True)
        files = [os.path.join(folder, name) for folder, _, names in os.walk(specs) for name in names]
        size = sum(map(os.path.getsize, files)) / 1e6
        print(f"site of {count} specifications ({size:.1f} MB), {os.cpu_count()} processors:")
        command = [PROGRAM, "-q", "site", specs, "-d", target]

        def tell(what, more):
            seconds, memory = run(command + more)
            print(f"  {what:22} {seconds * 1000:9.1f} ms  {memory:7.0f} MB")

        tell("all, -j 1", ["-j", "1"])
        shutil.rmtree(target)
        tell("all", [])
        tell("nothing to do", [])
        with open(files[0], "a", encoding="utf-8") as file:
            file.write("\nChanged.\n")
        tell("one has changed", [])


def main():
    text = open(EXAMPLE, encoding="utf-8").read()
    with tempfile.TemporaryDirectory() as out:
        for size in (1, 100, 1000):
            source = f"{out}/example-{size}.md"
            with open(source, "w", encoding="utf-8") as file:
                file.write(text * size)
            runs = RUNS if size < 1000 else max(1, RUNS // 2)
            figures = measure(commands_for(size, source, out), runs)
            print(f"example x {size} ({os.path.getsize(source) / 1e6:.2f} MB), "
                  f"median of {runs}:")
            own = figures["specmill html"][0]
            for name, (seconds, memory) in figures.items():
                print(f"  {name:16} {seconds * 1000:9.1f} ms  {memory:7.0f} MB  "
                      f"{seconds / own:7.2f} x specmill html")
        measure_tasks(out)


if __name__ == "__main__":
    main()
    site(1000)
