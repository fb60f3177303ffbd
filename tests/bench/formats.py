#!/usr/bin/env python3
"""Reports a second by format: tests/bench/formats.py BUILD [N]

Makes N reports of about 40 KB from the samples in each format, imports each
folder into a library of its own, once and again, and tells the rate, the CPU
time and the peak memory of the largest process."""
import glob
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
os.environ["HSVIEW_BUILD"] = sys.argv[1] if len(sys.argv) > 1 else "build"
os.environ["HSVIEW_SOURCE"] = os.path.join(HERE, "../..")
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, "../formats"))
import lib  # noqa: E402

SIZE = 40000


def texts(n):
    sources = []
    for path in sorted(glob.glob(os.path.join(lib.SOURCE, "assets/samples/*.txt"))):
        with open(path, encoding="utf-8") as f:
            sources.append([l.strip() for l in f if l.strip()])
    for i in range(n):
        paras, size, k = [], 0, i
        while size < SIZE:
            for p in sources[k % len(sources)]:
                if size < SIZE:
                    paras.append(p)
                    size += len(p.encode()) + 2
            k += 1
        yield paras + ["第%d号文件。" % i]


def make(folder, paras, i):
    at = lambda kind, end: os.path.join(folder, kind, "%05d.%s" % (i, end))
    lib.write(at("txt", "txt"), "\n\n".join(paras))
    lib.write(at("gbk", "txt"), "\n\n".join(paras).encode("gb18030"))
    lib.write(at("html", "html"), lib.html(paras, paras[0]))
    lib.docx(at("docx", "docx"), "".join(map(lib.docx_para, paras)))
    if os.path.exists("/usr/bin/pdftotext"):
        lib.pdf_report(at("pdf", "pdf"), paras, "样例汇编")


def take(library, folder):
    begin, before = time.monotonic(), os.times()
    peak = library + ".peak"
    subprocess.run(["/usr/bin/time", "-f", "%M", "-o", peak, lib.PROGRAM, "-L", library,
                    "import", folder], env=lib.ENV, stderr=subprocess.DEVNULL)
    after = os.times()
    cpu = (after.children_user - before.children_user +
           after.children_system - before.children_system)
    with open(peak, encoding="utf-8") as f:
        return time.monotonic() - begin, cpu, int(f.read().split()[-1]) // 1024


def main():
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    kinds = ["txt", "gbk", "html", "docx", "pdf"]
    with lib.temporary() as folder:
        for kind in kinds:
            os.mkdir(os.path.join(folder, kind))
        for i, paras in enumerate(texts(n)):
            make(folder, paras, i)
        print("%d cores, load %.1f, %d reports of %d bytes" %
              (os.cpu_count(), os.getloadavg()[0], n, SIZE))
        print("kind  reports/s  CPU ms each  peak MiB  again: of the time")
        for kind in kinds:
            library = os.path.join(folder, kind + ".db")
            seconds, cpu, peak = take(library, os.path.join(folder, kind))
            again = take(library, os.path.join(folder, kind))[0]
            print("%-5s %9.1f  %11.1f  %8d  1/%.0f" % (kind, n / seconds, 1000 * cpu / n, peak,
                                                       seconds / again))


main()
