#!/usr/bin/env python3
"""hsview --kiosk in a pseudo-terminal: kiosk_test.py PROGRAM FOLDER

Tries the keys, chords, pastes and answers by which other programs were left
or made to write, under strace where that is there, and looks what the process
did. The kiosk obeys no HSVIEW_FRAME_FD, so a screen is waited for by its
silence. Speaks TAP."""
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

from screen import Session, check, finish, test

PROGRAM, SAMPLES = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SANITIZED = b'__asan_init' in open(PROGRAM, 'rb').read()
STRACE = None if SANITIZED else shutil.which('strace')
FOLDER = tempfile.mkdtemp(prefix='hsview-kiosk-')
LIBRARY = os.path.join(FOLDER, 'shared', 'library.db')
TRACE = os.path.join(FOLDER, 'trace')
ENV = {'TERM': 'xterm-256color', 'HOME': FOLDER, 'PATH': os.environ['PATH'], 'LANG': 'en_GB.UTF-8',
       'ASAN_OPTIONS': 'detect_leaks=0', 'LSAN_OPTIONS': 'detect_leaks=0'}
subprocess.run([PROGRAM, 'import', '-L', LIBRARY, SAMPLES], env=ENV, check=True, capture_output=True)


def kiosk(*args, env=None, trace=False, pass_fds=()):
    command = [PROGRAM, '--kiosk', '-L', LIBRARY, *args]
    if trace and STRACE:
        command = [STRACE, '-f', '-qq', '-o', TRACE, '-e', 'trace=%file,%process,%network', *command]
    return Session(command, {**ENV, **(env or {})}, b'2025', pass_fds)


def library_state():
    with open(LIBRARY, 'rb') as f:
        return hashlib.sha256(f.read()).hexdigest(), sorted(os.listdir(os.path.dirname(LIBRARY)))


def traced():
    """What the program did after it began: (call, rest of the line)."""
    if not STRACE:
        return []
    with open(TRACE, encoding='utf-8', errors='replace') as f:
        lines = [re.match(r'\d+\s+(\w+)\((.*)', line) for line in f]
    return [(m[1], m[2]) for m in lines if m][1:]


OWN = ('/usr/', '/lib/', '/lib64/', '/etc/ld.so', '/etc/terminfo', '/etc/localtime', '/dev/urandom', '/dev/null',
       '/proc/self/', os.path.dirname(PROGRAM) + '/', os.path.dirname(LIBRARY) + '/')


def check_trace():
    for call, rest in traced():
        check(call not in ('execve', 'execveat', 'fork', 'vfork', 'clone', 'clone3', 'socket', 'connect', 'unlink',
                           'unlinkat', 'rename', 'renameat2', 'mkdir', 'mkdirat', 'link', 'symlink', 'chmod'),
              f'{call}({rest}')
        opened = re.match(r'AT_FDCWD, "([^"]*)", (\S+?)[,)].* = (-?\d+)', rest) if call == 'openat' else None
        if not opened or opened[3].startswith('-'):
            continue
        check(not re.search('O_WRONLY|O_RDWR|O_CREAT|O_TRUNC', opened[2]), f'opened for writing: {rest}')
        check(opened[1].startswith(OWN) or 'O_PATH' in opened[2], f'opened: {rest}')


CHORDS = [bytes([c]) for c in b'!#|:vesowEFPSR&%$~`\\"@^'] + [b'\x1b' + bytes([c]) for c in range(0x61, 0x7b)] + \
    [bytes([c]) for c in (1, 2, 3, 4, 7, 15, 17, 18, 19, 20, 22, 24, 25, 26, 28, 29, 30, 31)] + \
    [b'\x1bOP', b'\x1bOQ', b'\x1bOR', b'\x1bOS'] + [b'\x1b[%d~' % i for i in range(1, 35)]
ANSWERS = (b'\x1b[?62;22c', b'\x1b[24;80R', b'\x1b[0n', b'\x1bP1$r0m\x1b\\', b'\x1b]11;rgb:0000/0000/0000\x07',
           b'\x1b]52;c;ZXZpbA==\x07', b'\x1b[200~:!sh\rj\x1b[201~', b'\x1b[200~a\x1b[201~:!sh\r\x1b[201~',
           b'\xff\xfe\xc3(\xf5\x80', b'\0\0\0', b'\x1b[M !!', b'\x1b[<0;10;10M\x1b[<0;10;10m')
WORDS = (b'!sh', b'shell', b'sh', b'e /etc/passwd', b'w /tmp/PWNED', b'import /etc', b'export notes -o /tmp/PWNED',
         b'remove', b'suspend', b'year 1999', b'region X', b'theme ../../../../etc/passwd', b'set', b'open /etc/passwd',
         b'cd /', b'| sh', b'%!sh')


@test
def _():
    """keys, chords, pastes and answers open nothing and change nothing"""
    before = library_state()
    s = kiosk(trace=True)
    for view in (b'', b'\r', b'i', b'c', b'l', b'@', b's', b'?', b'B', b'/'):
        s.keys(b'\x1b')
        s.keys(view)
        for chord in CHORDS:
            os.write(s.master, chord)
            s.settle(0.002)
        s.keys(b'\x1b', 0.05)
    for answer in ANSWERS:
        s.keys(answer, 0.03)
    for word in WORDS:
        s.keys(b'\x1b', 0.03)
        s.keys(b':' + word + b'\r', 0.03)
    s.keys(b'\x1b[200~' + b'A\xe5\xa2\x9e' * 250000 + b'\x1b[201~', 0.3)
    for row in range(1, 25, 3):
        s.keys(b''.join(b'\x1b[<0;%d;%dM\x1b[<0;%d;%dm' % (c, row, c, row) for c in range(1, 81, 3)), 0.02)
    for rows, cols in ((1, 1), (0, 0), (65535, 65535), (24, 80)):
        s.size(rows, cols)
        s.keys(b'\x1b', 0.1)
    s.leave()
    check(library_state() == before, 'the library or its folder changed')
    check(not os.path.exists('/tmp/PWNED'), 'a file was written')
    check_trace()


