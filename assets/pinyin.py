#!/usr/bin/env python3
"""Writes the table of the readings of Han characters, without tones.

pinyin.py OUT [Unihan_Readings.txt.bz2]. A character's readings are those of
Unicode's kMandarin (the customary one), kHanyuPinlu (by frequency), kXHC1983
and kTGHZ2013 (dictionaries of today's language): all that a person may think
of, and none that only old texts have. ü is v, as it is typed.

The table has a number for each code point: 0 for none, a syllable's number
from 1 on, or with the top bit set where in PINYIN_LISTS its syllables stand;
the last one of a list has the top bit set."""
import bz2
import re
import sys
import unicodedata

FIRST, LAST = 0x3400, 0x9FFF
DEFAULT = '/usr/share/unicode/Unihan_Readings.txt.bz2'
FIELDS = ('kMandarin', 'kHanyuPinlu', 'kXHC1983', 'kTGHZ2013')
LIST = 0x8000


def plain(reading):
    """A syllable without its tone: lǜ becomes lv, ê becomes e."""
    text = unicodedata.normalize('NFD', reading.lower())
    text = text.replace('u\u0308', 'v')
    return ''.join(c for c in text if not unicodedata.combining(c))


def readings(path):
    found = {}
    for line in bz2.open(path, 'rt', encoding='utf-8'):
        fields = line.rstrip('\n').split('\t')
        if len(fields) != 3 or fields[1] not in FIELDS:
            continue
        cp = int(fields[0][2:], 16)
        if not FIRST <= cp <= LAST:
            continue
        value = re.sub(r'\(\d+\)', '', fields[2])
        words = [w for part in value.split() for w in part.split(':')[-1].split(',')]
        for syllable in map(plain, words):
            if not re.fullmatch('[a-z]{1,6}', syllable):
                sys.exit(f'{path}: {line}: no syllable')
            if syllable not in found.setdefault(cp, []):
                found[cp].append(syllable)
    return found


def rows(values, per_line):
    for i in range(0, len(values), per_line):
        yield '\t' + ', '.join(values[i:i + per_line]) + ','


def main():
    out = sys.argv[1]
    path = sys.argv[2] if len(sys.argv) > 2 else DEFAULT
    try:
        found = readings(path)
    except FileNotFoundError:
        sys.exit(f'{path} is missing: install the package unicode-data')
    syllables = sorted({s for list_ in found.values() for s in list_})
    number = {s: i + 1 for i, s in enumerate(syllables)}
    lists, at, of = [], {}, []
    for cp in range(FIRST, LAST + 1):
        ids = tuple(sorted(number[s] for s in found.get(cp, [])))
        if len(ids) > 1 and ids not in at:
            at[ids] = len(lists)
            lists += list(ids[:-1]) + [ids[-1] | LIST]
        of.append(0 if not ids else ids[0] if len(ids) == 1 else at[ids] | LIST)
    if len(lists) >= LIST or len(syllables) >= LIST:
        sys.exit('the table has grown too large')
    with open(out, 'w', encoding='utf-8') as c:
        c.write('/* Made by assets/pinyin.py. */\n'
                '#include "core/base/pinyin_table.h"\n\n'
                f'const char PINYIN_SYLLABLES[{len(syllables) + 1}][8] = {{\n\t"",\n')
        c.write('\n'.join(rows([f'"{s}"' for s in syllables], 8)))
        c.write(f'\n}};\nconst uint16_t PINYIN_OF[{len(of)}] = {{\n')
        c.write('\n'.join(rows([str(n) for n in of], 12)))
        c.write(f'\n}};\nconst uint16_t PINYIN_LISTS[{len(lists)}] = {{\n')
        c.write('\n'.join(rows([str(n) for n in lists], 12)))
        c.write('\n};\n')


if __name__ == '__main__':
    main()
