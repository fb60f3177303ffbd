#!/usr/bin/env python3
"""Compares the targets of the sample reports with what came of them, by the
built program, and sets the answers against tests/data/samples.tsv, which was
written with the reports. A row is found by region, year and the value
aimed at, of several the one whose name is most alike; it is right when its
verdict is. A wrong one is a verdict of met, missed or near that the table
contradicts. samples.py HSVIEW (TAP)."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.environ.get('HSVIEW_SOURCE', '.')
DEFINITE = ('met', 'missed', 'near')


def table(name):
    with open(os.path.join(SOURCE, 'tests/data', name), encoding='utf-8') as lines:
        rows = [line.rstrip('\n').split('\t') for line in lines if not line.startswith('#')]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def answers(program, home):
    env = dict(os.environ, HOME=home, HSVIEW_LIBRARY=os.path.join(home, 'samples.db'))
    for args in (['import', os.path.join(SOURCE, 'assets/samples')],
                 ['compare', '--format', 'jsonl']):
        done = subprocess.run([program, *args], env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
        if done.returncode != 0:
            print(f'Bail out! {args[0]}: {done.returncode} {done.stderr.decode()[:300]}')
            sys.exit(1)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def alike(a, b):
    return len(set(a) & set(b)) / len(set(a) | set(b))


def find(want, rows):
    """The row whose target is the value of the table's."""
    low = want['target_value'].split('..')[0]
    here = [row for row in rows
            if row['region'] == want['region'] and row['year'] == int(want['year']) and
            any(row[end] is not None and abs(row[end] - float(low)) < 1e-9
                for end in ('target_low', 'target_high'))]
    here.sort(key=lambda row: alike(row['indicator'], want['indicator']), reverse=True)
    return here[0] if here else None


def main():
    bar = {}
    with open(os.path.join(SOURCE, 'tests/data/samples.bar'), encoding='utf-8') as lines:
        for line in lines:
            if line.strip() and not line.startswith('#'):
                key, value = line.split()
                bar[key] = int(value)
    home = tempfile.mkdtemp(prefix='hsview-samples-')
    try:
        rows = answers(sys.argv[1], home)
    finally:
        shutil.rmtree(home)
    right, wrong, wanted = 0, 0, table('samples.tsv')
    for want in wanted:
        row = find(want, rows)
        if row and row['verdict'] == want['verdict']:
            right += 1
            continue
        bad = row is not None and row['verdict'] in DEFINITE
        wrong += bad
        said = f"{row['indicator']} {row['achieved_text']}: {row['verdict']} ({row['reason']})" if row else 'no row'
        print(f"# {'WRONG' if bad else 'open'}: {want['year']} {want['indicator']} {want['target_text']} -> "
              f"{want['achieved_text']}: {want['verdict']}; said: {said}")
    print(f'# {right} right, {wrong} wrong of {len(wanted)}')
    print('1..2')
    print(f"{'ok' if right >= bar['right'] else 'not ok'} 1 - right rows {right}, bar {bar['right']}")
    print(f"{'ok' if wrong <= bar['wrong'] else 'not ok'} 2 - wrong verdicts {wrong}, bar {bar['wrong']}")


if __name__ == '__main__':
    main()
