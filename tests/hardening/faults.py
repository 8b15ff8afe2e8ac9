"""Faults of the world at every stage of a run: system calls that fail, signals, the end of memory,
files that cannot be read or written. After each, every output is the old one or the whole new one,
nothing else is left in its folder (after kill -9 the next run removes it), the status is right, the
message names the file, and nothing crashes.

  python3 tests/hardening/faults.py [--all]      without --all: a sample of the calls

System calls fail through strace's fault injection. The last lines are figures and
"N passed, N failed".
"""
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = os.path.abspath(os.environ.get("SPECMILL", "build/specmill"))
ALL = "--all" in sys.argv
FORMATS = ["html", "xml", "pdf", "xlsx", "csv", "json"]
OLD = b"what was there before"
passed = failed = injected = lost = 0
tried = set()  # system calls that some run made

SPEC = """# A specification

**Author:** Jane Roe
**Status:** Draft

![A picture](p.png)

## Tasks

| ID | Task | Depends on |
|----|------|------------|
| T1 | One  |            |
| T2 | Two  | T1         |

```mermaid
graph TD
A --> B
```

```mermaid
architecture-beta
service a(server)[A]
service b(server)[B]
a:R -- L:b
```
"""


def png():
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(range(0, 160, 20)) for _ in range(8))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def check(sentence, ok, detail=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        if failed < 40:
            print(f"faults: {sentence}{': ' + detail if detail else ''}", flush=True)


class Place:
    """A folder with specifications and old outputs: spec.md, and for formats like two.html spec.two.md."""

    def __init__(self, root):
        self.root = root
        self.out = os.path.join(root, "out")
        os.makedirs(self.out, exist_ok=True)
        with open(os.path.join(root, "spec.md"), "w", encoding="utf-8") as file:
            file.write(SPEC)
        shutil.copy(os.path.join(root, "spec.md"), os.path.join(root, "spec.two.md"))
        with open(os.path.join(root, "p.png"), "wb") as file:
            file.write(png())

    def reset(self, formats):
        for name in os.listdir(self.out):
            os.unlink(os.path.join(self.out, name))
        for name in formats:
            with open(os.path.join(self.out, f"spec.{name}"), "wb") as file:
                file.write(OLD)

    def arguments(self, formats):
        plain = [f for f in formats if "." not in f]
        names = sorted({"spec.md"} | {f"spec.{f.split('.')[0]}.md" for f in formats if "." in f})
        return ["-q", "-t", ",".join(plain), "-j", str(len(names)), "-d", self.out,
                *(os.path.join(self.root, name) for name in names)]

    def read(self, name):
        with open(os.path.join(self.out, name), "rb") as file:
            return file.read()


def run(command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                          check=False, **more)


def new_outputs(place, formats):
    place.reset(formats)
    done = run([PROGRAM, *place.arguments(formats)])
    assert done.returncode == 0, done.stderr
    return {f: place.read(f"spec.{f}") for f in formats}


def is_workbook(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.testzip() is None and "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def judge(place, formats, new, status, said, what, killed=False):
    """What every fault must leave behind."""
    global injected, lost
    injected += 1
    written = 0
    for f in formats:
        content = place.read(f"spec.{f}") if os.path.exists(f"{place.out}/spec.{f}") else None
        kind = f.rpartition(".")[2]
        whole = content in (OLD, new[f]) or content is not None and (
            kind == "json" and content[-2:] == b"}\n"  # with the findings about the others
            or kind == "pdf" and content[-6:] == b"%%EOF\n"  # set in another font
            or kind == "html" and content[-8:] == b"</html>\n"  # without the image, or drawn otherwise
            or kind == "xml" and content[-11:] == b"</article>\n"
            or kind == "xlsx" and is_workbook(content))
        lost += not whole
        written += content != OLD
        check(f"{what}: spec.{f} is the old one or the whole new one", whole)
    rest = [n for n in os.listdir(place.out) if not n.startswith("spec.")]
    if killed:
        check(f"{what}: at most a staged file is left", all(n.startswith(".specmill-") for n in rest), str(rest))
        return
    check(f"{what}: nothing else is left", not rest, str(rest))
    check(f"{what}: it ends by itself ({status})", status in (0, 1, 3), said[-200:])
    if status == 0:
        check(f"{what}: status 0 and everything is written", written == len(formats))
    if status != 0:
        check(f"{what}: it says why", "spec" in said or "out of memory" in said, said[-200:])


# --- system calls that fail ---

ERRORS = [  # call, error, sample
    ("write", "ENOSPC", 1), ("write", "EDQUOT", 3), ("pwrite64", "ENOSPC", 1),
    ("fsync", "EIO", 1), ("linkat", "ENOSPC", 1), ("rename", "EACCES", 1), ("rename", "EXDEV", 2),
    ("openat", "EACCES", 4), ("openat", "EMFILE", 5), ("openat", "ENOSPC", 7),
    ("read", "EIO", 3), ("pread64", "EIO", 3),
    ("memfd_create", "ENOMEM", 5), ("ftruncate", "EIO", 2), ("newfstatat", "EIO", 5),
    ("fchmod", "EPERM", 1), ("fchown", "EPERM", 1), ("flock", "ENOLCK", 1), ("lseek", "ESPIPE", 5),
    ("clone", "EAGAIN", 1), ("clone3", "EAGAIN", 1), ("socketpair", "EMFILE", 1),
    ("mmap", "ENOMEM", 5), ("munmap", "EINVAL", 9), ("unlink", "EACCES", 1),
    ("landlock_restrict_self", "EPERM", 1), ("prctl", "EINVAL", 1), ("openat2", "ENOSYS", 1),
    ("mprotect", "ENOMEM", 9), ("readlink", "EACCES", 20), ("mkdir", "EACCES", 2),
    ("pipe2", "EMFILE", 1), ("pipe", "EMFILE", 1), ("wait4", "ECHILD", 1), ("poll", "EINTR", 1),
    ("sendto", "EPIPE", 1), ("recvfrom", "ECONNRESET", 1),
]
OF_PROCESSES = {"clone", "clone3", "socketpair", "memfd_create", "ftruncate", "lseek", "wait4", "poll", "sendto",
                "recvfrom", "prctl", "pipe", "pipe2", "read", "write", "openat", "mmap", "linkat", "rename"}


def trace(place, formats):
    """The calls of a good run, in order, and how many of each come before the specification."""
    place.reset(formats)
    log = os.path.join(place.root, "log")
    done = run(["strace", "-f", "-o", log, PROGRAM, *place.arguments(formats)])
    if done.returncode != 0:
        return None, None
    made, calls, before, seen = {}, {}, {}, False
    with open(log, encoding="utf-8", errors="replace") as file:
        for line in file:
            match = re.match(r"(\d+) +(\w+)\(", line)
            if not match:
                continue
            process, call = match.groups()
            made[process, call] = made.get((process, call), 0) + 1
            calls[call] = max(calls.get(call, 0), made[process, call])  # strace counts them so, too
            if not seen:
                before[call] = calls[call]
            seen = seen or "spec.md" in line and "execve" not in line and "O_PATH" not in line
    return calls, before


def fail_calls(place, formats, new, only=None):
    calls, before = trace(place, formats)
    if calls is None:
        print("skip: system calls that fail: strace is missing or may not trace")
        return
    for call, error, step in ERRORS:
        if only is not None and call not in only:
            continue
        if calls.get(call, 0):
            tried.add(call)
        first, last = before.get(call, 0) + 1, calls.get(call, 0)
        if call in ("landlock_restrict_self", "prctl", "poll"):
            first = 1
        most = 10 ** 9 if ALL else 10 if only is None else 3
        step = 1 if ALL else max(step, (last - first + 1) // most)
        for number in range(first, last + 1, step):
            place.reset(formats)
            done = run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                        "-e", f"inject={call}:error={error}:when={number}",
                        PROGRAM, *place.arguments(formats)])
            said = done.stderr.decode(errors="replace")
            kept = call == "unlink"  # what may not be removed stays
            judge(place, formats, new, done.returncode, said, f"{call} {number} fails with {error}", kept)


# --- signals ---

def signals(place, formats, new, samples=12):
    calls, before = trace(place, formats)
    if calls is None:
        return
    total, start = sum(calls.values()), sum(before.values())
    step = 3 if ALL else max(1, (total - start) // samples)
    for name, every in (("SIGKILL", 1), ("SIGTERM", 2), ("SIGINT", 3), ("SIGHUP", 4), ("SIGABRT", 4)):
        for number in range(start + 1, total, step * every):
            place.reset(formats)
            done = run(["strace", "-f", "-qq", "-o", "/dev/null",
                        "-e", f"inject=all:signal={name}:when={number}",
                        PROGRAM, *place.arguments(formats)],
                       preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
            said = done.stderr.decode(errors="replace")
            judge(place, formats, new, done.returncode, said, f"{name} at call {number}", True)
            rest = [n for n in os.listdir(place.out) if not n.startswith("spec.")]
            if name != "SIGKILL" and rest:
                check(f"{name} at call {number}: no staged file is left", False, str(rest))
            if rest:  # the next run removes it
                for f in formats:
                    with open(f"{place.out}/spec.{f}", "wb") as file:
                        file.write(OLD)
                run([PROGRAM, *place.arguments(formats)])
                rest = [n for n in os.listdir(place.out) if not n.startswith("spec.")]
                check(f"{name} at call {number}: the next run removes the staged file", not rest, str(rest))


# --- the end of memory ---

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <unistd.h>
static long at = -2, count;
static void report(void) { if (getenv("MEMORY_COUNT")) fprintf(stderr, "ALLOCATIONS %ld\n", count); }
static int fails(void)
{
    if (at == -2) { const char *n = getenv("MEMORY_AT"); at = n ? atol(n) : -1; if (getenv("MEMORY_COUNT")) atexit(report); }
    return ++count == at ? (errno = ENOMEM, 1) : 0;
}
#define NEXT(type, name) static type (*next)(); if (!next) next = (type (*)())dlsym(RTLD_NEXT, name)
void *__libc_malloc(size_t size) { NEXT(void *, "__libc_malloc"); return fails() ? NULL : next(size); }
void *__libc_calloc(size_t n, size_t size) { NEXT(void *, "__libc_calloc"); return fails() ? NULL : next(n, size); }
void *__libc_realloc(void *p, size_t size) { NEXT(void *, "__libc_realloc"); return fails() ? NULL : next(p, size); }
"""


CLOSE = r"""
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
int close(int fd)
{
    static long count;
    const char *at = getenv("CLOSE_AT");
    long result = syscall(SYS_close, fd);
    return at != NULL && ++count == atol(at) ? (errno = EIO, -1) : (int)result;
}
"""


def closing(place, formats, new):
    """close() that fails has closed the file all the same, other than strace would have it."""
    source, shim = os.path.join(place.root, "close.c"), os.path.join(place.root, "close.so")
    with open(source, "w", encoding="utf-8") as file:
        file.write(CLOSE)
    if run([os.environ.get("CC", "cc"), "-w", "-shared", "-fPIC", "-O1", "-o", shim, source]).returncode != 0:
        print("skip: close() that fails: no compiler")
        return
    for number in range(1, 130, 1 if ALL else 12):
        place.reset(formats)
        done = run([PROGRAM, *place.arguments(formats)], env=dict(os.environ, LD_PRELOAD=shim, CLOSE_AT=str(number)))
        judge(place, formats, new, done.returncode, done.stderr.decode(errors="replace"), f"close {number} fails")


def memory(place, formats, new):
    source, shim = os.path.join(place.root, "shim.c"), os.path.join(place.root, "shim.so")
    with open(source, "w", encoding="utf-8") as file:
        file.write(SHIM)
    made = run([os.environ.get("CC", "cc"), "-w", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"])
    environment = dict(os.environ, LD_PRELOAD=shim, MEMORY_COUNT="1")
    place.reset(formats)
    done = run([PROGRAM, *place.arguments(formats)], env=environment) if made.returncode == 0 else None
    match = re.search(rb"ALLOCATIONS (\d+)", done.stderr) if done else None
    if match is None:
        print("skip: the end of memory: no compiler for the shim, or not the GNU C library")
        return
    total = int(match.group(1))
    del environment["MEMORY_COUNT"]
    step = 1 if ALL else max(1, total // 60)
    for number in range(1, total + 1, step):
        place.reset(formats)
        environment["MEMORY_AT"] = str(number)
        done = run([PROGRAM, *place.arguments(formats)], env=environment)
        said = done.stderr.decode(errors="replace")
        judge(place, formats, new, done.returncode, said, f"allocation {number} of {total} fails")
        check(f"allocation {number}: status 3, or done without it", done.returncode in (0, 3), f"{done.returncode} {said[-100:]}")


# --- several specifications, each in a process ---

def workers(root):
    formats = ["html", "json", "two.html", "two.json"]
    place = Place(os.path.join(root, "workers"))
    new = new_outputs(place, formats)
    fail_calls(place, formats, new, OF_PROCESSES)
    signals(place, formats, new, 4)
    never = sorted({call for call, _, _ in ERRORS} - tried)
    if never:
        print(f"calls that no run makes here: {' '.join(never)}")


# --- files that change while they are read and written ---

CHANGES = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
static void change(const char *when)
{
    static int done;
    const char *wanted = getenv("CHANGE_WHEN"), *command = getenv("CHANGE");
    if (wanted == NULL || strcmp(wanted, when) != 0 || done++)
        return;
    const char *a = getenv("CHANGE_FILE"), *b = getenv("CHANGE_TO");
    if (strcmp(command, "remove") == 0) (void)!unlink(a);
    else if (strcmp(command, "cut") == 0) (void)!truncate(a, 10);
    else if (strcmp(command, "grow") == 0) (void)!truncate(a, 100000);
    else (void)!rename(a, b);
}
ssize_t read(int fd, void *to, size_t size)
{
    char link[64], path[4096];
    const char *file = getenv("CHANGE_FILE");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(link, path, sizeof path - 1);
    if (len > 0 && file != NULL && (path[len] = 0, strcmp(path, file) == 0)) change("read");
    return syscall(SYS_read, fd, to, size);
}
char *realpath(const char *path, char *out)
{
    static char *(*next)(const char *, char *);
    if (!next) next = (char *(*)(const char *, char *))dlsym(RTLD_NEXT, "realpath");
    char *found = next(path, out);
    change("look");
    return found;
}
int fsync(int fd) { (void)fd; change("write"); return 0; }
"""


def vanishing(root):
    """The specification, its picture and the folder of the output vanish, shrink, grow or move in
    the middle of a run."""
    place = Place(os.path.join(root, "vanishing"))
    source, shim = f"{place.root}/changes.c", f"{place.root}/changes.so"
    with open(source, "w", encoding="utf-8") as file:
        file.write(CHANGES)
    if run([os.environ.get("CC", "cc"), "-w", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"]).returncode != 0:
        print("skip: files that change: no compiler")
        return
    spec, picture = f"{place.root}/spec.md", f"{place.root}/p.png"
    kept = {path: open(path, "rb").read() for path in (spec, picture)}
    cases = [(when, command, path) for path in (spec, picture) for command in ("remove", "cut", "grow", "move")
             for when in ("look", "read")] + [("write", "move", place.out)]
    global injected
    for when, command, path in cases:
        for path_kept, content in kept.items():
            with open(path_kept, "wb") as file:
                file.write(content)
        os.makedirs(place.out, exist_ok=True)
        place.reset(FORMATS)
        injected += 1
        environment = dict(os.environ, LD_PRELOAD=shim, CHANGE_WHEN=when, CHANGE=command, CHANGE_FILE=path,
                           CHANGE_TO=f"{place.root}/elsewhere")
        done = run([PROGRAM, "--no-sandbox", *place.arguments(FORMATS)], env=environment)
        said = done.stderr.decode(errors="replace")
        what = f"{os.path.basename(path)}, {command} at {when}"
        check(f"{what}: it ends by itself", done.returncode in (0, 1, 3), f"{done.returncode} {said[-200:]}")
        if done.returncode != 0:
            check(f"{what}: it says why", "spec" in said, said[-200:])
        folder = place.out if os.path.isdir(place.out) else f"{place.root}/elsewhere"
        for f in FORMATS:
            with open(f"{folder}/spec.{f}", "rb") as file:
                content = file.read()
            check(f"{what}: spec.{f} is the old one or a whole one",
                  content == OLD or len(content) > 20 and done.returncode in (0, 1))
        rest = [n for n in os.listdir(folder) if not n.startswith("spec.")]
        check(f"{what}: nothing else is left", not rest, str(rest))
        shutil.rmtree(f"{place.root}/elsewhere", ignore_errors=True)
        if os.path.isfile(f"{place.root}/elsewhere"):
            os.unlink(f"{place.root}/elsewhere")


# --- files and folders ---

def as_nobody(place, arguments, **more):
    """Root may write everywhere; a user may not, nor may one enter the folder of the build."""
    def become():
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
    program = os.path.join(os.path.dirname(place.root), "specmill")
    if not os.path.exists(program):
        shutil.copy(PROGRAM, program)
    return run([program, *arguments], preexec_fn=become, **more)


def expect(place, what, arguments, status, *parts, **more):
    global injected
    injected += 1
    done = as_nobody(place, arguments, **more)
    said = done.stderr.decode(errors="replace")
    check(f"{what}: status {status}", done.returncode == status, f"{done.returncode}: {said[-300:]}")
    for part in parts:
        check(f"{what}: says {part}", part in said, said[-300:])


def files(root):
    place = Place(os.path.join(root, "files"))
    spec = f"{place.root}/spec.md"
    for path in (root, place.root, place.out):
        os.chmod(path, 0o777)
    for f in FORMATS:
        target = f"{place.out}/spec.{f}"
        place.reset([f])
        os.chmod(place.out, 0o555)
        expect(place, f"{f} into a read-only folder", [spec, "-o", target], 1, target, "ermission denied")
        check("the old one is kept", place.read(f"spec.{f}") == OLD)
        os.chmod(place.out, 0o777)
        os.mkdir(f"{place.out}/folder.{f}")
        expect(place, f"{f} where a folder is", [spec, "-o", f"{place.out}/folder.{f}"], 1, f"folder.{f}", "directory")
        os.rmdir(f"{place.out}/folder.{f}")
        os.symlink("nowhere", f"{place.out}/link.{f}")
        expect(place, f"{f} where a link to nothing is", [spec, "-o", f"{place.out}/link.{f}"], 1, f"link.{f}")
        os.unlink(f"{place.out}/link.{f}")
        os.chmod(target, 0o666)
        os.symlink(f"spec.{f}", f"{place.out}/link.{f}")
        expect(place, f"{f} through a link", ["-q", spec, "-o", f"{place.out}/link.{f}"], 0)
        check(f"{f}: the link stays a link", os.path.islink(f"{place.out}/link.{f}"))
        check(f"{f}: what it leads to is new", place.read(f"spec.{f}") != OLD)
        os.unlink(f"{place.out}/link.{f}")
        form = {"csv": "jira", "xml": "docbook"}.get(f, f)
        expect(place, f"{f} to a full device", ["-t", form, spec, "-o", "/dev/full"], 1, "/dev/full", "No space left")
        expect(place, f"{f} to no device", ["-q", "-t", form, spec, "-o", "/dev/null"], 0)
        check("a device stays one", not os.path.isfile("/dev/null"))
        read_end, write_end = os.pipe()
        os.close(read_end)
        process = subprocess.Popen([PROGRAM, "-q", "-t", form, spec, "-o", "-"], stdout=write_end, stderr=subprocess.PIPE)
        os.close(write_end)
        said = process.communicate()[1].decode(errors="replace")
        check(f"{f} into a broken pipe: status 1", process.returncode == 1, f"{process.returncode} {said}")
        check(f"{f} into a broken pipe: says so", "Broken pipe" in said, said)
        fifo = f"{place.out}/fifo.{f}"
        os.mkfifo(fifo)
        os.chmod(fifo, 0o666)
        reader = subprocess.Popen(["cat", fifo], stdout=subprocess.PIPE)
        expect(place, f"{f} into a fifo", ["-q", spec, "-o", fifo], 0)
        got = reader.communicate(timeout=20)[0]
        check(f"{f}: the fifo's reader has it whole", len(got) > 100 and os.path.exists(fifo))
        os.unlink(fifo)
    os.chmod(spec, 0)
    expect(place, "an unreadable input", [spec, "-o", f"{place.out}/spec.html"], 1, "spec.md", "ermission denied")
    os.chmod(spec, 0o644)
    expect(place, "an input that is gone", [f"{place.root}/gone.md", "-o", f"{place.out}/gone.html"], 1, "gone.md", "No such file")
    expect(place, "an input that is a folder", [place.root, "-o", f"{place.out}/gone.html"], 1, "irectory")
    limited = ["sh", "-c", f"ulimit -f 8; exec '{PROGRAM}' -q '{spec}' -o '{place.out}/spec.pdf'"]
    place.reset(["pdf"])
    done = run(limited)
    check("a quota on file sizes: status 1", done.returncode == 1, str(done.returncode))
    check("a quota: the old one is kept", place.read("spec.pdf") == OLD)


# --- many at once ---

def together(root):
    """Runs that write the same outputs at the same time."""
    place = Place(os.path.join(root, "together"))
    news, commands = [], []
    for number in range(3):
        path = f"{place.root}/s{number}/spec.md"
        os.makedirs(os.path.dirname(path))
        with open(path, "w", encoding="utf-8") as file:
            file.write(SPEC + f"\nVersion {number}.\n" * (1 + 400 * number))
        commands.append([PROGRAM, "-q", "-t", ",".join(FORMATS), "-d", place.out, path])
        assert run(commands[-1]).returncode == 0
        news.append({f: place.read(f"spec.{f}") for f in FORMATS})
    for _ in range(40 if ALL else 5):
        running = [subprocess.Popen(c, stderr=subprocess.PIPE) for c in commands * 2]
        codes = [p.wait() for p in running]
        for p in running:
            p.stderr.close()
        check("runs at the same time all succeed", codes == [0] * len(codes), str(codes))
        for f in FORMATS:
            check(f"runs at the same time: the {f} is that of one of them", place.read(f"spec.{f}") in [n[f] for n in news])
        rest = [n for n in os.listdir(place.out) if not n.startswith("spec.")]
        check("runs at the same time leave nothing else", not rest, str(rest))


# --- fonts and images ---

def fonts_and_images(root):
    global injected
    place = Place(os.path.join(root, "fonts"))
    spec, pdf = f"{place.root}/spec.md", f"{place.out}/spec.pdf"
    os.makedirs(f"{place.root}/empty")
    config = f"{place.root}/fonts.conf"

    def convert(folder):
        with open(config, "w", encoding="utf-8") as file:
            file.write(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
                       f'<dir>{folder}</dir><cachedir>{place.root}/cache</cachedir></fontconfig>')
        place.reset(["pdf"])
        return run([PROGRAM, "-q", spec, "-o", pdf],
                   env=dict(os.environ, FONTCONFIG_FILE=config, FONTCONFIG_PATH=place.root))
    injected += 1
    done = convert(f"{place.root}/empty")
    check("no fonts: status 1 and the reason", done.returncode == 1 and b"font" in done.stderr, str(done))
    check("no fonts: the old one is kept", place.read("spec.pdf") == OLD)
    found = [os.path.join(d, n) for d, _, names in os.walk("/usr/share/fonts") for n in names
             if n == "DejaVuSans.ttf"]
    if found:
        with open(found[0], "rb") as file:
            font = file.read()
        for kind, data in {
            "truncated": font[:5000], "half": font[:len(font) // 2], "zeros": bytes(4096), "empty": b"",
            "tables overwritten": font[:300] + b"\xff" * 3000 + font[3300:],
            "glyphs overwritten": font[:len(font) // 3] + b"\xff" * 200000 + font[len(font) // 3 + 200000:],
        }.items():
            injected += 1
            shutil.rmtree(f"{place.root}/bad", ignore_errors=True)
            os.makedirs(f"{place.root}/bad")
            with open(f"{place.root}/bad/Bad.ttf", "wb") as file:
                file.write(data)
            done = convert(f"{place.root}/bad")
            check(f"a font that is {kind}: no crash ({done.returncode})", done.returncode in (0, 1), str(done.stderr[-200:]))
            check(f"a font that is {kind}: the old output or a whole one",
                  place.read("spec.pdf") == OLD if done.returncode else place.read("spec.pdf")[-6:] == b"%%EOF\n")
    good = png()
    for kind, data in {"cut": good[:40], "empty": b"", "another kind": b"GIF89a" + bytes(20), "text": b"hello",
                       "huge": good[:16] + b"\x7f\xff\xff\xff\x7f\xff\xff\xff" + good[24:], "noise": good[:33] + os.urandom(200),
                       "a JPEG cut": b"\xff\xd8\xff\xc0\x00\x11\x08\x7f\xff\x7f\xff\x03"}.items():
        injected += 1
        with open(f"{place.root}/p.png", "wb") as file:
            file.write(data)
        for f in ("pdf", "html", "xml"):
            done = run([PROGRAM, spec, "-o", f"{place.out}/spec.{f}"])
            check(f"an image that is {kind}: the {f} is written", done.returncode == 0, str(done.stderr[-200:]))
        done = run([PROGRAM, spec, "-o", pdf])
        check(f"an image that is {kind}: said", b"image-" in done.stderr, str(done.stderr[-200:]))


def main():
    with tempfile.TemporaryDirectory() as root:
        place = Place(os.path.join(root, "calls"))
        new = new_outputs(place, FORMATS)
        fail_calls(place, FORMATS, new)
        signals(place, FORMATS, new)
        closing(place, FORMATS, new)
        memory(place, FORMATS, new)
        workers(root)
        vanishing(root)
        files(root)
        together(root)
        fonts_and_images(root)
    print(f"faults injected: {injected}, files lost: {lost}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
