#!/usr/bin/env python3
"""Writes a C file that holds the given data files:
embed.py [--symbol NAME] ROOT OUT FILE…"""
import os
import sys

args = sys.argv[1:]
symbol = 'ASSETS_BUILTIN'
if args[0] == '--symbol':
    symbol, args = args[1], args[2:]
root, out, files = args[0], args[1], args[2:]
files = sorted(files)
with open(out, 'w', encoding='utf-8') as c:
    c.write('/* Made by assets/embed.py. */\n#include "core/assets.h"\n\n')
    for i, path in enumerate(files):
        data = open(path, 'rb').read()
        c.write(f'static const unsigned char data_{i}[] = {{')
        for at in range(0, len(data), 24):
            c.write('\n\t' + ','.join(str(b) for b in data[at:at + 24]) + ',')
        c.write('\n\t0};\n')
    c.write('\nstatic const struct asset items[] = {\n')
    for i, path in enumerate(files):
        name = os.path.relpath(path, root).replace(os.sep, '/')
        c.write(f'\t{{"{name}", {{(const char *)data_{i}, sizeof(data_{i}) - 1}}}},\n')
    c.write('};\n\n')
    if symbol != 'ASSETS_BUILTIN':
        c.write(f'extern const struct assets {symbol};\n')
    c.write(f'const struct assets {symbol} = {{items, '
            'sizeof(items) / sizeof(items[0])};\n')
