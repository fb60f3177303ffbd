#!/usr/bin/env python3
"""Scores the outlines of annotated reports against the bar in tests/gold.bar:
gold_outline.py OUTLINE_DUMP (TAP)."""
import os
import re
import subprocess
import sys

import gold

reports = list(gold.annotations('.outline.tsv'))
means = dict.fromkeys(('outline-chapters', 'outline-all', 'outline-level', 'outline-meta'), 0.0)
for name, path, text in reports:
    out = subprocess.run([sys.argv[1], text], stdout=subprocess.PIPE, check=True).stdout
    said = subprocess.run([os.path.join(gold.shared, 'tools/score-outline'), path], input=out,
                          stdout=subprocess.PIPE, check=True).stdout.decode()
    m = re.search(r'1-2 F1 (\S+) .* F1 (\S+)  level (\S+)  metadata (\d+)/(\d+)', said)
    scores = [float(m[1]), float(m[2]), float(m[3]), int(m[4]) / int(m[5])]
    print(f'# {name}: {said.strip()}')
    for key, score in zip(means, scores):
        means[key] += score / len(reports)
gold.judge(means)
