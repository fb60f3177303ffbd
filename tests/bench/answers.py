#!/usr/bin/env python3
"""How long answers take over a library of a thousand reports.

answers.py HSVIEW [REPORTS]: makes reports out of the samples (other places,
other years, every figure changed a little), imports them once into a folder
below the temporary one, and prints the best and the middle of twenty runs of
each question, the start of the program included. By hand; a busy machine says
nothing."""
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / 'assets' / 'samples'
YEARS = range(1995, 2026)
QUESTIONS = [
    ('look', '--format', 'table', 'gdzctz'),
    ('look', '--format', 'table', '甲子区去年GDP目标完成了没有'),
    ('look', '--format', 'table', '乙丑区', 'xzgg'),
    ('look', '--format', 'jsonl', '城镇新增就业'),
    ('compare', '--format', 'jsonl', '--region', '甲子区', '--indicator', 'GDP'),
    ('compare', '--format', 'table', '--region', '甲子区'),
    ('compare', '--format', 'table', '--by', 'region', '--year', '2024',
     '--indicator', '地区生产总值'),
]


def places():
    for a in '甲乙丙丁戊己庚辛壬癸':
        for b in '子丑寅卯辰巳午未申酉戌亥':
            yield a + b


def reports(count):
    """Names and texts: every place through the years, until there are enough."""
    base = (SAMPLES / '青岚区-2024.txt').read_text(encoding='utf-8')
    dice = random.Random(7)
    for place in places():
        for year in YEARS:
            if count == 0:
                return
            count -= 1
            text = base.replace('青岚', place)
            text = re.sub('20(2[0-9])', lambda m: str(int(m.group()) - 2024 + year), text)
            text = re.sub(r'(\d)\.(\d)', lambda m: f'{m[1]}.{dice.randrange(1, 10)}', text)
            yield f'{place}区-{year}.txt', text


def make(hsview, folder, count):
    texts = folder / 'texts'
    if not texts.exists():
        texts.mkdir(parents=True)
        for name, text in reports(count):
            (texts / name).write_text(text, encoding='utf-8')
    # what is there already is left alone, an older library brought forward
    subprocess.run([hsview, '-L', str(folder / 'a.db'), 'import', str(texts)], check=True)


def run(hsview, library, question):
    times = []
    for _ in range(20):
        start = time.perf_counter()
        done = subprocess.run([hsview, '-L', library, *question], stdout=subprocess.PIPE, check=True)
        times.append((time.perf_counter() - start) * 1000)
    lines = len(done.stdout.splitlines())
    print(f'{min(times):7.1f} ms best, {statistics.median(times):7.1f} ms middle, '
          f'{lines:5} lines: {" ".join(question)}')


def main():
    hsview = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    folder = pathlib.Path(tempfile.gettempdir()) / f'hsview-answers-{count}'
    make(hsview, folder, count)
    for question in QUESTIONS:
        run(hsview, str(folder / 'a.db'), question)


if __name__ == '__main__':
    main()
