#!/usr/bin/env python3
"""Writes the table that turns traditional characters into simplified ones.

unihan.py OUT [Unihan_Variants.txt.bz2]. One character to one character, by
Unicode's kSimplifiedVariant. Where that says nothing (裏 爲 説), by what its
twins become (kZVariant, kSemanticVariant), if they agree; the latter only where
traditional texts have the character (in Big5-HKSCS, or a form of Hong Kong).

Left out is what simplified texts use themselves: GB 2312's first level (著 乾
后 只), what is another character's simplified form, and what of the second
level is its own one (夥). Of several forms one of the first level wins, then
one of the second.

The table is a bitmap over the code points with a rank for every 64 of them,
and the simplified forms in order: a look-up reads one bit, mostly."""
import bz2
import sys

FIRST, LAST = 0x3400, 0x9FFF
DEFAULT = '/usr/share/unicode/Unihan_Variants.txt.bz2'


def level(cp):
    """1 or 2 for a character of GB 2312's levels, else 3."""
    try:
        return 1 if chr(cp).encode('gb2312')[0] < 0xD8 else 2
    except UnicodeEncodeError:
        return 3


def used_in_traditional(cp, hong_kong):
    if cp in hong_kong:
        return True
    try:
        return bool(chr(cp).encode('big5hkscs'))
    except UnicodeEncodeError:
        return False


def variants(path):
    """A dictionary for each of the relations, and Hong Kong's forms."""
    found = {'kSimplifiedVariant': {}, 'kTraditionalVariant': {},
             'kSemanticVariant': {}, 'kZVariant': {}}
    hong_kong = set()
    for line in bz2.open(path, 'rt', encoding='utf-8'):
        fields = line.split()
        if len(fields) > 2 and fields[1] in found:
            forms = [int(f.split('<')[0][2:], 16) for f in fields[2:]]
            found[fields[1]][int(fields[0][2:], 16)] = forms
            if 'kHKGlyph' in line:
                hong_kong.add(int(fields[0][2:], 16))
    return found, hong_kong


def mapping(path):
    found, hong_kong = variants(path)
    simplified_of_other = {cp for cp, forms in
                           found['kTraditionalVariant'].items()
                           if any(f != cp for f in forms)}

    def may_go(cp):
        return (FIRST <= cp <= LAST and level(cp) > 1 and
                cp not in simplified_of_other)

    table = {}
    for cp, forms in found['kSimplifiedVariant'].items():
        if not may_go(cp) or (cp in forms and level(cp) == 2):
            continue
        best = min((f for f in forms if f != cp), default=cp,
                   key=lambda f: (level(f), f))
        if best != cp and FIRST <= best <= LAST:
            table[cp] = best
    also = {}
    twins = found['kSemanticVariant']
    for cp, forms in found['kZVariant'].items():
        twins[cp] = twins.get(cp, []) + forms
    for cp, forms in twins.items():
        if (not may_go(cp) or level(cp) < 3 or cp in table or
                not (cp in found['kZVariant'] or
                     used_in_traditional(cp, hong_kong))):
            continue
        ends = {table.get(f, f) for f in forms if f in table or level(f) == 1}
        if len(ends) == 1:
            also[cp] = ends.pop()
    table.update(also)
    for cp in list(table):
        while table[cp] in table:
            table[cp] = table[table[cp]]
    return table, also


def rows(values, per_line):
    for i in range(0, len(values), per_line):
        yield '\t' + ', '.join(values[i:i + per_line]) + ','


def main():
    out = sys.argv[1]
    path = sys.argv[2] if len(sys.argv) > 2 else DEFAULT
    try:
        table, _ = mapping(path)
    except FileNotFoundError:
        sys.exit(f'{path} is missing: install the package unicode-data')
    n_words = (LAST - FIRST + 64) // 64
    bits, ranks, seen = [0] * n_words, [], 0
    for cp in table:
        bits[(cp - FIRST) // 64] |= 1 << (cp - FIRST) % 64
    for word in bits:
        ranks.append(seen)
        seen += bin(word).count('1')
    with open(out, 'w', encoding='utf-8') as c:
        c.write('/* Made by assets/unihan.py. */\n'
                '#include "core/base/simplify.h"\n\n'
                f'const uint64_t SIMPLIFY_BITS[{n_words}] = {{\n')
        c.write('\n'.join(rows([f'0x{b:x}u' for b in bits], 4)))
        c.write(f'\n}};\nconst uint16_t SIMPLIFY_RANK[{n_words}] = {{\n')
        c.write('\n'.join(rows([str(r) for r in ranks], 12)))
        c.write(f'\n}};\nconst uint16_t SIMPLIFY_FORM[{len(table)}] = {{\n')
        c.write('\n'.join(rows([f'0x{table[cp]:x}' for cp in sorted(table)], 9)))
        c.write('\n};\n')


if __name__ == '__main__':
    main()
