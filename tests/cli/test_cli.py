#!/usr/bin/env python3
"""The commands end to end: the real program, files in a folder of their own,
standard output and exit statuses as a user or a script sees them. TAP."""
import csv
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata

BUILD = os.environ.get('HSVIEW_BUILD', 'build')
SOURCE = os.environ.get('HSVIEW_SOURCE', '.')
HSVIEW = os.path.join(BUILD, 'hsview')
SAMPLES = os.path.join(SOURCE, 'assets', 'samples')
SANITIZED = b'__asan_init' in open(HSVIEW, 'rb').read()
HOME = tempfile.mkdtemp(prefix='hsview-cli-')
TEXT = '政府工作报告\n一、2024年工作回顾\n（一）经济平稳运行。全县生产总值增长6%。\n二、2025年工作安排\n生产总值增长6%左右。\n'
cases = []


def case(function):
    cases.append(function)
    return function


def run(*args, stdin=None, env=None, **more):
    full = {'HOME': HOME, 'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'}
    for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS'):
        if name in os.environ:
            full[name] = os.environ[name]
    full.update(env or {})
    full = {k: v for k, v in full.items() if v is not None}
    if stdin is None:
        more.setdefault('stdin', subprocess.DEVNULL)
    else:
        more['input'] = stdin
    return subprocess.run([HSVIEW, *args], env=full, capture_output='stdout' not in more,
                          timeout=60, **more)


def out(*args, status=0, **more):
    done = run(*args, **more)
    assert done.returncode == status, (args, done.returncode, done.stderr.decode())
    return done.stdout.decode()


def err(*args, status, **more):
    done = run(*args, **more)
    assert done.returncode == status, (args, done.returncode, done.stderr.decode())
    text = done.stderr.decode()
    assert text.startswith('hsview: '), text
    return text


def path(name, data=None):
    full = os.path.join(HOME, name)
    if data is not None:
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'wb') as f:
            f.write(data if isinstance(data, bytes) else data.encode())
    return full


def library(name='a.db'):
    full = path(name)
    if not os.path.exists(full):
        out('import', '-L', full, SAMPLES)
    return full


def rows(lib):
    return [json.loads(line) for line in out('list', '-L', lib, '--format', 'jsonl').splitlines()]


def sha(name):
    with open(name, 'rb') as f:
        return hashlib.sha256(f.read()).hexdigest()


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1
               for c in text)


@case
def help_names_every_command_in_both_languages():
    english, chinese = out('--help'), out('--help', '--lang', 'zh')
    for command in ('import', 'list', 'show', 'outline', 'remove', 'check'):
        assert command in english and command in chinese
        assert out(command, '--help').startswith('usage: hsview ' + command)
    assert '用法' in chinese and 'Commands' in english
    assert out('-V').startswith('hsview ')


@case
def language_is_found_by_our_own_look():
    assert '用法' in out('--help', env={'LANGUAGE': None, 'LC_ALL': None})
    assert '用法' in out('--help', env={'LANGUAGE': None, 'LC_ALL': 'C'})
    assert '用法' in out('--help', env={'LANGUAGE': None, 'LC_ALL': 'zh_CN.UTF-8'})
    assert 'usage' in out('--help', env={'LANGUAGE': None, 'LC_ALL': None, 'LANG': 'en_US.UTF-8'})
    assert 'usage' in out('--help', env={'LANGUAGE': 'en_GB:zh', 'LC_ALL': 'zh_CN.UTF-8'})


@case
def import_counts_and_knows_content():
    lib = path('count.db')
    n = len([f for f in os.listdir(SAMPLES) if f.endswith(('.txt', '.md'))])
    assert n >= 9, n
    done = run('import', '-L', lib, SAMPLES)
    assert done.returncode == 0 and done.stdout == b''
    assert f'{n} added, 0 replaced, 0 unchanged, 0 failed' in done.stderr.decode()
    assert f'0 added, 0 replaced, {n} unchanged' in run('import', '-L', lib, SAMPLES).stderr.decode()
    assert len(rows(lib)) == n


@case
def changed_file_replaces_and_keeps_its_id():
    lib, doc = path('change.db'), path('docs/one.txt', TEXT)
    out('import', '-L', lib, doc)
    before = rows(lib)
    path('docs/one.txt', TEXT + '一切为了人民。\n')
    assert '1 replaced' in run('import', '-L', lib, doc).stderr.decode()
    after = rows(lib)
    assert len(after) == 1 and after[0]['id'] == before[0]['id']
    assert after[0]['sha256'] == sha(doc) != before[0]['sha256']


@case
def one_bad_file_never_stops_the_rest():
    lib = path('bad.db')
    path('mixed/a.txt', TEXT)
    path('mixed/b.txt', '')
    path('mixed/c.txt', b'\x7fELF\x00\x01\x00' * 100)
    path('mixed/d.txt', TEXT + '尾。')
    text = err('import', '-L', lib, path('mixed'), path('mixed/none.txt'), status=1)
    assert '2 added' in text and '3 failed' in text
    for name in ('b.txt', 'c.txt', 'none.txt'):
        assert len([line for line in text.splitlines() if name in line]) == 1, (name, text)
    assert len(rows(lib)) == 2


@case
def list_has_the_fields_of_the_contract():
    for row in rows(library()):
        assert set(row) >= {'id', 'file', 'title', 'region', 'kind', 'date', 'year', 'review_year',
                            'speaker', 'source', 'sections', 'metrics', 'sha256'}
        assert row['kind'] in ('work-report', 'article') and isinstance(row['id'], int)
        assert row['sha256'] == sha(os.path.join(SAMPLES, row['file']))
        assert row['region'] in ('青岚区', '榆汀区'), row
    years = [r['year'] for r in rows(library()) if r['kind'] == 'work-report']
    assert years == sorted(years, reverse=True) and set(years) >= {2021, 2022, 2023, 2024, 2025}


