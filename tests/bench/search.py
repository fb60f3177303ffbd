#!/usr/bin/env python3
"""search.py BUILD [N] [--corpus FOLDER]: how fast the library is searched,
beside ripgrep over the same files, in the same run; how large the index is and
what a new report costs. Everything is kept in $HSVIEW_BENCH (/tmp/hsview-bench)
and made once. The corpus is tests/bench/corpus.py's unless one is given."""
import argparse
import collections
import glob
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
HAN = re.compile('[\u4e00-\u9fff]+')
PER_CLASS = 24


def choose_words(files):
    """24 words each of 2, 4 and 8 characters: in nearly all texts, in a tenth,
    in two or three of a thousand."""
    rng = random.Random(5)
    texts = [open(f, encoding='utf-8').read() for f in files[:1000]]
    words = []
    for n in (2, 4, 8):
        seen = collections.Counter()
        for t in texts[:150]:
            seen.update({run[i:i + n] for run in HAN.findall(t)
                         for i in range(len(run) - n + 1)})
        common = []
        for w, _ in seen.most_common(4000):
            if all(len(set(w) & set(c)) <= max(1, n // 3) for c in common):
                common.append(w)
            if len(common) == PER_CLASS:
                break
        words += [(f'{n} common', w) for w in common]
        pool = sorted(w for w, k in seen.items() if 8 <= k <= 25)
        words += [(f'{n} mid', w) for w in pick(rng, pool, texts, .05, .15)]
        pool = sorted(w for w, k in seen.items() if k == 1)
        words += [(f'{n} rare', w) for w in pick(rng, pool, texts, 0, .004)]
    return words


def pick(rng, pool, texts, low, high):
    found = []
    for w in rng.sample(pool, min(len(pool), 600)):
        share = sum(w in t for t in texts) / len(texts)
        if low < share <= high:
            found.append(w)
        if len(found) == PER_CLASS:
            break
    return found


def timed(argv, **more):
    start = time.perf_counter()
    done = subprocess.run(argv, stdout=subprocess.PIPE, check=False, **more)
    return (time.perf_counter() - start) * 1e3, done.stdout


def import_all(hsview, lib, corpus):
    if os.path.exists(lib):
        return
    took, _ = timed([hsview, '-L', lib, 'import', corpus],
                    stderr=subprocess.DEVNULL)
    print(f'import: {took / 1e3:.1f} s')


def sizes(lib, n_bytes):
    db = sqlite3.connect(lib)
    index = db.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%_index_%' "
                       "OR name IN ('indexed', 'extent', 'index_state', "
                       "'extent_by_age', 'sqlite_autoindex_indexed_1')").fetchone()[0]
    db.close()
    print(f'text {n_bytes / 1e6:.1f} MB, index {index / n_bytes:.3f} of it, '
          f'library {os.path.getsize(lib) / n_bytes:.3f}')


def one_more(hsview, lib, folder):
    """A report into the library, and the next query finds it."""
    took = []
    for i in range(9):
        path = os.path.join(folder, f'new-{i}.txt')
        word = f'新词{chr(0x4e00 + 37 * i)}{chr(0x5e00 + 53 * i)}'
        with open(path, 'w', encoding='utf-8') as f:
            f.write('云溪区政府工作报告\n\n' + f'全年{word}增长。\n\n' * 150)
        ms, _ = timed([hsview, '-L', lib, 'import', path],
                      stderr=subprocess.DEVNULL)
        took.append(ms)
        _, out = timed([hsview, '-L', lib, 'search', '--count', word])
        if out.split()[0] != b'1':
            print('! the new report is not found')
    start, _ = timed([hsview, '-L', lib, 'import', path],
                     stderr=subprocess.DEVNULL)
    print(f'one more report: {statistics.median(took):.1f} ms with the start of '
          f'the program, which is {start:.1f}')


def rg_times(words, corpus):
    """Per class: a third of the words, the best of two."""
    times = collections.defaultdict(list)
    found = {}
    for name, w in words:
        if len(times[name]) < PER_CLASS // 3:
            runs = [timed(['rg', '-F', '-l', '--no-messages', w, corpus])
                    for _ in range(2)]
            times[name].append(min(r[0] for r in runs))
            found[w] = len(runs[0][1].splitlines())
    return times, found


def table(lines, rg, found):
    rows = collections.defaultdict(list)
    wrong = 0
    for line in lines:
        name, word, page, count, _, reports, _ = line.split('\t')
        rows[name].append((float(page), float(count)))
        # rg counts files by their bytes; ours folds, so it may find more
        wrong += word in found and int(reports) < found[word]
    print('| words | first 50: p50, slowest | count: p50, slowest | rg -F -l: '
          'p50 | p50 of rg | slowest of rg | count of rg |')
    print('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
    for name, times in rows.items():
        page = sorted(t[0] for t in times)
        count = sorted(t[1] for t in times)
        peer = statistics.median(rg[name])
        p50, c50 = statistics.median(page), statistics.median(count)
        print(f'| {name} | {p50:.2f}, {page[-1]:.2f} ms | {c50:.2f}, '
              f'{count[-1]:.2f} ms | {peer:.0f} ms | 1/{peer / p50:.0f} | '
              f'1/{peer / page[-1]:.0f} | {c50 / peer:.2f} |')
    print(f'words for which rg names more files: {wrong}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build')
    parser.add_argument('n', nargs='?', type=int, default=1000)
    parser.add_argument('--corpus')
    args = parser.parse_args()
    if not shutil.which('rg'):
        sys.exit('search.py: the peer is missing: install the package ripgrep')
    folder = os.environ.get('HSVIEW_BENCH', '/tmp/hsview-bench')
    os.makedirs(folder, exist_ok=True)
    corpus = args.corpus or f'{folder}/texts-{args.n}'
    if not args.corpus:
        subprocess.run([sys.executable, f'{HERE}/corpus.py', corpus,
                        str(args.n)], check=True)
    files = sorted(glob.glob(corpus + '/*/*.txt'))
    lib = f'{folder}/{os.path.basename(corpus)}.db'
    hsview = f'{args.build}/hsview'
    import_all(hsview, lib, corpus)
    print(f'{len(files)} reports')
    sizes(lib, sum(os.path.getsize(f) for f in files))
    words = choose_words(files)
    rg, found = rg_times(words, corpus)
    _, out = timed([f'{args.build}/tests/bench/bench_search', lib],
                   input=''.join(f'{c}\t{w}\n' for c, w in words).encode())
    lines = out.decode().splitlines()
    table([x for x in lines if not x.startswith('#')], rg, found)
    print(lines[-1][2:])
    one_more(hsview, lib, folder)


if __name__ == '__main__':
    main()
