#!/usr/bin/env python3
"""Runs the cases of the metric extractor: metric_cases.py EXTRACT_DUMP FOLDER
(TAP). A case is a row of a table: the rule that it proves, where its text
stands (a row of FRAME), the text, and the records that it must give,
parted by a semicolon:

    value_text=value unit|bound|indicator|measure|role|period|scope|basis|flags|canonical

A number that must be masked is `value_text!rule`. Fields that a record leaves
out at its end are not looked at. At last every rule named in the sources must
have fired somewhere."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

dump, folder = sys.argv[1:3]
source = os.environ.get('HSVIEW_SOURCE', '.')
FRAME = {
    'review': '2026年云溪县政府工作报告\n\n县长 江一帆\n\n各位代表：\n\n一、2025年工作回顾\n\n{}\n\n二、2026年工作安排\n\n抓好各项工作。\n',
    'plan': '2026年云溪县政府工作报告\n\n县长 江一帆\n\n各位代表：\n\n一、2025年工作回顾\n\n各项工作取得进展。\n\n二、2026年工作安排\n\n{}\n',
    'span': '2026年云溪县政府工作报告\n\n县长 江一帆\n\n各位代表：\n\n一、“十四五”发展成就\n\n五年来，我们攻坚克难。\n\n{}\n\n二、2026年工作安排\n\n抓好各项工作。\n',
    'outlook': '2026年云溪县政府工作报告\n\n县长 江一帆\n\n各位代表：\n\n一、2025年工作回顾\n\n各项工作取得进展。\n\n二、“十五五”时期主要目标\n\n{}\n',
    'loose': '2026年云溪县政府工作报告\n\n县长 江一帆\n\n各位代表：\n\n{}\n',
    'both': '2026年云溪县政府工作报告\n\n县长 江一帆\n\n各位代表：\n\n一、“十四五”时期和2025年工作回顾\n\n“十四五”时期是极不平凡的五年，全县上下攻坚克难。\n\n{}\n\n二、2026年工作安排\n\n抓好各项工作。\n',
    'start': '2026年云溪县政府工作报告\n\n县长 江一帆\n\n各位代表：\n\n一、2025年工作回顾\n\n各项工作取得进展。\n\n二、今年工作安排，推动“十五五”开好局、起好步\n\n{}\n',
    'old': '1988年政府工作报告\n——1988年3月25日在第七届全国人民代表大会第一次会议上\n\n国务院代总理 江一帆\n\n各位代表：\n\n一、五年的工作\n\n{}\n',
    'article': '云溪奋进新征程\n\n发布时间：2019-09-02 09:10   来源：云溪日报   浏览次数：12\n\n云溪日报讯 时光荏苒，岁月如歌。全县上下团结一心，攻坚克难，'
               '各项工作取得新的进展，群众的生活越来越好，家园越来越美丽。\n\n{}\n\n云溪的明天会更加美好，让我们携手同行，在新的征程上继续奋勇前进。\n',
}


def cases():
    for path in sorted(glob.glob(os.path.join(folder, '*.tsv'))):
        rows = [l.rstrip('\n') for l in open(path, encoding='utf-8') if l.strip() and not l.startswith('#')]
        for row in rows[1:]:
            rule, where, text, want = row.split('\t')[:4]
            yield os.path.basename(path), rule, where, text, want


def number(x):
    return re.sub(r'\.0$', '', repr(x))


def said_of(r):
    return '|'.join(['%s=%s%s' % (r['value_text'], number(r['value']), ' ' + r['unit'] if r['unit'] else ''),
                     r['bound'], r['indicator'], r['measure'], r['role'], r['period'], r['scope'],
                     r['basis'], r['flags'].strip(), r['canonical']])


def judge(want, records):
    for item in filter(None, want.split(';')):
        if '!' in item:
            text, rule = item.split('!')
            hit = [r for r in records if r['value_text'] == text and r['rule'] == rule]
        else:
            fields = item.split('|')
            hit = [r for r in records if r['class'] == 'metric' and said_of(r).split('|')[:len(fields)] == fields]
        if not hit:
            return item
        records.remove(hit[0])
    return None


rows = list(cases())
fired, results = set(), []
with tempfile.TemporaryDirectory() as tmp:
    paths = []
    for i, (_, _, where, text, _) in enumerate(rows):
        paths.append(os.path.join(tmp, f'{i:04}.txt'))
        with open(paths[-1], 'w', encoding='utf-8') as f:
            f.write(FRAME[where].format(text.replace('\\n', '\n')))
    out = subprocess.run([dump, '--all'] + paths, stdout=subprocess.PIPE, check=True).stdout.decode()
said = {}
for line in out.splitlines():
    r = json.loads(line)
    said.setdefault(int(r['file'][:4]), []).append(r)

rules = set()
for path in glob.glob(os.path.join(source, 'core/extract/**/*.c'), recursive=True):
    rules |= set(re.findall(r'"((?:mask|bound|measure|indicator|period|scope|role|basis|expected)\.[a-z-]+)"', open(path, encoding='utf-8').read()))

print(f'1..{len(rows) + len(rules)}')
n = 0
for i, (name, rule, where, text, want) in enumerate(rows):
    records = said.get(i, [])
    used = {x for r in records for x in (r['rules'] + ' ' + r['rule']).split()}
    fired |= used
    missing = judge(want, list(records))
    ok = missing is None and rule in used
    n += 1
    print(f'{"ok" if ok else "not ok"} {n} - {name} {rule}: {text[:40]}')
    if not ok:
        print(f'#   wanted {missing}' if missing else f'#   {rule} did not fire')
        for r in records:
            print('#   said ' + (f"{r['value_text']}!{r['rule']}" if r['class'] != 'metric' else said_of(r)) + '   ' + r['rules'])
for rule in sorted(rules):
    n += 1
    print(f'{"ok" if rule in fired else "not ok"} {n} - a case fires {rule}')
