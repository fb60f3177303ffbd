#!/usr/bin/env python3
"""Runs the outline's cases: outline_cases.py OUTLINE_DUMP FOLDER (TAP).

A case is a text file: a first line `#: rules that must fire`, the document,
a line `---- outline`, and what is wanted of it:
    LEVEL<TAB>TITLE[<TAB>time]   the sections, all of them, in order (where a
                                 case lists none, they are not compared)
    # KEY<TAB>VALUE              metadata, those that are listed; no VALUE:
                                 it has none
    @ KIND<TAB>START             a paragraph of that kind that begins so
A case whose name begins with `markdown` is read as Markdown."""
import glob
import os
import subprocess
import sys
import tempfile

dump, folder = sys.argv[1:3]


def run(how, path):
    args = [dump] + ([how] if how else []) + [path]
    out = subprocess.run(args, stdout=subprocess.PIPE, check=True).stdout
    return out.decode('utf-8', 'replace').split('\n')


def read(path):
    text = open(path, encoding='utf-8').read()
    first, rest = text.split('\n', 1)
    assert first.startswith('#: '), path
    body, want = rest.split('---- outline\n')
    return first[3:].split(), body, [l for l in want.split('\n') if l]


def differences(rules, want, path):
    got = run('--time', path)
    heads = [l.split('\t')[1:] for l in got if l and not l.startswith('#')]
    meta = {l.split('\t')[0]: l for l in got if l.startswith('# ')}
    paras = [l.split('\t', 2)[1:] for l in run('--paras', path) if l.count('\t') >= 2]
    fired = {f for l in run('--trace', path) for f in l.split('\t')}
    wanted = [l.split('\t') for l in want if l[0].isdigit()]
    for w, g in zip(wanted, heads):
        if w != g[:len(w)]:
            yield f'want {w}, got {g}'
    if wanted and len(wanted) != len(heads):
        yield f'want {len(wanted)} sections, got {len(heads)}: {heads}'
    for l in want:
        key = l.split('\t')[0]
        if l.startswith('# ') and meta.get(key, key + '\t') != l:
            yield f'want {l}, got {meta.get(l.split(chr(9))[0])}'
        if l.startswith('@ '):
            kind, start = l[2:].split('\t')
            if not any(p[0] == kind and p[1].startswith(start) for p in paras):
                yield f'no {kind} begins with {start}'
    for r in rules:
        if r not in fired:
            yield f'rule {r} did not fire'


cases = sorted(glob.glob(os.path.join(folder, '*.txt')))
print(f'1..{len(cases)}')
with tempfile.TemporaryDirectory() as tmp:
    for i, case in enumerate(cases, 1):
        rules, body, want = read(case)
        name = os.path.basename(case)[:-4]
        path = os.path.join(tmp, name + ('.md' if name.startswith('markdown') else '.txt'))
        open(path, 'w', encoding='utf-8').write(body)
        bad = list(differences(rules, want, path))
        print(f'{"not ok" if bad else "ok"} {i} - {name}')
        for b in bad:
            print('# ' + b)
