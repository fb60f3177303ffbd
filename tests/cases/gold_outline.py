#!/usr/bin/env python3
"""Scores the outlines of annotated reports against the bar in tests/gold.bar:
gold_outline.py OUTLINE_DUMP (TAP). The reports and their annotations lie
outside of the project ($HSVIEW_SHARED, else ../shared); without them the test
is skipped. The bar only ever rises."""
import glob
import os
import re
import subprocess
import sys

source = os.environ.get('HSVIEW_SOURCE', '.')
shared = os.environ.get('HSVIEW_SHARED', os.path.join(source, '..', 'shared'))
gold = sorted(glob.glob(os.path.join(shared, 'gold', '*.outline.tsv')))
if not gold:
    print('1..0 # SKIP no annotated reports here')
    sys.exit()


def text_of(name):
    if name.startswith('state-'):
        return os.path.join(shared, 'reports/state-council', name[6:] + '.txt')
    if name.isdigit():
        return glob.glob(os.path.join(shared, 'seeds', name + '_*'))[0]
    return os.path.join(shared, 'reports/provinces', name + '.txt')


bar = {}
for line in open(os.path.join(source, 'tests/gold.bar'), encoding='utf-8'):
    if line.strip() and not line.startswith('#'):
        key, value = line.split()
        bar[key] = float(value)
sums = dict.fromkeys(('outline-chapters', 'outline-all', 'outline-level', 'outline-meta'), 0.0)
for path in gold:
    name = os.path.basename(path)[:-len('.outline.tsv')]
    out = subprocess.run([sys.argv[1], text_of(name)], stdout=subprocess.PIPE, check=True).stdout
    said = subprocess.run([os.path.join(shared, 'tools/score-outline'), path], input=out,
                          stdout=subprocess.PIPE, check=True).stdout.decode()
    m = re.search(r'1-2 F1 (\S+) .* F1 (\S+)  level (\S+)  metadata (\d+)/(\d+)', said)
    scores = [float(m[1]), float(m[2]), float(m[3]), int(m[4]) / int(m[5])]
    print(f'# {name}: {said.strip()}')
    for key, score in zip(sums, scores):
        sums[key] += score / len(gold)
print(f'1..{len(sums)}')
for i, (key, score) in enumerate(sums.items(), 1):
    ok = score >= bar[key]
    print(f'{"ok" if ok else "not ok"} {i} - {key} {score:.4f}, bar {bar[key]}')
