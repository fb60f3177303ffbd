#!/usr/bin/env python3
"""The hostile corpus, where its generator lies beside the source: each row
by itself as the manifest says, then all at once."""
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import time
import urllib.parse

import lib
from lib import ENV, PROGRAM, SOURCE, Tap

SHARED = os.environ.get("HSVIEW_SHARED", os.path.join(SOURCE, "../shared"))
GEN = os.path.join(SHARED, "hostile/gen.py")
TIME = "/usr/bin/time"
FORMATS = ("txt", "md", "html", "docx", "pdf")
SANITIZED = "ASAN_OPTIONS" in os.environ
SLOW = 4 if SANITIZED else 1


def load_generator():
    spec = importlib.util.spec_from_file_location("gen", GEN)
    gen = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(gen)
    return gen


def rows(folder):
    with open(os.path.join(folder, "manifest.tsv"), encoding="utf-8") as f:
        names = f.readline().rstrip("\n").split("\t")
        for line in f:
            row = dict(zip(names, line.rstrip("\n").split("\t")))
            row["path"] = os.path.join(os.fsencode(folder),
                                       urllib.parse.unquote_to_bytes(row["path"]))
            yield row


def words(cell):
    if cell == "-":
        return []
    return [re.sub(r"\\x([0-9a-f]{2})|\\u([0-9a-fA-F]{4})",
                   lambda m: chr(int(m.group(1) or m.group(2), 16)), w)
            for w in cell.split("|")]


def hsview(library, *args, peak=None):
    """With `peak`, time writes the largest process's memory there."""
    time_it = [TIME, "-f", "%M", "-o", peak] if peak and os.path.exists(TIME) else []
    return subprocess.run([*time_it, PROGRAM, "--lang", "en", "-L", library, *args], env=ENV,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=600)


def cpu_seconds():
    """Of the children so far: time on the clock is the machine's, too."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Row:
    """One row of the manifest, taken in by itself."""

    def __init__(self, gen, row, folder):
        self.gen, self.row, self.why = gen, row, []
        self.library = os.path.join(folder, row["id"] + ".db")
        begin = cpu_seconds()
        self.done = hsview(self.library, "import", "--", row["path"], peak=folder + "/peak")
        self.seconds = cpu_seconds() - begin
        self.mib = 0
        if os.path.exists(TIME):
            with open(folder + "/peak", encoding="utf-8") as f:
                self.mib = int(f.read().split()[-1]) / 1024

    def expect(self, holds, what):
        if not holds:
            self.why.append(what)

    def report(self):
        listed = hsview(self.library, "list", "--format", "jsonl").stdout
        found = [json.loads(l) for l in listed.splitlines()]
        return found[0] if len(found) == 1 else None

    def whole_text(self):
        return hsview(self.library, "show", "--all", "--width", "500", "1").stdout

    def judge_metrics(self):
        if self.row["value"] == "-":
            return
        out = hsview(self.library, "metrics", "--format", "jsonl").stdout
        values = [json.loads(l) for l in out.splitlines()]
        for fact in words(self.row["value"]):
            if fact.startswith("!"):
                self.expect(all(str(v["value"]) != fact[1:] for v in values), "value " + fact)
                continue
            name, value = fact.split("=")
            number = float(value.split(" ")[0])
            self.expect(any(v["value"] is not None and name in v["indicator"] and
                            abs(float(v["value"]) - number) <= abs(number) * 1e-9
                            for v in values), "value " + fact)

    def judge_open(self, report):
        row = self.row
        text = self.whole_text()
        plain = text.decode("utf-8").replace("\n", "")
        if row["enc"] != "-":
            self.expect(report["encoding"] == row["enc"], "encoding " + report["encoding"])
        for word in words(row["keep"]):
            self.expect(word in plain, "lost " + word)
        for word in words(row["deny"]):
            self.expect(word not in plain, "has " + ascii(word))
        self.expect(not self.gen.oracle(text), "the text leaks")
        self.judge_metrics()

    def judge(self):
        row, want = self.row, self.row["expect"]
        self.expect(self.done.returncode >= 0, "signal %d" % self.done.returncode)
        self.expect(b"Sanitizer" not in self.done.stderr, "sanitizer")
        self.expect(not self.gen.oracle(self.done.stderr + self.done.stdout), "messages leak")
        self.expect(self.seconds <= float(row["s"]) * SLOW + 0.5, "%.1f s" % self.seconds)
        if not SANITIZED:
            self.expect(self.mib <= float(row["mib"]), "%d MiB" % self.mib)
        report = self.report()
        if want.startswith("refuse"):
            self.expect(report is None, "was not refused")
            lines = self.done.stderr.decode("utf-8").splitlines()
            self.expect(row["kind"] == "dir" or b"F09" in row["path"] or len(lines) == 2, lines)
        elif want.startswith("open"):
            self.expect(report is not None or want == "open+blank", self.done.stderr)
        if report:
            self.judge_open(report)
        return self.why


def all_at_once(tap, gen, folder, good):
    """Every file in one import: the good ones are in, and nothing else was
    touched."""
    with lib.temporary() as box:
        library = os.path.join(box, "all.db")
        done = hsview(library, "import", folder)
        tap.ok(done.returncode == 1, "a folder of bad and good files: status 1")
        tap.ok(not gen.oracle(done.stderr + done.stdout), "its messages do not leak")
        listed = hsview(library, "list", "--format", "jsonl").stdout
        names = {json.loads(l)["sha256"] for l in listed.splitlines()}
        tap.same(sorted(good - names), [], "all good files are in")
        tap.ok(hsview(library, "check").returncode == 0, "the library is sound")
        tap.same([f for f in os.listdir(box) if not f.startswith("all.db")], [],
                 "nothing else was written")
        for args in (("list",), ("list", "--format", "csv")):
            out = hsview(library, *args).stdout.replace(b"\xef\xbb\xbf", b"", 1)
            tap.ok(not gen.oracle(out), "%s does not leak" % " ".join(args))
        begin = cpu_seconds()
        hsview(library, "import", folder)
        print("# again: %.2f s" % (cpu_seconds() - begin))
        tap.ok(not any(os.path.exists(os.path.join(d, "PWNED"))
                       for d in (box, folder, ".", "/tmp", "/")), "no file called PWNED")


def main():
    tap = Tap()
    if not os.path.exists(GEN):
        tap.skip("hostile corpus", "no hostile/gen.py beside the source")
        tap.end()
    gen = load_generator()
    good = set()
    with lib.temporary() as folder, lib.temporary() as box:
        corpus = os.path.join(folder, "c")
        subprocess.run([sys.executable, GEN, corpus], check=True, stdout=subprocess.DEVNULL)
        for row in rows(corpus):
            if row["fmt"] not in FORMATS:
                continue
            if row["fmt"] == "pdf" and not os.path.exists("/usr/bin/pdftotext"):
                tap.skip(row["id"], "no pdftotext here")
                continue
            if row["kind"] == "unreadable" and os.getuid() == 0:
                tap.skip(row["id"], "nothing is unreadable for root")
                continue
            why = Row(gen, row, box).judge()
            tap.ok(not why, "%s %s" % (row["id"], row["expect"]), *why)
            if row["expect"].startswith("open") and row["sha256"] != "-":
                good.add(row["sha256"])
        all_at_once(tap, gen, corpus, good)
    tap.end()


main()
