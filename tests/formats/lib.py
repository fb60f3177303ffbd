"""What the tests of formats share: the program, TAP lines, files made here."""
import json
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib

SOURCE = os.environ.get("HSVIEW_SOURCE", ".")
BUILD = os.environ.get("HSVIEW_BUILD", "build")
PROGRAM = os.path.join(BUILD, "hsview")
ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        ENV[name] = os.environ[name]


def run(*args, **kw):
    """Runs hsview; its output and messages are bytes."""
    return subprocess.run([PROGRAM, "--lang", "en", *args], env=ENV,
                          stdin=subprocess.DEVNULL, capture_output=True, **kw)


def text(*args):
    return run(*args).stdout.decode("utf-8")


class Tap:
    """Counts what holds; the process fails when one thing did not."""

    def __init__(self):
        self.n = self.bad = 0

    def ok(self, holds, name, *why):
        self.n += 1
        self.bad += not holds
        print("%sok %d - %s" % ("" if holds else "not ", self.n, name))
        for line in why if not holds else ():
            for part in str(line).splitlines()[:40]:
                print("# " + part)

    def same(self, got, want, name):
        self.ok(got == want, name, "got  %r" % (got,), "want %r" % (want,))

    def skip(self, name, why):
        self.n += 1
        print("ok %d - %s # SKIP %s" % (self.n, name, why))

    def end(self):
        print("1..%d" % self.n)
        sys.exit(1 if self.bad else 0)


def outline(path, *options):
    """Metadata as a dict, headings as (level, title)."""
    meta, heads = {}, []
    for line in text("outline", "--format", "tsv", *options, path).splitlines():
        cells = line.split("\t")
        if cells[0].startswith("# "):
            if cells[0] != "# boilerplate":
                meta[cells[0][2:]] = cells[1]
        else:
            heads.append((cells[1], cells[2]))
    return meta, heads


def metrics(path):
    """The figures without file, offset and quote."""
    keys = ("value_text", "value", "unit", "bound", "indicator", "canonical",
            "measure", "role", "period", "scope", "section")
    rows = [json.loads(l) for l in text("extract", "--format", "jsonl", path).splitlines()]
    return [tuple(r[k] for k in keys) for r in rows]


def temporary():
    return tempfile.TemporaryDirectory(prefix="hsview-formats-")


def write(path, data):
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def escape(s):
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def html(paras, title=""):
    return ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%s</title>"
            "</head><body>\n%s\n</body></html>\n"
            % (escape(title), "\n".join("<p>%s</p>" % escape(p) for p in paras)))


# ------------------------------------------------------------- containers

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(path, body, **parts):
    """body: the content of w:body; parts: name without .xml to XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml",
                   '<?xml version="1.0" encoding="UTF-8"?><w:document %s><w:body>%s'
                   '</w:body></w:document>' % (W, body))
        for name, xml in parts.items():
            z.writestr("word/%s.xml" % name, xml)
    return path


def docx_para(s, props=""):
    return ("<w:p>%s<w:r><w:t xml:space=\"preserve\">%s</w:t></w:r></w:p>"
            % ("<w:pPr>%s</w:pPr>" % props if props else "", escape(s)))


ODF = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
       'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
       'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
       'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"')


def odt(path, body, styles=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        z.writestr("content.xml",
                   '<?xml version="1.0" encoding="UTF-8"?><office:document-content %s>'
                   '<office:automatic-styles>%s</office:automatic-styles>'
                   '<office:body><office:text>%s</office:text></office:body>'
                   '</office:document-content>' % (ODF, styles, body))
    return path


def odt_para(s):
    return "<text:p>%s</text:p>" % escape(s)


def epub(path, pages):
    """pages: html bodies in order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "application/epub+zip")
        z.writestr("META-INF/container.xml",
                   '<container><rootfiles><rootfile full-path="b/c.opf"/></rootfiles></container>')
        z.writestr("b/c.opf", "<package><metadata/><manifest>%s</manifest><spine>%s</spine></package>"
                   % ("".join('<item id="i%d" href="%d.xhtml"/>' % (i, i) for i in range(len(pages))),
                      "".join('<itemref idref="i%d"/>' % i for i in range(len(pages)))))
        for i, page in enumerate(pages):
            z.writestr("b/%d.xhtml" % i, page)
    return path


# -------------------------------------------------------------------- pdf

def pdf_lines(paras, width):
    """Wrapped as print does: an indent of two letters, full lines, a short
    last one; title and headings stand without a neighbour."""
    lines = []
    for p in paras:
        p = "\u3000\u3000" + p
        while p:
            cut = width
            while cut < len(p) and p[cut] in "，。；：、！？）”》%":
                cut += 1
            lines.append(p[:cut])
            p = p[cut:]
    return lines


def pdf(path, pages):
    """pages: lists of (x, y, text); each letter is as wide as the font is
    high, and its code is looked up in a ToUnicode map."""
    letters = sorted(set("".join(t for page in pages for _, _, t in page)) | {" "})
    code = {c: n + 1 for n, c in enumerate(letters)}
    cmap = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
            "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
    rows = ["<%04X> <%s>" % (code[c], c.encode("utf-16-be").hex().upper()) for c in letters]
    for k in range(0, len(rows), 100):
        part = rows[k:k + 100]
        cmap += "%d beginbfchar\n%s\nendbfchar\n" % (len(part), "\n".join(part))
    cmap += "endcmap end end\n"
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>",
               4: b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H "
                  b"/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
               6: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo "
                  b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                  b"/FontDescriptor 8 0 R /DW 1000 >>",
               8: b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] "
                  b"/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"}

    def stream(data):
        packed = zlib.compress(data)
        return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"

    objects[7] = stream(cmap.encode())
    kids = []
    for n, page in enumerate(pages):
        ops = b""
        for x, y, t in page:
            ops += b"BT /F1 12 Tf %d %d Td <%s> Tj ET\n" % (
                x, y, "".join("%04X" % code[c] for c in t).encode())
        objects[10 + 2 * n] = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
                               b"<< /Font << /F1 4 0 R >> >> /Contents %d 0 R >>" % (11 + 2 * n))
        objects[11 + 2 * n] = stream(ops)
        kids.append(b"%d 0 R" % (10 + 2 * n))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.7\n", {}
    for n in sorted(objects):
        places[n] = len(out)
        out += b"%d 0 obj\n" % n + objects[n] + b"\nendobj\n"
    top, at = max(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % top
    for n in range(1, top):
        out += b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (top, at)
    return write(path, out)


def pdf_report(path, paras, head, per_page=38, width=36):
    """A report as a printed PDF: running head, page number, wrapped lines."""
    lines, pages = pdf_lines(paras, width), []
    for k in range(0, len(lines), per_page):
        page = [(230, 810, head)]
        for i, line in enumerate(lines[k:k + per_page]):
            indent = len(line) - len(line.lstrip("\u3000"))
            page.append((72 + 12 * indent, 770 - 18 * i, line.lstrip("\u3000")))
        page.append((280, 40, "— %d —" % (len(pages) + 1)))
        pages.append(page)
    return pdf(path, pages)