@case
def every_format_prints():
    lib = library()
    n = len(rows(lib))
    text = run('list', '-L', lib, '--format', 'csv').stdout
    assert text.startswith(b'\xef\xbb\xbf')
    assert not run('list', '-L', lib, '--format', 'csv', '--no-bom').stdout.startswith(b'\xef')
    assert len(list(csv.DictReader(io.StringIO(text.decode('utf-8-sig'))))) == n
    assert len(out('list', '-L', lib).splitlines()) == n + 1  # piped: tsv with its header
    assert out('list', '-L', lib).splitlines()[0].split('\t')[0] == 'id'
    assert len(out('list', '-L', lib, '--format', 'md').splitlines()) == n + 2
    assert out('list', '-L', lib, '--format', 'html').count('<tr>') == n + 1
    table = out('list', '-L', lib, '--format', 'table', '--lang', 'zh').splitlines()
    assert len(table) == n + 1 and '标题' in table[0]


@case
def outline_of_a_file_and_of_an_id_agree():
    lib = library()
    row = [r for r in rows(lib) if r['file'] == '青岚区-2023.txt'][0]
    by_file = out('outline', os.path.join(SAMPLES, row['file']))
    assert by_file == out('outline', '-L', lib, str(row['id']))
    with open(os.path.join(SAMPLES, row['file']), encoding='utf-8') as f:
        text = f.read()
    heads = [line.split('\t') for line in by_file.splitlines() if not line.startswith('#')]
    assert len(heads) == row['sections'] > 10
    for offset, level, title in heads:
        assert level in '123'
        assert text[int(offset)] == title[0], (offset, title, text[int(offset):int(offset) + 10])
    assert '# year\t2023' in by_file and '# region\t青岚区' in by_file
    tree = out('outline', '--format', 'tree', os.path.join(SAMPLES, row['file']))
    assert heads[0][2] in tree
    objects = [json.loads(x) for x in
               out('outline', '--format', 'jsonl', os.path.join(SAMPLES, row['file'])).splitlines()]
    assert [o['title'] for o in objects] == [h[2] for h in heads]


@case
def show_wraps_and_loses_nothing():
    lib = library()
    for row in rows(lib):
        with open(os.path.join(SAMPLES, row['file']), encoding='utf-8') as f:
            want = ''.join(f.read().split())
        for width in (20, 33, 80, 200):
            text = out('show', '-L', lib, str(row['id']), '--width', str(width), '--all')
            assert ''.join(text.split()) == want, (row['file'], width)
            assert max(map(columns, text.splitlines())) <= width


@case
def show_one_section():
    lib = library()
    row = [r for r in rows(lib) if r['file'] == '青岚区-2023.txt'][0]
    heads = [line.split('\t') for line in out('outline', '-L', lib, str(row['id'])).splitlines()
             if not line.startswith('#')]
    text = out('show', '-L', lib, str(row['id']), '--section', '1')
    assert ''.join(heads[0][2].split()) in ''.join(text.split())[:len(heads[0][2])]
    assert len(text) < len(out('show', '-L', lib, str(row['id'])))
    err('show', '-L', lib, str(row['id']), '--section', '999', status=2)


@case
def files_without_a_terminal_are_printed():
    doc = path('docs/two.txt', TEXT)
    text = out(doc)
    assert ''.join(text.split()) == ''.join(TEXT.split())
    assert out('-', stdin=TEXT.encode()) == text
    assert out('-L', library()) == out('list', '-L', library())


@case
def opening_files_writes_no_library():
    home = path('clean-home')
    os.makedirs(home, exist_ok=True)
    out(path('docs/two.txt', TEXT), env={'HOME': home})
    assert os.listdir(home) == []


@case
def an_id_is_a_number_and_a_file_of_such_a_name_has_a_folder():
    doc = path('12', TEXT)
    assert '一、2024年工作回顾' in out('outline', './12', cwd=HOME)
    err('outline', '-L', library(), '4711', status=1)
    assert os.path.exists(doc)


@case
def remove_and_check():
    lib = path('remove.db')
    out('import', '-L', lib, SAMPLES)
    ids = [r['id'] for r in rows(lib)]
    assert 'sound' in run('check', '-L', lib).stderr.decode()
    assert '2 removed' in run('remove', '-L', lib, str(ids[0]), str(ids[1])).stderr.decode()
    assert [r['id'] for r in rows(lib)] == ids[2:]
    assert '4711' in err('remove', '-L', lib, '4711', status=1)
    err('remove', '-L', lib, 'x', status=2)
    out('check', '-L', lib)


CHECKED = os.path.join(SOURCE, 'tests', 'data', 'checks', '樟溪县-2024.txt')
YEARS = {2023: '全年社会消费品零售总额112.4亿元，增长5.1%。', 2024: '2022年社会消费品零售总额114.2亿元。'}


def year_report(year, body):
    return (f'樟溪县{year}年政府工作报告\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n'
            f'一、{year - 1}年工作回顾\n{body}\n二、{year}年工作安排\n今年要把各项工作做得更实更细。\n')


@case
def check_of_a_report():
    lib = path('check.db')
    out('import', '-L', lib, CHECKED)
    number = str(rows(lib)[0]['id'])
    found = objects(out('check', '-L', lib, number, '--format', 'jsonl', status=1))
    assert [f['rule'] for f in found] == [
        'sum-change', 'sum-change', 'figure-differs', 'sentence-twice', 'text-cut'], found
    with open(CHECKED, encoding='utf-8') as f:
        text = f.read()
    for f in found:
        assert text[f['offset']:].startswith(f['value_text']), f
        assert f['value_text'] in f['sentence'], f
        if f['other_id'] is not None:
            assert f['other_id'] == int(number)
            assert text[f['other_offset']:].startswith(f['other_text']), f
        if f['base_id'] is not None:
            assert text[f['base_offset']:].startswith(f['base_text']), f
    assert found[0]['finding'].startswith('社会消费品零售总额 2023: 112.4亿元 × (1 + 9.5%) = 123.08亿元')
    assert found[0]['other_text'] == '9.5%' and found[0]['base_text'] == '112.4亿元'
    assert '（二）民生福祉持续增进' in found[2]['section']
    assert found[4]['other_id'] is None and found[4]['other_sentence'] == ''
    table = out('check', '-L', lib, number, '--format', 'table', status=1)
    assert 'told in two ways' in table and 'figure-differs' not in table
    assert '前后说法不一' in out('check', '-L', lib, number, '--format', 'table', '--lang', 'zh', status=1)
    assert out('check', '-L', lib, number, status=1).startswith('rule\tsection\toffset\tfinding\t')


