#!/usr/bin/env python3
"""Scores the metrics of annotated reports against the bar in tests/gold.bar:
gold_metrics.py EXTRACT_DUMP (TAP). The reports and their annotations lie
outside of the project ($HSVIEW_SHARED, else ../shared); without them the test
is skipped. The bar only ever rises."""
import glob
import json
import os
import subprocess
import sys

source = os.environ.get('HSVIEW_SOURCE', '.')
shared = os.environ.get('HSVIEW_SHARED', os.path.join(source, '..', 'shared'))
gold = sorted(glob.glob(os.path.join(shared, 'gold', '*.jsonl')))
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
keys = ('detection', 'record', 'indicator', 'measure', 'bound', 'role', 'period')
sums = dict.fromkeys(keys, 0.0)
for path in gold:
    name = os.path.basename(path)[:-len('.jsonl')]
    out = subprocess.run([sys.argv[1], text_of(name)], stdout=subprocess.PIPE, check=True).stdout
    said = json.loads(subprocess.run([os.path.join(shared, 'tools/score-metrics'), '--json', path], input=out,
                                     stdout=subprocess.PIPE, check=True).stdout)
    scores = {'detection': said['detection']['f1'], 'record': said['record']['f1'], **said['attributes']}
    print(f'# {name}: ' + ' '.join(f'{k} {scores[k]:.3f}' for k in keys))
    for key in keys:
        sums[key] += scores[key] / len(gold)
print(f'1..{len(keys)}')
for i, key in enumerate(keys, 1):
    ok = sums[key] >= bar['metrics-' + key]
    print(f'{"ok" if ok else "not ok"} {i} - metrics-{key} {sums[key]:.4f}, bar {bar["metrics-" + key]}')
