#!/usr/bin/env python3
"""What is particular to each container: headings and numbers of Word and
LibreOffice, tracked changes, notes, books, archives and their limits."""
import json
import os
import subprocess
import zipfile

import lib
from lib import ENV, PROGRAM, Tap, docx_para, odt_para, outline, text

LONG = "全年实现地区生产总值412.6亿元，增长5.9%；一般公共预算收入36.8亿元，增长7.2%，各项事业取得新的进展。"

STYLES = """<w:styles %s>
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="a"><w:name w:val="Own"/><w:basedOn w:val="2"/></w:style>
<w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="c"><w:name w:val="toc 1"/></w:style></w:styles>""" % lib.W
NUMBERING = """<w:numbering %s><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%%2）"/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>""" % lib.W
NOTES = """<w:footnotes %s><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="1">%s</w:footnote></w:footnotes>""" % (lib.W, docx_para("数字为快报数。"))


def number(level):
    return '<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="3"/></w:numPr>' % level


def word(tap, folder):
    body = "".join([
        docx_para("溪口县政府工作报告", '<w:pStyle w:val="T"/>'),
        docx_para("目录 一、回顾 1", '<w:pStyle w:val="c"/>'),
        docx_para("各位代表："),
        docx_para("2023年工作回顾", number(0)), docx_para(LONG),
        docx_para("经济稳中有进", number(1)), docx_para(LONG),
        docx_para("民生持续改善", number(1)), docx_para(LONG),
        docx_para("2024年工作安排", number(0)), docx_para(LONG),
        "<w:p><w:r><w:t>投资增长</w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>8</w:t></w:r></w:ins><w:r><w:t>%。</w:t><w:footnoteReference w:id=\"1\"/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的话</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr></w:tbl>" % (
            docx_para("粮食产量"), docx_para("12万吨")),
    ])
    path = lib.docx(os.path.join(folder, "a.docx"), body, styles=STYLES,
                    numbering=NUMBERING, footnotes=NOTES)
    meta, heads = outline(path)
    tap.same(heads, [("1", "一、2023年工作回顾"), ("2", "（一）经济稳中有进"),
                     ("2", "（二）民生持续改善"), ("1", "二、2024年工作安排")], "docx: numbers")
    tap.same(meta.get("title"), "溪口县政府工作报告", "docx: title")
    shown = text(path)
    tap.ok("投资增长8%。" in shown, "docx: changes are accepted", shown)
    tap.ok("看不见" not in shown, "docx: hidden text is none")
    tap.ok("粮食产量 12万吨" in shown, "docx: a row is a line", shown)
    tap.ok("[1] 数字为快报数。" in shown, "docx: notes stand at the end", shown)
    tap.ok("目录" not in shown and "目录" in text("--all", path), "docx: contents are hidden")


def headings(tap, folder):
    """Headings without a marker, told by style alone."""
    body = "".join([
        docx_para("溪口县经济运行情况"), docx_para(LONG),
        docx_para("12项指标好于预期", '<w:pStyle w:val="1"/>'), docx_para(LONG),
        docx_para("其中3项创新高", '<w:pStyle w:val="a"/>'), docx_para(LONG),
        docx_para("下半年怎么干", '<w:pStyle w:val="1"/>'), docx_para(LONG)])
    path = lib.docx(os.path.join(folder, "b.docx"), body, styles=STYLES)
    want = [("1", "12项指标好于预期"), ("2", "其中3项创新高"), ("1", "下半年怎么干")]
    tap.same(outline(path)[1], want, "docx: headings by style, and by the style below it")
    page = ("<html><body><h1>溪口县经济运行情况</h1><p>%s</p><h2>12项指标好于预期</h2><p>%s</p>"
            "<h3>其中3项创新高</h3><p>%s</p><h2>下半年怎么干</h2><p>%s</p></body></html>" % ((LONG,) * 4))
    path = lib.write(os.path.join(folder, "b.html"), page)
    tap.same(outline(path)[1], want, "html: the same by h2 and h3")
    body = ('<text:p text:style-name="Title">溪口县经济运行情况</text:p>' + odt_para(LONG) +
            '<text:h text:outline-level="1">12项指标好于预期</text:h>' + odt_para(LONG) +
            '<text:h text:outline-level="2">其中3项创新高</text:h>' + odt_para(LONG) +
            '<text:h text:outline-level="1">下半年怎么干</text:h>' + odt_para(LONG))
    tap.same(outline(lib.odt(os.path.join(folder, "b.odt"), body))[1], want, "odt: the same")


def open_document(tap, folder):
    styles = ('<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
              'style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style>')
    body = ("<text:tracked-changes><text:changed-region><text:deletion>%s</text:deletion>"
            "</text:changed-region></text:tracked-changes>" % odt_para("删去的话") +
            odt_para("溪口县政府工作报告") + odt_para("各位代表：") +
            '<text:list text:style-name="L1"><text:list-item>%s</text:list-item></text:list>' %
            odt_para("2023年工作回顾") + odt_para(LONG) +
            '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>%s'
            '</text:list-item></text:list>' % odt_para("2024年工作安排") + odt_para(LONG) +
            "<text:p>投资<text:s text:c=\"2\"/>增长8%%<text:note><text:note-citation>1</text:note-citation>"
            "<text:note-body><text:p>快报数。</text:p></text:note-body></text:note>。</text:p>"
            "<table:table><table:table-row><table:table-cell>%s</table:table-cell>"
            "<table:table-cell>%s</table:table-cell></table:table-row></table:table>"
            % (odt_para("粮食产量"), odt_para("12万吨")))
    path = lib.odt(os.path.join(folder, "c.odt"), body, styles)
    tap.same(outline(path)[1], [("1", "一、2023年工作回顾"), ("1", "二、2024年工作安排")], "odt: numbers")
    shown = text(path)
    tap.ok("删去" not in shown, "odt: what was deleted is gone")
    tap.ok("增长8%。" in shown and "[1] 快报数。" in shown, "odt: notes", shown)
    tap.ok("粮食产量 12万吨" in shown, "odt: a row is a line", shown)