@case
def check_against_other_reports():
    lib = path('check-years.db')
    for year, body in YEARS.items():
        out('import', '-L', lib, path(f'check/樟溪县-{year}.txt', year_report(year, body)))
    ids = {r['year']: r['id'] for r in rows(lib)}
    for year, other in ((2023, 2024), (2024, 2023)):
        found = objects(out('check', '-L', lib, str(ids[year]), '--format', 'jsonl', status=1))
        assert [f['rule'] for f in found] == ['figure-elsewhere'], found
        assert found[0]['other_id'] == ids[other] and found[0]['other_sentence'] == YEARS[other].replace(
            '\n', ''), found
        assert f'({other} 樟溪县)' in found[0]['finding']
    out('remove', '-L', lib, str(ids[2024]))
    told = run('check', '-L', lib, str(ids[2023]))
    assert told.returncode == 0 and told.stdout == b'' and b'nothing to remark' in told.stderr


@case
def check_of_what_is_not_there():
    assert '4711' in err('check', '-L', library(), '4711', status=1)
    assert 'x.txt' in err('check', '-L', library(), 'x.txt', status=2)
    err('check', '-L', library(), '1', '2', status=2)
    err('check', '-L', path('no-such.db'), '1', status=3)
    err('check', '1', status=1, env={'XDG_DATA_HOME': path('nothing')})


@case
def usage_errors_are_two():
    for args in (['--nonsense'], ['list', '--format'], ['list', '--format', 'xml'], ['show'],
                 ['show', 'abc'], ['list', 'x'], ['show', '1', '--width', '5', '-L', library()],
                 ['list', '--width', '80'], ['import']):
        err(*args, status=2)


@case
def bad_inputs_get_one_clear_line():
    lib = path('inputs.db')
    os.makedirs(path('inputs/folder'), exist_ok=True)
    os.mkfifo(path('inputs/fifo'))
    for name, data in (('zero', ''), ('binary', bytes(range(256)) * 40)):
        path('inputs/' + name, data)
    for name in ('missing', 'fifo', 'zero', 'binary'):
        text = err('import', '-L', lib, path('inputs/' + name), status=1)
        assert len([x for x in text.splitlines() if path('inputs/' + name) in x]) == 1, text
        assert path('inputs/' + name) in err('outline', path('inputs/' + name), status=1)
    assert 'folder' in err('outline', path('inputs/folder'), status=1)
    if os.getuid() != 0:
        secret = path('inputs/secret', TEXT)
        os.chmod(secret, 0)
        assert secret in err('import', '-L', lib, secret, status=1)


@case
def too_large_is_refused_in_a_second():
    with open(path('large.txt'), 'wb') as f:
        f.truncate(1 << 30)
    assert '32' in err('outline', path('large.txt'), status=1)
    with open(path('newlines.txt'), 'wb') as f:
        f.write(b'\n' * (33 << 20))
    err('outline', path('newlines.txt'), status=1)
    os.remove(path('newlines.txt'))


@case
def a_library_that_is_none_is_refused_untouched():
    text = path('text.db', TEXT)
    other = path('other.db')
    newer = path('newer.db')
    shutil.copy(library(), newer)
    for name, sql in ((other, 'create table t(x)'), (newer, 'pragma user_version = 9999')):
        db = sqlite3.connect(name)
        db.execute(sql)
        db.commit()
        db.close()
    for lib in (text, other, newer):
        for command in (['list'], ['import', SAMPLES], ['check'], ['remove', '1']):
            before = sha(lib)
            assert lib in err(command[0], '-L', lib, *command[1:], status=3)
            assert sha(lib) == before
    err('list', '-L', path('nowhere.db'), status=3)
    assert not os.path.exists(path('nowhere.db'))


@case
def an_empty_library_says_how_to_fill_it():
    home = path('empty-home')
    os.makedirs(home, exist_ok=True)
    text = err('list', status=1, env={'HOME': home})
    assert 'hsview import' in text and os.listdir(home) == []
    assert 'HOME' in err('list', status=3, env={'HOME': None})


@case
def the_library_lies_where_xdg_says():
    home = path('xdg-home')
    data = path('xdg-data')
    doc = path('docs/two.txt', TEXT)
    out('import', doc, env={'HOME': home})
    assert os.path.exists(os.path.join(home, '.local/share/hsview/library.db'))
    out('import', doc, env={'HOME': home, 'XDG_DATA_HOME': data})
    assert os.path.exists(os.path.join(data, 'hsview/library.db'))
    out('import', doc, env={'HOME': home, 'HSVIEW_LIBRARY': path('named.db')})
    assert os.path.exists(path('named.db'))


