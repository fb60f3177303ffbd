#!/usr/bin/env python3
"""A library that others change while hsview shows it: watch_test.py PROGRAM
SAMPLES. What changed is shown without a key, said in the status line, and
nothing is written while nothing happens. Speaks TAP."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time

from screen import Session, check, finish, test

PROGRAM, SAMPLES = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
FOLDER = tempfile.mkdtemp(prefix='hsview-watch-')
FILES = sorted(glob.glob(os.path.join(SAMPLES, '*-20??.txt')))
ENV = {'TERM': 'xterm-256color', 'HOME': FOLDER, 'PATH': os.environ['PATH'], 'LANG': 'en_GB.UTF-8'}
ENV.update({k: v for k, v in os.environ.items() if k.endswith('SAN_OPTIONS')})


def hsview(*args):
    done = subprocess.run([PROGRAM, *args], env=ENV, capture_output=True)
    check(done.returncode == 0, done.stderr.decode())
    return done


def as_nobody(*args):
    """Root may write everywhere; somebody else reads, with a copy that he can reach."""
    if os.geteuid() != 0:
        return subprocess.run([PROGRAM, *args], env=ENV, capture_output=True)
    os.chmod(FOLDER, 0o755)
    program = shutil.copy(PROGRAM, os.path.join(FOLDER, 'hsview'))
    return subprocess.run(['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', program, *args], env=ENV,
                          capture_output=True)


def library(name, files):
    path = os.path.join(FOLDER, name, 'library.db')
    hsview('import', '-L', path, *files)
    return path


def browser(path):
    return Session([PROGRAM, '-L', path], ENV, b'2025')


def waited(s, what):
    s.wait_for(what, 10)


@test
def _():
    """an import shows up without a key"""
    path = library('import', FILES[1:])
    s = browser(path)
    s.out = b''
    hsview('import', '-L', path, FILES[0])
    waited(s, b'has changed')
    text = s.keys(b'\x0c')
    check(f'{len(FILES)} reports' in text, text[:300])
    s.leave()


@test
def _():
    """a file that takes its place is opened, a reader keeps its report"""
    path = library('replace', FILES)
    other = library('other', FILES[2:])
    s = browser(path)
    s.keys(b'\r')
    title = s.keys(b'\x0c').split('\n')[0][:60]
    s.out = b''
    hsview('publish', '-L', other, os.path.join(FOLDER, 'new.db'))
    for tail in ('-wal', '-shm'):
        os.remove(path + tail)
    os.rename(os.path.join(FOLDER, 'new.db'), path)
    waited(s, b'was replaced')
    check(s.keys(b'\x0c').split('\n')[0][:60] == title, 'another report')
    s.keys(b'q')
    text = s.keys(b'\x0c')
    check(f'{len(FILES) - 2} reports' in text, text[:300])
    s.leave()


@test
def _():
    """a published library is replaced by publishing again"""
    path, small = library('big', FILES), library('small', FILES[3:])
    shown = os.path.join(FOLDER, 'shown.db')
    hsview('publish', '-L', path, shown)
    s = browser(shown)
    s.out = b''
    hsview('publish', '-L', small, shown)
    waited(s, b'was replaced')
    text = s.keys(b'\x0c')
    check(f'{len(FILES) - 3} reports' in text, text[:300])
    s.leave()


@test
def _():
    """a file that is gone, one that is none, and ours again"""
    path = library('gone', FILES)
    s = browser(path)
    s.out = b''
    os.rename(path, path + '.away')
    waited(s, b'is gone')
    text = s.keys(b'j\r\x0c')
    check('gone' not in text and len(text) > 300, text)
    s.out = b''
    with open(path, 'w', encoding='ascii') as f:
        f.write('no library')
    waited(s, b'no hsview library')
    s.out = b''
    os.rename(path + '.away', path)
    time.sleep(0.5)
    s.keys(b'q')
    check('reports' in s.keys(b'\x0c'), 'no list')
    s.leave()


@test
def _():
    """who only reads beside it, and other files, make no noise"""
    path = library('quiet', FILES)
    s = browser(path)
    s.settle(0.5)
    s.out = b''
    for _ in range(3):
        hsview('list', '-L', path)
        hsview('search', '-L', path, '增长')
    with open(os.path.join(os.path.dirname(path), 'other'), 'w', encoding='ascii') as f:
        f.write('x')
    s.settle(1.0)
    check(not s.out, f'{len(s.out)} bytes: {s.text()[:200]}')
    s.leave()


@test
def _():
    """a library with a log, none there, where nobody may write"""
    path = library('unwritable', FILES)
    folder = os.path.dirname(path)
    for tail in ('-wal', '-shm'):
        os.remove(path + tail)
    os.chmod(path, 0o444)
    os.chmod(folder, 0o555)
    done = as_nobody('list', '-L', path)
    os.chmod(folder, 0o755)
    check(done.returncode == 0, done.stderr.decode())
    check(len(done.stdout.splitlines()) == len(FILES) + 1, done.stdout.decode())
    check(b'nobody changes' in done.stderr, done.stderr.decode())


@test
def _():
    """a published one there opens without a word and leaves nothing"""
    path = library('public', FILES)
    folder = os.path.join(FOLDER, 'readonly')
    os.mkdir(folder)
    shown = os.path.join(folder, 'shown.db')
    hsview('publish', '-L', path, shown)
    check(os.stat(shown).st_mode & 0o444 == 0o444, oct(os.stat(shown).st_mode))
    os.chmod(folder, 0o555)
    done = as_nobody('search', '-L', shown, '增长')
    os.chmod(folder, 0o755)
    check(done.returncode == 0 and not done.stderr, done.stderr.decode())
    check(os.listdir(folder) == ['shown.db'], str(os.listdir(folder)))


shutil.rmtree(FOLDER)
finish()