def pdf(tap, folder):
    if not os.path.exists("/usr/bin/pdftotext"):
        tap.skip("pdf", "no pdftotext here")
        return
    left = ["第一栏的文字写满整行不留空", "白接着写第二行也是满的行", "然后写到第三行仍旧满满的", "末行短。"]
    right = ["第二栏从这里开始也写满行", "不会和左边的那一栏混起来", "读者先读左栏然后再读右栏", "也短。"]
    page = [(60 + 12 * (len(l) < 5 and 0), 700 - 18 * i, l) for i, l in enumerate(left)]
    page += [(330, 700 - 18 * i, l) for i, l in enumerate(right)]
    path = lib.pdf(os.path.join(folder, "two.pdf"), [page])
    shown = text("--all", path).replace("\n", "").replace(" ", "")
    tap.ok(shown.startswith("".join(left)) and shown.endswith("".join(right)),
           "pdf: columns are read one after the other", shown)
    head = lib.pdf_report(os.path.join(folder, "heads.pdf"), [LONG * 12] * 6, "溪口县二〇二四年文件汇编")
    tap.ok("文件汇编" not in text(head) and "文件汇编" in text("--all", head),
           "pdf: running heads are hidden")
    tap.ok("— 2 —" not in text(head) and "— 2 —" in text("--all", head),
           "pdf: page numbers are hidden")


def hsview(library, *args):
    return subprocess.run([PROGRAM, "--lang", "en", "-L", library, *args], env=ENV,
                          stdin=subprocess.DEVNULL, capture_output=True)


def zips(tap, folder):
    inner = lib.docx(os.path.join(folder, "in.docx"), docx_para(LONG))
    path = os.path.join(folder, "all.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("一/甲.txt", "甲 " + LONG)
        z.write(inner, "乙.docx")
        z.writestr("bad.pdf", "%PDF-1.7\n")
        z.writestr("../../PWNED.txt", "丙 " + LONG)
        z.writestr("__MACOSX/._x.txt", "x")
        z.writestr("photo.jpg", "x")
        z.write(inner, "same.docx")  # the same content: once is enough
    library = os.path.join(folder, "z.db")
    done = hsview(library, "import", path)
    rows = [json.loads(l) for l in hsview(library, "list", "--format", "jsonl").stdout.splitlines()]
    tap.same(sorted(r["file"] for r in rows), sorted(["甲.txt", "乙.docx", "PWNED.txt"]),
             "zip: its reports are taken in")
    tap.ok(b"bad.pdf" in done.stderr and done.returncode == 1, "zip: a bad one is told", done.stderr)
    tap.same([r["encoding"] for r in rows], ["utf-8"] * 3, "zip: encodings")
    again = hsview(library, "import", path)
    tap.ok(b"4 unchanged" in again.stderr, "zip: known ones are not read again", again.stderr)

    nested = os.path.join(folder, "nested.zip")
    with zipfile.ZipFile(nested, "w") as z:
        z.write(path, "deep.zip")
    done = hsview(library, "import", nested)
    tap.ok(b"deep.zip" in done.stderr and b"0 added" in done.stderr,
           "zip: an archive in an archive is left alone", done.stderr)
    bomb = os.path.join(folder, "bomb.zip")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a.txt", b" " * (80 << 20))
    tap.ok(b"64 MiB" in hsview(library, "import", bomb).stderr, "zip: a bomb is refused")
    many = os.path.join(folder, "many.zip")
    with zipfile.ZipFile(many, "w") as z:
        for i in range(2100):
            z.writestr("%d.txt" % i, "x")
    tap.ok(b"too many" in hsview(library, "import", many).stderr, "zip: too many files are refused")


def update(tap, folder):
    """What the markup told outlives the import."""
    library = os.path.join(folder, "u.db")
    page = os.path.join(lib.SOURCE, "tests/data/html/portal.html")
    hsview(library, "import", page)
    before = hsview(library, "outline", "1", "--format", "tsv").stdout
    hsview(library, "set", "1", "--region", "云溪区")
    hsview(library, "update")
    tap.same(hsview(library, "outline", "1", "--format", "tsv").stdout, before,
             "update: a page is read again as a page")


def forced(tap, folder):
    path = lib.write(os.path.join(folder, "f.txt"), LONG.encode("gb18030"))
    tap.ok("地区生产总值" in text(path), "encoding: found")
    tap.ok("地区生产总值" in text("--encoding", "gbk", path), "encoding: named")
    tap.ok("地区生产总值" not in text("--encoding", "big5", path), "encoding: named wrongly")
    library = os.path.join(folder, "f.db")
    for name, encoding, says in (("big5", "big5", b"1 added"), ("gbk", "gb18030", b"1 replaced")):
        done = hsview(library, "import", "--encoding", name, path)
        rows = hsview(library, "list", "--format", "jsonl").stdout.splitlines()
        tap.same((says in done.stderr, [json.loads(r)["encoding"] for r in rows]),
                 (True, [encoding]), "encoding: named for a file that is there: " + name)
    done = lib.run("--encoding", "klingon", path)
    tap.ok(b"klingon" in done.stderr and done.returncode != 0, "encoding: unknown", done.stderr)


def main():
    tap = Tap()
    with lib.temporary() as folder:
        for part in (word, headings, open_document, pdf, zips, update, forced):
            part(tap, folder)
    tap.end()


main()
