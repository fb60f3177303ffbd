"""The annotated reports, which lie outside of the project ($HSVIEW_SHARED, else
../shared), and the bar in tests/gold.bar, which only ever rises. Importing it
where there are none ends the test as skipped."""
import glob
import os
import sys

source = os.environ.get('HSVIEW_SOURCE', '.')
shared = os.environ.get('HSVIEW_SHARED', os.path.join(source, '..', 'shared'))


def annotations(suffix):
    """(name, path of the annotation, path of the text) of each report."""
    found = sorted(glob.glob(os.path.join(shared, 'gold', '*' + suffix)))
    if not found:
        print('1..0 # SKIP no annotated reports here')
        sys.exit()
    for path in found:
        name = os.path.basename(path)[:-len(suffix)]
        yield name, path, text_of(name)


def text_of(name):
    if name.startswith('state-'):
        return os.path.join(shared, 'reports/state-council', name[6:] + '.txt')
    if name.isdigit():
        return glob.glob(os.path.join(shared, 'seeds', name + '_*'))[0]
    return os.path.join(shared, 'reports/provinces', name + '.txt')


def bars():
    with open(os.path.join(source, 'tests/gold.bar'), encoding='utf-8') as f:
        rows = [line.split() for line in f if line.strip() and not line.startswith('#')]
    return {key: float(value) for key, value in rows}


def judge(means):
    """TAP: each mean against its bar."""
    bar = bars()
    print(f'1..{len(means)}')
    for i, (key, score) in enumerate(means.items(), 1):
        ok = score >= bar[key]
        print(f'{"ok" if ok else "not ok"} {i} - {key} {score:.4f}, bar {bar[key]}')
