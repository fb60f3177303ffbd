#!/usr/bin/env python3
"""Scores the metrics of annotated reports against the bar in tests/gold.bar:
gold_metrics.py EXTRACT_DUMP (TAP)."""
import json
import os
import subprocess
import sys

import gold

KEYS = ('detection', 'record', 'indicator', 'measure', 'bound', 'role', 'period')
reports = list(gold.annotations('.jsonl'))
means = dict.fromkeys(('metrics-' + key for key in KEYS), 0.0)
for name, path, text in reports:
    out = subprocess.run([sys.argv[1], text], stdout=subprocess.PIPE, check=True).stdout
    said = json.loads(subprocess.run([os.path.join(gold.shared, 'tools/score-metrics'), '--json', path], input=out,
                                     stdout=subprocess.PIPE, check=True).stdout)
    scores = {'detection': said['detection']['f1'], 'record': said['record']['f1'], **said['attributes']}
    print(f'# {name}: ' + ' '.join(f'{k} {scores[k]:.3f}' for k in KEYS))
    for key in KEYS:
        means['metrics-' + key] += scores[key] / len(reports)
gold.judge(means)
