#!/usr/bin/env python3
"""The same report as txt, html, docx, odt, epub and pdf: the same metadata,
outline and figures. The files are made here; where pandoc is installed also
by it."""
import glob
import os
import shutil
import subprocess

import lib
from lib import SOURCE, Tap, docx_para, metrics, odt_para, outline

PDFTOTEXT = os.path.exists("/usr/bin/pdftotext")


def paragraphs(path):
    with open(path, encoding="utf-8") as f:
        return [l.strip() for l in f.read().splitlines() if l.strip()]


def compare(tap, want, path, name):
    meta, heads = outline(path)
    meta.pop("editor", None)  # which only markup tells
    tap.same(meta, want[0], name + ": metadata")
    tap.same(heads, want[1], name + ": outline")
    figures = metrics(path)
    bad = [(a, b) for a, b in zip(figures, want[2]) if a != b]
    tap.ok(figures == want[2], name + ": figures",
           "%d, not %d" % (len(figures), len(want[2])), *bad[:3])


def own(folder, name, paras):
    """Each format as a path, made without any converter."""
    at = lambda end: os.path.join(folder, name + end)
    page = lib.html(paras)
    yield lib.write(at(".html"), page)
    yield lib.write(at("-gbk.htm"), page.replace("utf-8", "gbk").encode("gb18030"))
    yield lib.write(at("-utf16.txt"), "\n\n".join(paras).encode("utf-16"))
    yield lib.docx(at(".docx"), "".join(map(docx_para, paras)))
    yield lib.odt(at(".odt"), "".join(map(odt_para, paras)))
    yield lib.epub(at(".epub"), [lib.html(paras[:20]), lib.html(paras[20:])])
    if PDFTOTEXT:
        yield lib.pdf_report(at(".pdf"), paras, "样例汇编")


def converted(folder, name, html):
    for end in (".docx", ".odt", ".epub"):
        path = os.path.join(folder, name + "-pandoc" + end)
        subprocess.run(["pandoc", "-f", "html", "--metadata", "title= ", "-o", path, html],
                       check=True, stderr=subprocess.DEVNULL)
        yield path


def main():
    tap = Tap()
    with lib.temporary() as folder:
        for source in sorted(glob.glob(os.path.join(SOURCE, "assets/samples/*.txt"))):
            paras = paragraphs(source)
            name = os.path.basename(source)[:-4]
            text = lib.write(os.path.join(folder, name + ".txt"), "\n\n".join(paras))
            want = (*outline(text), metrics(text))
            for path in own(folder, name, paras):
                compare(tap, want, path, os.path.basename(path))
            if not shutil.which("pandoc"):
                tap.skip(name, "no pandoc here")
                continue
            for path in converted(folder, name, os.path.join(folder, name + ".html")):
                compare(tap, want, path, os.path.basename(path))
        if not PDFTOTEXT:
            tap.skip("pdf", "no pdftotext here")
    tap.end()


main()
