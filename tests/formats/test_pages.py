#!/usr/bin/env python3
"""One report on pages of ten kinds of sites: the same outline and figures
from each, the site's words kept but hidden, publication facts found."""
import os

from lib import SOURCE, Tap, metrics, outline, text

FOLDER = os.path.join(SOURCE, "tests/data/html")
HEADS = [
    ("1", "一、2023年工作回顾"),
    ("2", "（一）经济运行稳中有进"),
    ("2", "（二）产业结构持续优化"),
    ("2", "（三）民生保障有力有效"),
    ("1", "二、2024年目标任务"),
    ("1", "三、2024年重点工作"),
    ("2", "（一）聚力扩大有效投资"),
    ("2", "（二）聚力提升城市品质"),
]
# page: date, source, editor, words that must be kept and hidden
PAGES = {
    "account.html": ("2024-02-06", "云溪区政府办", "甲乙", ["阅读原文", "微信扫一扫"]),
    "commercial-gbk.html": ("2024-02-06", "云溪发布", None, ["领取新人礼包", "网友甲", "排行一"]),
    "disclosure.html": ("2024-02-06", "云溪区人民政府", "甲乙", ["索引号", "惠企政策", "备案号"]),
    "newspaper.html": ("2024-02-04", None, None, ["第02版", "新闻热线"]),
    "portal.html": ("2024-02-06", "区政府办公室", "甲乙", ["办事服务", "分享到", "项目推进会", "建议使用新版"]),
    "press.html": ("2024-02-06", "云溪日报", "甲乙、丙丁", ["小字号", "春耕备耕", "All rights".lower()]),
    "saved.mhtml": ("2024-02-06", "区政府办公室", "甲乙", ["办事服务", "分享到"]),
    "table-layout-gbk.html": ("2024-02-06", "云溪信息网", None, ["领导讲话", "打印本页", "违者"]),
    "word-export.html": (None, None, None, []),
    "zoom-tools.html": ("2024-02-06", "区政府办公室", None, ["魅力云溪", "隐藏的话", "上一篇", "技术支持"]),
}


def main():
    tap = Tap()
    figures = None
    for name, (date, source, editor, hidden) in sorted(PAGES.items()):
        path = os.path.join(FOLDER, name)
        meta, heads = outline(path)
        tap.same(heads, HEADS, name + ": outline")
        tap.same((meta.get("title"), meta.get("date"), meta.get("source"), meta.get("editor")),
                 ("云溪区2024年政府工作报告", date, source, editor), name + ": facts")
        rows = metrics(path)
        figures = figures or rows
        # one page has a table below the text
        tap.same(rows[:len(figures)], figures, name + ": figures")
        shown, whole = text(path), text("--all", path)
        tap.same([w for w in hidden if w in shown], [], name + ": boilerplate is hidden")
        tap.same([w for w in hidden if w not in whole.replace("\n", "")], [], name + ": and kept")
    tap.ok(len(figures) > 12, "there are figures")
    table = text(os.path.join(FOLDER, "zoom-tools.html"))
    tap.ok("地区生产总值增速 5.9% 6%左右" in table, "a table's row is a line", table[-200:])
    tap.end()


main()
