#!/usr/bin/env python3
"""Compares the State Council's targets with what came of them, by the built
program, and sets the answers against tests/data/state.tsv and
state-verdicts.tsv, which were read from the reports by eye. A row is right
when its target, its achievement and its verdict are; a wrong one is a verdict
of met, missed or near that the reports contradict. Goals and results of
several years together are counted by themselves. state.py HSVIEW (TAP)."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata

SOURCE = os.environ.get('HSVIEW_SOURCE', '.')
SHARED = os.environ.get('HSVIEW_SHARED', os.path.join(SOURCE, '..', 'shared'))
REPORTS = os.path.join(SHARED, 'reports', 'state-council')
DEFINITE = ('met', 'missed', 'near')


def table(path):
    """The rows of a tsv as dictionaries; a line that begins with # is talk."""
    with open(path, encoding='utf-8') as lines:
        rows = [line.rstrip('\n').split('\t') for line in lines if not line.startswith('#')]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def plain(name):
    name = unicodedata.normalize('NFKC', name).casefold()
    return ''.join(c for c in name if not c.isspace() and c not in '“”‘’"\'「」')


def canonical_names():
    names = {}
    for row in table(os.path.join(SOURCE, 'assets/lexicon/indicators.tsv')):
        for alias in row['aliases'].split('|') if row['aliases'] else ():
            names.setdefault(plain(alias), row['canonical'])
        names[plain(row['canonical'])] = row['canonical']
    return names


NAMES = canonical_names()


def canonical(name):
    return NAMES.get(plain(name), name)