@test
def _():
    """what is not allowed is said to be unknown, by key and by name"""
    s = kiosk()
    for key, label in ((b'\x1a', '^Z'), (b'\x1b[3~', 'Del')):
        text = s.keys(key)
        check('nothing here' in text and label in text, f'{key}: {text[-200:]}')
    for name in (b'suspend', b'remove', b'year 2020', b'region X'):
        s.keys(b'j')
        text = s.keys(b':' + name + b'\r')
        # the beginning of the line may be on the screen already
        check('? shows them' in text, f'{name}: {text[-200:]}')
    s.leave()


@test
def _():
    """help and completion show only what is allowed"""
    s = kiosk()
    text = s.keys(b'?') + s.keys(b'G')
    check('leave hsview' in text and 'suspend' not in text and 'take the report out' not in text, text[-1500:])
    s.keys(b'\x1b')
    text = s.keys(b':sus\t')
    check('suspend' not in text, text)
    s.leave()


@test
def _():
    """a stop from outside does not stop it"""
    s = kiosk()
    s.p.send_signal(signal.SIGTSTP)
    text = s.keys(b'j')
    check(text.strip(), 'it stopped')
    s.leave()


@test
def _():
    """the environment names no files"""
    other = os.path.join(FOLDER, 'other')
    os.makedirs(os.path.join(other, 'hsview'), exist_ok=True)
    with open(os.path.join(other, 'hsview', 'config'), 'w', encoding='ascii') as f:
        f.write('[keys]\nsuspend = x\nquit = alt-q\n')
    shutil.copytree(os.path.join(other, 'hsview'), os.path.join(FOLDER, '.config', 'hsview'))
    mark, frames = os.pipe()
    names = ('HSVIEW_LIBRARY', 'HSVIEW_ASSETS', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'TERMINFO',
             'TERMINFO_DIRS', 'TMPDIR', 'LOCPATH', 'NLSPATH', 'OUTPUT_CHARSET', 'SQLITE_TMPDIR', 'SHELL', 'EDITOR')
    env = {name: other for name in names}
    env.update({'TZ': ':' + other + '/zone', 'SSH_ORIGINAL_COMMAND': 'sh', 'HSVIEW_FRAME_FD': str(frames)})
    s = kiosk(env=env, trace=True, pass_fds=[frames])
    os.close(frames)
    s.keys(b'j\r')
    s.leave()
    check(os.read(mark, 10) == b'', 'HSVIEW_FRAME_FD is obeyed')
    os.close(mark)
    for call, rest in traced()[1:]:
        check(other not in rest and '/.config' not in rest and '.terminfo' not in rest, f'{call}({rest}')
    check_trace()


@test
def _():
    """the process is shut in"""
    s = kiosk()
    with open(f'/proc/{s.p.pid}/status', encoding='ascii') as f:
        status = f.read()
    with open(f'/proc/{s.p.pid}/limits', encoding='ascii') as f:
        limits = f.read()
    s.leave()
    check(re.search(r'NoNewPrivs:\s+1', status) and re.search(r'Seccomp:\s+2', status), status)
    check(re.search(r'Max core file size\s+0\s+0', limits), limits)


@test
def _():
    """the reader's file, the config and the log are not touched"""
    s = kiosk()
    s.keys(b'\rjjjmaatest\r')
    s.leave()
    check(not os.path.exists(os.path.join(FOLDER, '.local')), 'it wrote into HOME')


@test
def _():
    """no clipboard with --no-clipboard"""
    s = kiosk('--no-clipboard')
    s.keys(b'c')
    text = s.keys(b'yt')
    check(b'\x1b]52' not in s.out and text.strip(), text[-200:])
    s.keys(b'\x1b')
    s.leave()


@test
def _():
    """files, other options and commands are refused, as is a pipe"""
    for args in (['--kiosk', SAMPLES], ['--kiosk', '-'], ['--kiosk', '--assets', FOLDER], ['--kiosk', '--dump-config'],
                 ['--kiosk', '--encoding', 'gbk'], ['--kiosk', 'list'], ['--kiosk', 'import', SAMPLES],
                 ['import', '--kiosk', SAMPLES], ['--kiosk'], ['--kiosk', '-L', LIBRARY]):
        done = subprocess.run([PROGRAM, *args], env=ENV, capture_output=True, stdin=subprocess.DEVNULL)
        check(done.returncode == 2 and not done.stdout and done.stderr.count(b'\n') == 1,
              f'{args}: {done.returncode} {done.stdout[:100]} {done.stderr[:300]}')


@test
def _():
    """TERM of any kind does no harm"""
    for term in ('', 'unknown', '../../x', 'x' * 5000, '/dev/zero', 'a/b'):
        master, slave = os.openpty()
        done = subprocess.run([PROGRAM, '--kiosk', '-L', LIBRARY], env={**ENV, 'TERM': term}, stdin=slave,
                              stdout=slave, stderr=subprocess.PIPE, timeout=10)
        os.close(master)
        os.close(slave)
        check(done.returncode > 0 and done.stderr.count(b'\n') == 1, f'{term[:20]}: {done.stderr[:200]}')


if not STRACE:
    print('# no strace here: what the process opened was not looked at')
shutil.rmtree(FOLDER)
finish()