@case
def a_full_disk_is_told():
    with open('/dev/full', 'wb') as full:
        done = run('list', '-L', library(), stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1 and done.stderr.startswith(b'hsview: ')


@case
def hostile_names_and_titles_stay_on_one_line():
    lib = path('hostile.db')
    name = path('docs/\x1b]0;x\x07\u202e.txt', '政府\x1b[31m工作报告\n' + TEXT)
    out('import', '-L', lib, name)
    for fmt in ('table', 'tsv', 'csv', 'md', 'html', 'jsonl'):
        text = out('list', '-L', lib, '--format', fmt)
        assert '\x1b' not in text and '\u202e' not in text and '\x07' not in text, fmt
    assert '\x1b' not in out('show', '-L', lib, '1', '--all')
    assert '\\u001b' in out('list', '-L', lib, '--format', 'jsonl')
    path('bad\x1b[31m', '')
    assert '\x1b' not in err('outline', path('bad\x1b[31m'), status=1)


@case
def no_formula_reaches_a_spreadsheet():
    lib = path('formula.db')
    out('import', '-L', lib, path('docs/=1+1.txt', TEXT))
    row = list(csv.DictReader(io.StringIO(out('list', '-L', lib, '--format', 'csv', '--no-bom'))))[0]
    assert row['file'] == "'=1+1.txt"


@case
def invalid_utf8_becomes_replacement_characters():
    raw = TEXT.encode()[:-4] + b'\xff\xe4\xb8'
    doc = path('docs/broken.txt', b'\xef\xbb\xbf' + raw)
    text = raw.decode('utf-8', 'replace')
    assert ''.join(out(doc).split()) == ''.join(text.split())
    for line in out('outline', doc).splitlines():
        if not line.startswith('#'):
            offset, _, title = line.split('\t')
            assert text[int(offset):].startswith(title[0])


FIELDS = ['file', 'offset', 'value_text', 'value', 'unit', 'bound', 'indicator', 'canonical',
          'measure', 'role', 'period', 'scope', 'basis', 'expected', 'period_from', 'section', 'quote']
FIGURES = ('云溪区政府工作报告\n2024年1月10日\n一、2023年工作回顾\n'
           '全区地区生产总值达到1170.1亿元，增长6.1%，居全市第一。新增企业57家。\n'
           '二、2024年工作安排\n地区生产总值增长6%以上；单位能耗下降3.25%左右。\n')


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def check_figures(text, found):
    """Offsets are code points of the text, numbers are numbers, words are of the contract."""
    last = 0
    for row in found:
        assert set(FIELDS) <= set(row), row
        assert isinstance(row['offset'], int) and row['offset'] >= last, row
        last = row['offset']
        stretch = text[last:last + 2 * len(row['value_text']) + 40]
        assert stretch.replace('\r', '').replace('\n', '').startswith(row['value_text']), row
        assert isinstance(row['value'], (int, float)) and not isinstance(row['value'], bool), row
        assert row['value_text'] in row['quote'], row
        assert row['quote'] in text.replace('\r', '').replace('\n', ''), row
        assert row['bound'] in ('=', '>=', '<=', '~'), row
        assert row['measure'] in ('level', 'growth', 'increment', 'rank'), row
        assert row['role'] in ('achieved', 'target', 'context'), row
        for name in ('file', 'unit', 'indicator', 'canonical', 'period', 'scope', 'basis', 'section'):
            assert isinstance(row[name], str), row
        assert row['indicator'], row
        assert row['expected'] in ('', 'expected', 'provisional'), row
        assert row['period_from'] in ('', 'text', 'report', 'inferred'), row


@case
def extract_prints_the_fields_of_the_contract():
    name = path('figures.txt', FIGURES)
    raw = out('extract', '--format', 'jsonl', name)
    found = objects(raw)
    check_figures(FIGURES, found)
    assert all(list(row) == FIELDS for row in found)
    short = {(r['indicator'], r['value'], r['unit'], r['measure'], r['role'], r['bound'], r['period'])
             for r in found}
    assert ('地区生产总值', 117010000000, '元', 'level', 'achieved', '=', '2023') in short, short
    assert ('地区生产总值', 6, '%', 'growth', 'target', '>=', '2024') in short, short
    assert ('单位能耗', -3.25, '%', 'growth', 'target', '~', '2024') in short, short
    assert any(r['measure'] == 'rank' and r['value'] == 1 and r['unit'] == '位' for r in found), short
    assert '"value": 117010000000,' in raw and '"value": -3.25,' in raw, raw


@case
def extract_tells_basis_estimate_and_where_the_year_is_from():
    text = FIGURES.replace('新增企业57家', '预计新增企业57家，2021年收入30亿元（按可比口径增长5%）')
    found = {r['value_text']: r for r in objects(out('extract', '-', '--format', 'jsonl', stdin=text.encode()))}
    assert found['57家']['expected'] == 'expected' and found['6.1%']['expected'] == '', found
    assert found['5%']['basis'] == '可比口径' and found['6.1%']['basis'] == '', found
    assert found['30亿元']['period_from'] == 'text' and found['57家']['period_from'] == 'report', found
    undated = '云溪奋进新征程\n\n云溪日报讯 “十三五”收官之年，全区地区生产总值增长6.1%，建成学校12所。\n'
    found = objects(out('extract', '-', '--format', 'jsonl', stdin=undated.encode()))
    assert [(r['period'], r['period_from']) for r in found] == [('2020', 'inferred')] * 2, found
    table = out('extract', '-', '--format', 'table', '--lang', 'en', stdin=undated.encode())
    assert '2020?' in table, table


@case
def extract_offsets_count_no_byte_order_mark():
    plain = objects(out('extract', '--format', 'jsonl', path('plain.txt', FIGURES)))
    marked = objects(out('extract', '--format', 'jsonl', path('marked.txt', '\ufeff' + FIGURES)))
    assert [r['offset'] for r in plain] == [r['offset'] for r in marked]


@case
def extract_reads_standard_input_and_all_classes():
    some = objects(out('extract', '-', '--format', 'jsonl', stdin=FIGURES.encode()))
    every = objects(out('extract', '-', '--all', '--format', 'jsonl', stdin=FIGURES.encode()))
    check_figures(FIGURES, some)
    assert {r['class'] for r in every} >= {'metric', 'masked'}, every
    assert all('rule' in r for r in every)
    assert len(every) > len(some) == len([r for r in every if r['class'] == 'metric'])


@case
def extract_fails_for_one_file_and_goes_on():
    done = run('extract', '--format', 'jsonl', path('none-there.txt'), path('figures.txt', FIGURES))
    assert done.returncode == 1, done
    assert objects(done.stdout.decode())
    assert b'none-there.txt' in done.stderr
    assert run('extract', path('no-figures.txt', '没有数字。\n')).returncode == 1


@case
def samples_have_their_figures():
    for name in sorted(os.listdir(SAMPLES)):
        if name == 'README':
            continue
        full = os.path.join(SAMPLES, name)
        with open(full, encoding='utf-8-sig', newline='') as f:
            text = f.read()
        check_figures(text, objects(out('extract', '--format', 'jsonl', full)))


def figures_library(name):
    lib = path(name)
    later = FIGURES.replace('云溪', '榆汀').replace('2024', '2025').replace('2023', '2024')
    out('import', '-L', lib, path('云溪区-2024.txt', FIGURES), path('榆汀区-2025.txt', later))
    return lib


@case
def metrics_are_those_of_extract():
    lib = figures_library('metrics.db')
    found = objects(out('metrics', '-L', lib, '--region', '云溪', '--format', 'jsonl'))
    want = objects(out('extract', '--format', 'jsonl', path('云溪区-2024.txt')))
    check_figures(FIGURES, found)
    assert [{k: r[k] for k in FIELDS} for r in found] == want
    assert {(r['region'], r['year']) for r in found} == {('云溪区', 2024)}
    listed = objects(out('list', '-L', lib, '--format', 'jsonl'))
    assert {r['metrics'] for r in listed} == {len(want)}, listed


@case
def metrics_are_filtered():
    lib = figures_library('filtered.db')

    def ask(*options, status=0):
        return objects(out('metrics', '-L', lib, '--format', 'jsonl', *options, status=status))
    every = ask()
    assert {r['region'] for r in every} == {'云溪区', '榆汀区'}
    assert {r['year'] for r in ask('--year', '2025')} == {2025}
    assert ask('--year', '2024-2025') == every
    assert ask('--year', '1999', status=1) == []
    assert {r['role'] for r in ask('--role', 'target')} == {'target'}
    gdp = ask('--indicator', 'GDP')
    assert {r['canonical'] for r in gdp} == {'地区生产总值'}
    assert [r['year'] for r in gdp] == sorted((r['year'] for r in gdp), reverse=True)
    assert {r['year'] for r in ask('--indicator', 'GDP', '--year', '2024', '--role', 'target')} == {2024}
    assert {r['region'] for r in ask('--indicator', 'GDP', '--region', '榆')} == {'榆汀区'}
    assert {r['indicator'] for r in ask('--indicator', '位能')} == {'单位能耗'}  # no name of the tables
    assert ask('--indicator', '无此指标', status=1) == []
    for words in (['--year', '2025-2024'], ['--year', 'x'], ['--role', 'hope']):
        err('metrics', '-L', lib, *words, status=2)


@case
def metrics_name_what_is_near():
    lib = figures_library('near.db')

    def ask(*options):
        return err('metrics', '-L', lib, *options, status=1)
    assert '榆汀区' in ask('--region', '火星')
    assert '地区生产总值' in ask('--indicator', '地区生产总之')
    assert '–20' in ask('--indicator', 'GDP', '--year', '1950')


@case
def metrics_in_tables_for_people_and_sheets():
    lib = figures_library('sheets.db')
    table = out('metrics', '-L', lib, '--format', 'table', '--lang', 'zh')
    assert '地区生产总值' in table and '≥' in table, table
    sheet = list(csv.DictReader(io.StringIO(out('metrics', '-L', lib, '--format', 'csv', '--no-bom'))))
    assert {r['value'] for r in sheet} >= {'117010000000', '-3.25'}, sheet


@case
def update_reads_again_what_other_rules_read():
    lib = figures_library('update.db')
    with open(os.path.join(SOURCE, 'assets', 'lexicon', 'verbs.tsv'), encoding='utf-8') as f:
        table = f.read()
    path('other/lexicon/verbs.tsv', table + '# another set of rules\n')
    other = ['-L', lib, '--assets', path('other')]
    before = out('metrics', '-L', lib, '--format', 'jsonl')
    assert b'update' not in run('check', '-L', lib).stderr
    told = run('check', *other)
    assert told.returncode == 0 and b'2 reports' in told.stderr and b'hsview update' in told.stderr, told
    assert b'2 read again' in run('update', *other).stderr
    assert b'update' not in run('check', *other).stderr
    assert b'0 read again' in run('update', *other).stderr
    assert b'2 read again' in run('update', '-L', lib).stderr
    assert out('metrics', '-L', lib, '--format', 'jsonl') == before


@case
def set_by_hand_is_marked_and_stays():
    lib = figures_library('set.db')
    report = objects(out('list', '-L', lib, '--format', 'jsonl'))[0]
    assert report['by_hand'] == ''
    number = str(report['id'])
    out('set', number, '-L', lib, '--year', '2031', '--review-year', '2030', '--region', '澄江区')
    path('again/lexicon/verbs.tsv', open(os.path.join(SOURCE, 'assets', 'lexicon', 'verbs.tsv'), 'rb').read() + b'#\n')
    assert b'2 read again' in run('update', '-L', lib, '--assets', path('again')).stderr
    again = [r for r in objects(out('list', '-L', lib, '--format', 'jsonl')) if r['id'] == report['id']][0]
    assert (again['year'], again['review_year'], again['region']) == (2031, 2030, '澄江区'), again
    assert set(again['by_hand'].split()) == {'year', 'review_year', 'region'}, again
    assert 'no report 99' in err('set', '99', '-L', lib, '--year', '2031', status=1)
    for words in ([], ['--year', '99999'], ['--date', '1.2.2024'], ['--kind', 'x']):
        err('set', number, '-L', lib, *words, status=2)

OLD = ('云溪区政府工作报告\n2023年1月10日\n一、2022年工作回顾\n全区新建口袋公园12个。\n'
       '二、2023年重点工作\n力争新开工亿元以上项目40个。启动河道清淤工程。\n')
NEWER = ('云溪区政府工作报告\n2024年1月9日\n一、2023年工作回顾\n全区新建口袋公园12个。\n'
         '二、2024年总体要求\n坚持稳中求进，把恢复消费摆在前面。\n'
         '三、2024年重点工作\n确保新开工亿元以上项目45个。引进首店20家。\n')


@case
def diff_tells_what_became_of_each_sentence():
    a, b = path('云溪区-2023.txt', OLD), path('云溪区-2024.txt', NEWER)
    rows = objects(out('diff', a, b, '--format', 'jsonl'))
    kinds = {(r['kind'], r['old_text'] or r['new_text']) for r in rows}
    assert kinds == {('new', '坚持稳中求进，把恢复消费摆在前面。'), ('gone', '启动河道清淤工程。'),
                     ('reworded', '力争新开工亿元以上项目40个。'), ('new', '引进首店20家。')}, kinds
    reworded = [r for r in rows if r['kind'] == 'reworded'][0]
    assert reworded['changes'] == '力争→确保 | 40→45', reworded
    assert (reworded['strength'], reworded['old_promise'], reworded['new_promise']) == \
        ('stronger', '力争', '确保'), reworded
    assert (reworded['old_section'], reworded['new_section']) == ('二、2023年重点工作', '三、2024年重点工作')
    for row in rows:
        for text, side in ((OLD, 'old'), (NEWER, 'new')):
            at = row[side + '_offset']
            assert (at is None) == (row[side + '_text'] == '')
            assert at is None or text[at:].startswith(row[side + '_text'])
    every = objects(out('diff', a, b, '--all', '--format', 'jsonl'))
    assert len(every) == len(rows) + 1 and {r['kind'] for r in every} >= {'same'}


@case
def diff_takes_ids_and_files():
    lib = path('diff.db')
    a, b = path('云溪区-2023.txt', OLD), path('云溪区-2024.txt', NEWER)
    out('import', '-L', lib, a)
    out('import', '-L', lib, b)
    want = out('diff', a, b)
    assert want.startswith('kind\tmoved\tstrength\t')
    assert out('diff', '-L', lib, '1', '2') == want == out('diff', '-L', lib, '1', b)
    assert out('diff', a, a, '--format', 'jsonl', status=1) == ''
    assert 'no report 9' in err('diff', '-L', lib, '1', '9', status=1)
    assert 'none.txt' in err('diff', a, path('none.txt'), status=1)
    err('diff', '-L', lib, '1', status=2)


@case
def diff_for_people():
    a, b = path('云溪区-2023.txt', OLD), path('云溪区-2024.txt', NEWER)
    text = out('diff', a, b, '--format', 'table', '--width', '60', '--lang', 'zh')
    assert '二、2023年重点工作 → 三、2024年重点工作\n' in text, text
    assert '\n+ 二、2024年总体要求\n  + 坚持稳中求进' in text, text
    assert '  ▲ 【力争→确保】新开工亿元以上项目【40→45】个。\n    ▲ 力争→确保\n' in text, text
    assert '  − 启动河道清淤工程。\n' in text and '  + 引进首店20家。\n' in text, text
    assert '新增 2，删去 1，改写 1，移动 0，未变 1' in text, text
    assert '口袋公园' not in text, text
    assert '| 【力争→确保】新开工亿元以上项目【40→45】个。 | ▲ 力争→确保 |' in \
        out('diff', a, b, '--format', 'md', '--lang', 'zh')
    hostile = path('敌意.txt', NEWER.replace('引进', '\x1b[31m引进<b>'))
    for fmt in ('table', 'tsv', 'csv', 'md', 'html', 'jsonl'):
        assert '\x1b' not in out('diff', a, hostile, '--format', fmt), fmt
    assert '<b>' not in out('diff', a, hostile, '--format', 'html')


@case
def killed_while_it_is_made_a_library_is_there_or_not():
    seen = set()
    for i in range(24):
        lib = os.path.join(HOME, f'kill{i}.db')
        p = subprocess.Popen([HSVIEW, 'import', '-L', lib, SAMPLES], env={'HOME': HOME},
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(i * 0.001)
        p.kill()
        p.wait()
        if os.path.exists(lib):
            done = run('list', '-L', lib)
            assert done.returncode in (0, 1), done.stderr.decode()
        seen.add(os.path.exists(lib))
    assert True in seen or SANITIZED


def compare(lib, *args):
    return [json.loads(line) for line in out('compare', '-L', lib, '--format', 'jsonl', *args).splitlines()]


COMPARE_FIELDS = [
    'region', 'indicator', 'measure', 'unit', 'year', 'target_text', 'target_low', 'target_high',
    'target_bound', 'achieved_text', 'achieved', 'verdict', 'reason', 'reason_text', 'scope', 'basis',
    'marks', 'target_id', 'target_offset', 'achieved_id', 'achieved_offset']


@case
def compare_tells_verdict_and_evidence():
    lib = library()
    files = {row['id']: os.path.join(SAMPLES, os.path.basename(row['file'])) for row in rows(lib)}
    gdp = {row['year']: row for row in compare(lib, '--region', '青岚', '--indicator', 'gdp')
           if row['measure'] == 'growth' and row['target_text'] and not row['basis']}
    assert list(gdp[2024]) == COMPARE_FIELDS
    assert (gdp[2024]['target_low'], gdp[2024]['target_high'], gdp[2024]['target_bound']) == (5, 5.5, 'range')
    assert gdp[2024]['verdict'] == 'met' and gdp[2024]['reason'] == 'in-range'
    assert gdp[2023]['verdict'] == 'near' and gdp[2022]['verdict'] == 'missed'
    assert gdp[2025]['verdict'] == 'no achievement' and gdp[2025]['achieved'] is None
    for row in gdp.values():
        for side in ('target', 'achieved'):
            if row[side + '_id'] is not None:
                with open(files[row[side + '_id']], encoding='utf-8', newline='') as text:
                    at = text.read()[row[side + '_offset']:]
                assert at.startswith(row[side + '_text']), row
    assert '达到' in out('compare', '-L', lib, '--indicator', 'gdp', '--format', 'jsonl', '--lang', 'zh')


@case
def compare_by_region_lays_regions_side_by_side():
    lib = library()
    found = compare(lib, '--by', 'region', '--year', '2024', '--indicator', '地区生产总值')
    growth = [row for row in found if row['measure'] == 'growth' and row['target_text']]
    assert {row['region'] for row in growth} == {'青岚区', '榆汀区'}
    table = out('compare', '-L', lib, '--by', 'region', '--year', '2024', '--indicator', 'GDP',
                '--format', 'table')
    assert '✗ missed' in table and '✓ met' in table
    assert max(columns(line) for line in table.splitlines()) <= 120


@case
def compare_names_the_nearest():
    lib = library()
    assert '青岚区' in err('compare', '-L', lib, '--region', '青山', status=1)
    assert '停车位' in err('compare', '-L', lib, '--indicator', '停车场', status=1)
    assert '2015–2026' in err('compare', '-L', lib, '--year', '1999', status=1)
    assert 'hsview import' in err('compare', status=1, env={'HOME': path('nobody'), 'XDG_DATA_HOME': path('none')})
    assert 'is not for' in err('compare', '-L', lib, '--role', 'target', status=2)


@case
def export_writes_whole_files():
    lib = library()
    where = os.path.join(HOME, 'export')
    os.makedirs(where, exist_ok=True)
    for what in ('compare', 'metrics'):
        for ending in ('csv', 'json', 'jsonl', 'tsv', 'md', 'html'):
            name = os.path.join(where, f'{what}.{ending}')
            assert out('export', what, '-L', lib, '--region', '榆汀区', '-o', name) == ''
            assert os.path.getsize(name) > 1000, name
            before = sha(name)
            assert '--force' in err('export', what, '-L', lib, '-o', name, status=2)
            assert sha(name) == before
            out('export', what, '-L', lib, '--region', '榆汀区', '-o', name, '--force')
            assert sha(name) == before
    assert sorted(os.listdir(where)) == sorted(
        f'{what}.{ending}' for what in ('compare', 'metrics')
        for ending in ('csv', 'json', 'jsonl', 'tsv', 'md', 'html'))
    with open(os.path.join(where, 'compare.json'), encoding='utf-8') as f:
        assert len(json.load(f)) == len(compare(lib, '--region', '榆汀'))
    with open(os.path.join(where, 'compare.html'), encoding='utf-8') as f:
        page = f.read()
    assert page.startswith('<!DOCTYPE html>') and page.rstrip().endswith('</html>')
    assert '<script' not in page and 'http' not in page and '@media print' in page
    assert page.count('<li id="n') == page.count('<sup id="r') > 50
    assert '<mark>5.5%</mark>' in page
    with open(os.path.join(where, 'compare.md'), encoding='utf-8') as f:
        page = f.read()
    assert '[^1]: 榆汀区' in page and '**5.5%**' in page
    with open(os.path.join(where, 'compare.csv'), 'rb') as f:
        assert f.read(3) == b'\xef\xbb\xbf'


@case
def export_of_notes():
    lib, state = library(), path('state-of-notes')
    env = {'XDG_STATE_HOME': state}
    name = os.path.join(HOME, 'notes.json')
    assert 'no notes' in err('export', 'notes', '-L', lib, '-o', name, status=1, env=env)
    assert not os.path.exists(name)
    con = sqlite3.connect(os.path.join(state, 'hsview', 'reader.db'))
    con.execute("INSERT INTO note (letter, sha256, path, title, sentence, off, text, made) "
                "VALUES (0, ?, x'2f78', '柳堤区政府工作报告', '粮食总产量6.5万吨。', 3, '=核实<b>', 1700000000)", ('0' * 64,))
    con.commit()
    con.close()
    out('export', 'notes', '-L', lib, '-o', name, env=env)
    with open(name, encoding='utf-8') as f:
        note = json.load(f)[0]
    assert (note['title'], note['note'], note['made']) == ('柳堤区政府工作报告', '=核实<b>', '2023-11-14')
    assert "'=核实" in out('export', 'notes', '-L', lib, '-o', '-', '--format', 'csv', env=env)
    page = out('export', 'notes', '-L', lib, '-o', '-', '--format', 'html', env=env)
    assert page.startswith('<!DOCTYPE html>') and '&lt;b&gt;' in page and '</html>' in page


@case
def export_says_what_it_needs():
    lib = library()
    name = os.path.join(HOME, 'x.html')
    assert '-o FILE' in err('export', 'compare', '-L', lib, status=2)
    assert 'which format' in err('export', 'compare', '-L', lib, '-o', os.path.join(HOME, 'x'), status=2)
    assert 'knows compare' in err('export', 'all', '-L', lib, '-o', name, status=2)
    assert 'is a folder' in err('export', 'compare', '-L', lib, '-o', HOME, '--format', 'md', '--force', status=2)
    assert 'cannot be written' in err('export', 'compare', '-L', lib, '-o', HOME + '/no/x.md', status=2)
    err('export', 'compare', '-L', lib, '--region', '无', '-o', name, status=1)
    assert not os.path.exists(name) and not [f for f in os.listdir(HOME) if f.startswith('x.html')]
    assert out('export', 'compare', '-L', lib, '-o', '-', '--format', 'md').startswith('# Targets')


@case
def config_is_dumped_read_and_told_when_it_is_wrong():
    def config(text):
        path('cfg/hsview/config', text.encode())
        return {'XDG_CONFIG_HOME': path('cfg')}
    dump = out('--dump-config')
    assert '\n[keys]\n' in dump and 'down = j down\n' in dump and 'theme = default\n' in dump
    assert out('--dump-config', env=config(dump)) == dump
    assert 'down = x\n' in out('--dump-config', env=config('[keys]\ndown = x\nkeyword = alt-x\n'))
    text = run('--dump-config', env=config('[keys]\n\ndown = n\n'))
    assert b'config: the key n has two actions: search-next, down (3)' in text.stderr, text.stderr
    assert text.stdout.decode() == dump and text.returncode == 0
    for broken in ('nonsense\n', '[display]\nlanguage = xx\n', '\0', '[keys]\nfly = a\n', 'x' * 5000):
        assert b'hsview: ' in run('--dump-config', env=config(broken)).stderr, broken
    # the language of the config, without one in the environment
    env = config('[display]\nlanguage = zh\n')
    assert '用法' in out('--help', env=dict(env, LANGUAGE=None, LANG=None))
    # word tables beside the config
    path('cfg/hsview/lexicon/units.tsv', b'broken\n')
    assert 'units.tsv' in err('extract', path('c.txt', TEXT.encode()), env=env, status=2)


def look(*words, status=0, **more):
    text = out('look', '-L', library('look.db'), '--format', 'jsonl', *words, status=status, **more)
    return [json.loads(line) for line in text.splitlines()]


@case
def look_answers_a_question():
    answer = look('去年定的GDP目标完成了没有')
    assert {row['year'] for row in answer} == {2024}, answer
    row = answer[0]
    assert row['region'] == '青岚区' and row['indicator'] == '地区生产总值', row
    assert row['target_text'] == '5%—5.5%' and row['achieved_text'] == '5.4%', row
    assert row['verdict'] == 'met' and row['reason'] == 'in-range', row
    for side in ('target', 'achieved'):
        assert row[side + '_text'] in row[side + '_sentence'] and row[side + '_title'], row
        assert isinstance(row[side + '_id'], int) and isinstance(row[side + '_offset'], int)
    # the words one by one, letters, a place, a year by option
    assert look('去年', 'GDP') == answer
    assert look('gdp24') == look('GDP', '--year', '2024') == answer
    assert look('yt', 'gdp')[0]['region'] == '榆汀区'
    assert look('ytgdp')[0]['region'] == look('榆汀 GDP')[0]['region'] == '榆汀区'
    assert look('GDP', '--region', '榆汀')[0]['region'] == '榆汀区'


@case
def look_prints_a_card():
    card = out('look', '-L', library('look.db'), '--format', 'table', '固定資產投資', '2023')
    lines = card.splitlines()
    assert lines[0].startswith('青岚区 固定资产投资'), card
    assert any(line.startswith('2023 ✗ ≈10% → 5.1%') for line in lines), card
    assert '✗ missed  5.1% falls short of ≈10%' in lines, card
    assert '青岚区2023年' in card and '青岚区2024年' in card
    for kind in ('md', 'html', 'csv', 'tsv'):
        text = out('look', '-L', library('look.db'), '--format', kind, 'gdzctz')
        assert '固定资产投资' in text, text


@case
def look_says_what_is_near():
    text = err('look', '-L', library('look.db'), '固定资产投姿', status=1)
    assert '固定资产投资' in text, text
    assert 'zzzzqq' in err('look', '-L', library('look.db'), 'zzzzqq', status=1)
    assert '2020–2025' in err('look', '-L', library('look.db'), 'GDP', '1999', status=1)
    assert '榆汀区' in err('look', '-L', library('look.db'), 'GDP', '--region', '榆丁', status=1)
    # a place that is not in the library is answered by no other place
    for words in ('宁波GDP', '宁波', '国务院 GDP'):
        assert '榆汀区' in err('look', '-L', library('look.db'), words, status=1), words
    assert '火星' in err('look', '-L', library('look.db'), '火星GDP', status=0)
    err('look', status=2)
    err('look', 'GDP', '--year', 'x', status=2)
    err('look', 'GDP', env={'XDG_DATA_HOME': path('nothing')}, status=1)
    # any bytes are a question
    err('look', '-L', library('look.db'), b'\xff\xfe\x1b[31m', status=1)
    assert '\x1b' not in err('look', '-L', library('look.db'), '\x1b[31mx' * 200, status=1)


@case
def publish_copies():
    lib, copy = library(), path('published.db')
    said = run('publish', '-L', lib, copy)
    assert said.returncode == 0 and b'9 reports' in said.stderr and not said.stdout, said
    with open(copy, 'rb') as f:
        head = f.read(100)
    assert head[18:20] == b'\1\1', head
    assert out('list', '-L', copy, '--format', 'jsonl') == out('list', '-L', lib, '--format', 'jsonl')
    assert out('search', '-L', copy, '--count', '增长') == out('search', '-L', lib, '--count', '增长')
    assert out('check', '-L', copy) == out('check', '-L', lib)
    assert not [n for n in os.listdir(HOME) if n.startswith('published.db') and n != 'published.db']
    # an older copy is replaced, by one of the same content
    with open(copy, 'rb') as f:
        before = f.read()
    out('publish', '-L', lib, copy)
    with open(copy, 'rb') as f:
        assert f.read() == before


@case
def publish_refuses():
    lib, other = library(), path('other.txt', 'mine')
    for target, status in ((lib, 2), (other, 3), (HOME, 2), (path('none') + '/x.db', 3), ('/dev/null', 2)):
        err('publish', '-L', lib, target, status=status)
    os.symlink(other, path('link.db'))
    err('publish', '-L', lib, path('link.db'), status=2)
    live = path('live.db')
    out('import', '-L', live, path('t.txt', TEXT))
    assert 'another name' in err('publish', '-L', lib, live, status=2)
    assert 'empty' in err('publish', path('p.db'), env={'XDG_DATA_HOME': path('nothing')}, status=1)
    with open(other, encoding='utf-8') as f:
        assert f.read() == 'mine'
    left = [n for n in os.listdir(HOME) if '.db.' in n and n.startswith(('live', 'link', 'a.db'))]
    assert not left, left


def lines(script, *args, **more):
    done = run('--line', *args, stdin=script.encode(), **more)
    assert done.returncode == 0, done.stderr
    assert b'\x1b' not in done.stdout, done.stdout
    return done.stdout.decode().splitlines()


@case
def line_mode_reads_and_chooses():
    lib = library()
    first = lines('quit\n', '-L', lib)
    assert first[0].startswith('1. 2025, ') and len(first) == 10, first
    assert lines('', '-L', lib) == first
    text = lines('1\n\ntext 0\nq\n', '-L', lib)[10:]
    start = text[0]
    assert text.count(start) == 2 and len(text) > 30, text
    heads = lines('1\noutline\n3\nq\n', '-L', lib)
    at = next(i for i, line in enumerate(heads) if line.startswith('1. level'))
    title = heads[at + 2].split(': ', 1)[1]
    assert [line for line in heads[at + 3:] if line.strip().startswith(title)], heads[-20:]
    whole = lines('1\n' + '\n' * 100 + 'q\n', '-L', lib)
    assert 'the end of the report' in whole
    shown = ''.join(''.join(whole).split())
    for line in out('show', rows(lib)[0]['id'].__str__(), '-L', lib).splitlines():
        assert ''.join(line.split()) in shown, line


@case
def line_mode_answers():
    lib = library()
    said = '\n'.join(lines('search 增长\n1\nlook GDP\n1\nfigures\ncompare GDP\nhelp\nnope\n9999\nopen x\n'
                           'list 榆汀\nsearch (\nsearch 没有这个词啊\nlook\n', '-L', lib))
    for words in ('→', 'met', ', target, ', 'no such command', 'no such number', 'open takes',
                  'search: search WORDS', 'nothing found', 'look takes'):
        assert words in said, words
    chinese = '\n'.join(lines('列表\n打开 1\n提纲\n查 GDP\n退出\n', '-L', lib, env={'LANGUAGE': 'zh'}))
    assert '没有这个命令' not in chinese and '1. ' in chinese and '达成' in chinese, chinese
    # files, an empty library, no report open
    assert any('增长6%' in line for line in lines('\n', path('t.txt', TEXT)))
    nothing = lines('text\noutline\nfigures\n', env={'XDG_DATA_HOME': path('nothing')})
    assert nothing.count('no report is open: list shows them, a number opens one') == 3, nothing
    long = lines('x' * 5000 + '\nquit\n', '-L', lib)
    assert long, long


print(f'1..{len(cases)}')
bad = 0
for i, function in enumerate(cases, 1):
    try:
        function()
        print(f'ok {i} - {function.__name__}')
    except Exception as error:  # every way to fail is a failure of its case
        bad += 1
        print(f'not ok {i} - {function.__name__}')
        print('# ' + repr(error).replace('\n', '\n# '))
    sys.stdout.flush()
shutil.rmtree(HOME, ignore_errors=True)
sys.exit(bad > 0)