class Library:
    """Reports in a library of their own, and what compare says of them."""

    def __init__(self, program, path):
        self.program, self.path = program, path

    def run(self, *args):
        done = subprocess.run([self.program, *args, '-L', self.path], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
        if done.returncode != 0:
            print(f'Bail out! {args[0]}: {done.returncode} {done.stderr.decode()[:300]}')
            sys.exit(1)
        return [json.loads(line) for line in done.stdout.decode().splitlines() if line.startswith('{')]

    def compare(self, *args):
        """Every row with the reports' names beside their ids."""
        files = {row['id']: os.path.basename(row['file']).rsplit('.', 1)[0]
                 for row in self.run('list', '--format', 'jsonl')}
        rows = self.run('compare', '--format', 'jsonl', *args)
        for row in rows:
            row['target_at'] = (files.get(row['target_id']), row['target_offset'])
            row['achieved_at'] = (files.get(row['achieved_id']), row['achieved_offset'])
        return rows


def same(a, b):
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def same_ends(truth, row):
    """The same figures as ends of the target; their signs and sides are the
    program's own matter (a fall of at least 3 is no less than and no more
    than)."""
    want = sorted({abs(float(truth[k])) for k in ('target_low', 'target_high') if truth[k]})
    have = sorted({abs(float(row[k])) for k in ('target_low', 'target_high') if row[k] is not None})
    return len(want) == len(have) and all(same(a, b) for a, b in zip(want, have))


def find(truth, rows):
    """The row about the same indicator and year: by the place of its figures,
    else by its name and measure."""
    last = truth['year'].split('-')[-1]
    of_year = [r for r in rows if str(r['year']) in (truth['year'], last)]
    for side in ('target', 'achieved'):
        if truth[side + '_offset']:
            at = (truth[side + '_report'], int(truth[side + '_offset']))
            here = [row for row in of_year if row[side + '_at'] == at]
            for row in here:
                if row['measure'] == truth['measure']:
                    return row
            if here:
                return here[0]
    for row in of_year:
        if canonical(row['indicator']) == canonical(truth['indicator']) and row['measure'] == truth['measure']:
            if '-' not in truth['year'] or str(row['year']) == truth['year']:
                return row
    return None


def judge(truth, row):
    """What is right of a row: target, achievement, verdict; and whether its
    verdict is contradicted."""
    if row is None:
        return {'target': False, 'achieved': False, 'verdict': False, 'wrong': False}
    allowed = truth['verdict'].split('|')
    if truth['target_text']:
        target = same_ends(truth, row)
    else:
        target = not row['target_text'] or 'incomparable' in allowed
    if truth['achieved']:
        achieved = row['achieved'] is not None and same(float(truth['achieved']), float(row['achieved']))
        if 'no achievement' in allowed:
            achieved = achieved or row['achieved'] is None
    else:
        achieved = row['achieved'] is None or 'incomparable' in allowed or allowed == ['*']
    verdict = allowed == ['*'] or row['verdict'] in allowed
    return {'target': target, 'achieved': achieved, 'verdict': verdict,
            'wrong': row['verdict'] in DEFINITE and not verdict}


def brief(row):
    if row is None:
        return 'no row'
    return (f"{row['indicator']} {row['target_text']} ({row['target_bound']}, {row['target_at']}) -> "
            f"{row['achieved_text']} ({row['achieved_at']}): {row['verdict']} ({row['reason']})")


def score(truths, rows, say):
    """Counts over all truths; each row that is not right is told."""
    counts = dict.fromkeys(('rows', 'found', 'target', 'achieved', 'verdict', 'right', 'wrong'), 0)
    for truth in truths:
        row = find(truth, rows)
        result = judge(truth, row)
        right = result['target'] and result['achieved'] and result['verdict']
        for key in ('target', 'achieved', 'verdict', 'wrong'):
            counts[key] += result[key]
        counts['rows'] += 1
        counts['found'] += row is not None
        counts['right'] += right
        if not right:
            mark = 'WRONG' if result['wrong'] else ' '.join(k for k in ('target', 'achieved', 'verdict') if not result[k])
            say(f"{mark}: {truth['year']} {truth['indicator']} {truth['measure']} {truth['target_text']} -> "
                f"{truth['achieved_text']}: {truth['verdict']}; said: {brief(row)}")
    return counts


def misplaced(figures):
    """The figures of the table that don't stand in the reports where it says."""
    texts, bad = {}, []
    for row in figures:
        if row['report'] not in texts:
            with open(os.path.join(REPORTS, row['report'] + '.txt'), encoding='utf-8', newline='') as text:
                texts[row['report']] = text.read()
        start = int(row['offset'])
        if texts[row['report']][start:start + len(row['value_text'])] != row['value_text']:
            bad.append(row)
    return bad


def comment(text):
    print('#', text)


def main():
    if not os.path.isdir(REPORTS):
        print("1..0 # SKIP no State Council reports here")
        return
    bar = {}
    with open(os.path.join(SOURCE, 'tests/data/state.bar'), encoding='utf-8') as lines:
        for line in lines:
            if line.strip() and not line.startswith('#'):
                key, value = line.split()
                bar[key] = float(value)
    home = tempfile.mkdtemp(prefix='hsview-state-')
    try:
        os.environ.update(HOME=home, XDG_DATA_HOME=home, XDG_STATE_HOME=home, XDG_CONFIG_HOME=home)
        library = Library(sys.argv[1], os.path.join(home, 'state.db'))
        library.run('import', REPORTS)
        truths = table(os.path.join(SOURCE, 'tests/data/state-verdicts.tsv'))
        rows = library.compare()
        counts = score([t for t in truths if '-' not in t['year']], rows, comment)
        spans = score([t for t in truths if '-' in t['year']], rows, comment)
    finally:
        shutil.rmtree(home)
    bad = misplaced(table(os.path.join(SOURCE, 'tests/data/state.tsv')))
    share = counts['right'] / counts['rows']
    wrong = counts['wrong'] + spans['wrong']
    comment('single years: ' + ' '.join(f'{key} {value}' for key, value in counts.items()))
    comment('several years: ' + ' '.join(f'{key} {value}' for key, value in spans.items()))
    print('1..3')
    print(f"{'not ok' if bad else 'ok'} 1 - the table's figures stand where it says ({len(bad)} don't)")
    print(f"{'ok' if share >= bar['right'] else 'not ok'} 2 - right rows {share:.4f}, bar {bar['right']}")
    print(f"{'ok' if wrong <= bar['wrong'] else 'not ok'} 3 - wrong verdicts {wrong}, bar {bar['wrong']:g}")


if __name__ == '__main__':
    main()
