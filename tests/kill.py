#!/usr/bin/env python3
"""kill -9 in the middle of imports: kill.py PROGRAM [ROUNDS]

Each round starts an import of many files, looks at the library as another
process does, and kills the importer at a random moment. What anybody has seen
must be there afterwards, every report whole (as an import that nobody
disturbed made it), the file sound, the next start quick. Speaks TAP."""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
SEED = int(os.environ.get('SEED', time.time()))
SANITIZED = b'__asan_init' in open(PROGRAM, 'rb').read()
FILES, START_MOST = 240, 20 if SANITIZED else 2
if SANITIZED:
    ROUNDS = min(ROUNDS, 5)
FOLDER = tempfile.mkdtemp(prefix='hsview-kill-')
ENV = {k: v for k, v in os.environ.items() if k == 'PATH' or k.endswith('SAN_OPTIONS')}
ENV.update({'HOME': FOLDER, 'LC_ALL': 'C.UTF-8'})
LIBRARY, WHOLE, REPORTS = (os.path.join(FOLDER, n) for n in ('library.db', 'whole.db', 'reports'))


def hsview(*args):
    return subprocess.run([PROGRAM, *args], env=ENV, capture_output=True, timeout=60)


def make_files():
    os.mkdir(REPORTS)
    for i in range(FILES):
        lines = [f'二〇二{i % 6}年云岭县第{i}次政府工作报告', '一、过去一年工作回顾']
        lines += [f'（{k}）第{k}项工作。全县生产总值增长{k}.{i}%，新建道路{k * i}公里。' for k in range(20)]
        with open(os.path.join(REPORTS, f'{i:03}.txt'), 'w', encoding='utf-8') as f:
            f.write('\n'.join(lines) + '\n')


def reports(library):
    """What hsview says of each report, by its content."""
    done = hsview('list', '-L', library, '--format', 'jsonl')
    rows = (json.loads(line) for line in done.stdout.splitlines())
    return {r['sha256']: (r['title'], r['sections'], r['metrics'], r['year']) for r in rows}


def seen(library):
    """What another process sees at this moment."""
    try:
        with sqlite3.connect(f'file:{library}?mode=ro', uri=True, timeout=5) as c:
            return {row[0] for row in c.execute('SELECT sha256 FROM report')}
    except sqlite3.OperationalError:
        return set()  # not made yet


def forget():
    for tail in ('', '-wal', '-shm'):
        if os.path.exists(LIBRARY + tail):
            os.remove(LIBRARY + tail)


def kill_once(rng, takes):
    """Kills an import; what was seen before, and what is wrong after."""
    p = subprocess.Popen([PROGRAM, 'import', '-L', LIBRARY, REPORTS], env=ENV, stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(rng.uniform(0, takes))
    before = seen(LIBRARY)
    if rng.random() < 0.5:
        os.kill(p.pid, signal.SIGKILL)
    else:
        os.killpg(p.pid, signal.SIGKILL)
    p.wait()
    started = time.monotonic()
    after = reports(LIBRARY)
    took = time.monotonic() - started
    wrong = []
    if before - set(after):
        wrong.append(f'{len(before - set(after))} of {len(before)} reports lost')
    if any(whole[sha] != row for sha, row in after.items()):
        wrong.append('a report is half there')
    if took > START_MOST:
        wrong.append(f'the next start took {took:.1f} s')
    if after or os.path.exists(LIBRARY):
        check = hsview('check', '-L', LIBRARY)
        if check.returncode != 0:
            wrong.append('check: ' + check.stdout.decode() + check.stderr.decode())
    return len(after), wrong


make_files()
start = time.monotonic()
hsview('import', '-L', WHOLE, REPORTS)
takes = time.monotonic() - start
whole = reports(WHOLE)
rng = random.Random(SEED)
wrong, partly, n = [], 0, 0
assert len(whole) == FILES, hsview('list', '-L', WHOLE).stderr
for _ in range(ROUNDS):
    n, now = kill_once(rng, takes)
    wrong += now
    partly += 0 < n < FILES
    if n == FILES or rng.random() < 0.3:
        forget()
hsview('import', '-L', LIBRARY, REPORTS)
if reports(LIBRARY) != whole:
    wrong.append('the import that ended does not give the whole')
print('1..1')
print(f'{"not ok" if wrong else "ok"} 1 - {ROUNDS} kills during import, {partly} with some reports in')
for line in wrong + ([f'seed {SEED}'] if wrong else []):
    print('# ' + line.replace('\n', '\n# '))
shutil.rmtree(FOLDER)
sys.exit(len(wrong) > 0)
