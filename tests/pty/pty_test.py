#!/usr/bin/env python3
"""The real program in a pseudo-terminal: pty_test.py PROGRAM [ARGUMENT…]

Starts, keys, ends, signals, sizes, kinds of terminal. The program writes a
byte to HSVIEW_FRAME_FD after each frame, so nothing here sleeps to be safe,
but where silence itself is tested. Speaks TAP."""
import base64
import fcntl
import os
import re
import resource
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PROGRAM = sys.argv[1:]
LEAVE, ENTER = b'\x1b[?1049l', b'\x1b[?1049h'
SANITIZED = b'__asan_init' in open(PROGRAM[0], 'rb').read()
results = []


class Failed(Exception):
    pass


def check(truth, what):
    if not truth:
        raise Failed(what)


def set_size(fd, rows, cols):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', rows, cols, 0, 0))


class Session:
    """One run; `stdin` is a file for standard input instead of the terminal;
    `under` a program between us and it, which then leads the session."""

    def __init__(self, args=None, rows=24, cols=80, env=None, stdin=None, under=None):
        self.master, self.slave = os.openpty()
        set_size(self.slave, rows, cols)
        self.before = termios.tcgetattr(self.slave)
        self.home = tempfile.TemporaryDirectory()
        self.frames, mark = os.pipe()
        self.err = tempfile.TemporaryFile()
        full = {'TERM': 'xterm-256color', 'HOME': self.home.name, 'PATH': os.environ['PATH'],
                'HSVIEW_FRAME_FD': str(mark),
                'ASAN_OPTIONS': ':'.join(f'handle_{s}=0' for s in ('segv', 'sigbus', 'sigfpe', 'sigill', 'abort'))}
        full.update(env or {})
        full = {k: v for k, v in full.items() if v is not None}

        def take_terminal():
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)

        self.p = subprocess.Popen((under or []) + (args or PROGRAM), env=full, preexec_fn=take_terminal,
                                  stdin=stdin or self.slave, stdout=self.slave,
                                  stderr=self.err, pass_fds=[mark])
        os.close(mark)
        self.out = b''
        self.n_frames = 0

    def pump(self, seconds=0.0):
        """Takes what is there within `seconds`; true when anything came."""
        got = False
        ready = select.select([self.master, self.frames], [], [], seconds)[0]
        while ready:
            progress = False
            if self.master in ready:
                try:
                    data = os.read(self.master, 65536)
                except OSError:
                    data = b''
                self.out += data
                progress |= bool(data)
            if self.frames in ready:
                n = len(os.read(self.frames, 4096))
                self.n_frames += n
                progress |= n > 0
            if not progress:
                return got
            got = True
            ready = select.select([self.master, self.frames], [], [], 0)[0]
        return got

    def wait_frame(self, at_least=1, seconds=5.0):
        end, want = time.monotonic() + seconds, self.n_frames + at_least
        while self.n_frames < want:
            left = end - time.monotonic()
            check(left > 0 and self.p.poll() is None, f'no frame; {self.message()}')
            self.pump(min(left, 0.1))
        self.pump(0.02)

    def settle(self):
        while self.pump(0.15):
            pass

    def keys(self, data, frames=1):
        os.write(self.master, data)
        if frames:
            self.wait_frame(frames)

    def message(self):
        self.err.seek(0)
        return self.err.read().decode('utf-8', 'replace')

    def ended(self, seconds=3.0):
        end = time.monotonic() + seconds
        while self.p.poll() is None and time.monotonic() < end:
            self.pump(0.02)
        self.pump(0.02)
        if self.p.poll() is None:
            self.p.kill()
            self.p.wait()
            raise Failed('did not end')
        return self.p.returncode

    def check_restored(self):
        check(termios.tcgetattr(self.slave) == self.before, 'the modes are not as before')
        check(self.out.rfind(LEAVE) > self.out.rfind(ENTER), 'the other screen is not left')
        tail = self.out[self.out.rfind(ENTER):]
        hidden, shown = tail.rfind(b'\x1b[?25l'), tail.rfind(b'\x1b[?25h')
        check(hidden < 0 or shown > hidden, 'the cursor is not shown again')

    def close(self):
        if self.p.poll() is None:
            self.p.kill()
            self.p.wait()
        for fd in (self.master, self.slave, self.frames):
            try:
                os.close(fd)
            except OSError:
                pass
        self.err.close()
        self.home.cleanup()


def test(name):
    def decorate(function):
        try:
            why = None
            function()
        except Failed as failed:
            why = failed
        results.append(why is None)
        print(f"{'ok' if why is None else 'not ok'} {len(results)} - {name}")
        if why is not None:
            print(f'# {why}'.replace('\n', '\n# '))
        sys.stdout.flush()
    return decorate


def run(body, **how):
    s = Session(**how)
    try:
        body(s)
    finally:
        s.close()


def leave(s):
    s.keys(b'Q', 0)
    check(s.ended() == 0, f'status {s.p.returncode}: {s.message()}')
    s.check_restored()


@test('starts, draws, leaves, and the terminal is as before')
def _():
    def body(s):
        s.wait_frame()
        check(ENTER in s.out, 'no other screen')
        check(len(s.out) > 300, 'nothing drawn')
        leave(s)
    run(body)


@test('keys move, each in a frame')
def _():
    def body(s):
        s.wait_frame()
        for key in (b'j', b'\x1b[B', b'\x1bOB', b'G', b'g', b'j', b'k', b' '):
            n = len(s.out)
            s.keys(key)
            check(len(s.out) > n, f'nothing drawn for {key}')
        leave(s)
    run(body)


@test('says nothing when nothing happens')
def _():
    def body(s):
        s.wait_frame()
        s.settle()
        n, frames = len(s.out), s.n_frames
        s.pump(2.0)
        check(len(s.out) == n and s.n_frames == frames, f'{len(s.out) - n} bytes in 2 s')
        leave(s)
    run(body)


@test('held keys fold into few frames')
def _():
    def body(s):
        s.wait_frame()
        s.settle()
        n = len(s.out)
        s.keys(b'j' * 200)
        s.settle()
        check(s.n_frames <= 21, f'{s.n_frames} frames for 200 keys')
        check(len(s.out) - n < 20000, f'{len(s.out) - n} bytes for 200 keys')
        leave(s)
    run(body)


@test('reports of the terminal and unknown sequences are no keys')
def _():
    def body(s):
        s.wait_frame()
        os.write(s.master, b'\x1b[?62;22c\x1b[5q\x1b[200Q\x1b]10;rgb:0/q/Q\x07\x1bP1+rQ=q\x1b\\\x1b[99~')
        s.settle()
        check(s.p.poll() is None, 'it left')
        leave(s)
    run(body)


@test('scrolls the panes of an xterm on their own')
def _():
    def body(s):
        s.wait_frame()
        os.write(s.master, b'\x1b[>41;379;0c')
        s.settle()
        n = len(s.out)
        s.keys(b'jjjjj')
        s.settle()
        check(s.p.poll() is None, 'it left')
        check(b'\x1b[?69h' in s.out[n:] and len(s.out) - n < 1500, f'{len(s.out) - n} bytes')
        leave(s)
    run(body, rows=30, cols=120)


@test('bytes that are no UTF-8 are no keys, and eat none')
def _():
    def body(s):
        s.wait_frame()
        os.write(s.master, b'\xff\xfe\x80\xc3\xe4\xb8')
        s.settle()
        check(s.p.poll() is None, 'it left')
        leave(s)
    run(body)


@test('Han text starts a search, in pieces too')
def _():
    def body(s):
        s.wait_frame()
        data = '增长'.encode()
        os.write(s.master, data[:1])
        s.settle()
        os.write(s.master, data[1:2])
        s.settle()
        n = len(s.out)
        s.keys(data[2:])
        s.settle()
        check('增长'.encode() in s.out[n:].replace(b'\x1b[K', b''), 'no prompt')
        s.keys(b'\x1b')
        leave(s)
    run(body)


ASKING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGALRM,
          signal.SIGXCPU)
CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL)
for sig in ASKING + CRASHES:
    @test(f'{sig.name} restores the terminal and kills')
    def _():
        def body(s):
            s.wait_frame()
            s.keys(b'j')
            s.p.send_signal(sig)
            check(s.ended() == -sig, f'status {s.p.returncode}')
            s.check_restored()
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        run(body)

for sig in (signal.SIGPIPE, signal.SIGUSR1, signal.SIGUSR2):
    @test(f'{sig.name} does nothing')
    def _():
        def body(s):
            s.wait_frame()
            s.p.send_signal(sig)
            s.keys(b'j')
            leave(s)
        run(body)

# Between us and the program: a shell's part, so that the program can be
# stopped. Prints the program's pid, then `stopped`, and wakes it on a line.
SHELL = '''
import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
pid = os.fork()
if pid == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
say = os.open(os.environ['SAY'], os.O_WRONLY)
hear = os.open(os.environ['HEAR'], os.O_RDONLY)
os.write(say, b'pid %d\\n' % pid)
while True:
    pid, status = os.waitpid(pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        os._exit(os.waitstatus_to_exitcode(status) & 255)
    os.tcsetpgrp(0, os.getpid())
    os.write(say, b'stopped\\n')
    os.read(hear, 1)
    os.tcsetpgrp(0, pid)
    os.kill(-pid, signal.SIGCONT)
'''


def stopping(how):
    def body_with(folder):
        say, hear = os.path.join(folder, 'say'), os.path.join(folder, 'hear')
        os.mkfifo(say)
        os.mkfifo(hear)

        def body(s):
            said = open(say, 'rb', buffering=0)
            wake = open(hear, 'wb', buffering=0)
            pid = int(said.readline().split()[1])
            s.wait_frame()
            for _ in range(3):
                n = len(s.out)
                how(s, pid)
                check(said.readline() == b'stopped\n', 'not stopped')
                s.settle()
                check(termios.tcgetattr(s.slave) == s.before, 'the modes are not as before')
                check(LEAVE in s.out[n:], 'the other screen is not left')
                n = len(s.out)
                wake.write(b'x')
                s.wait_frame()
                s.settle()
                check(ENTER in s.out[n:] and len(s.out) - n > 300, 'not drawn again')
            leave(s)
        run(body, under=[sys.executable, '-c', SHELL], env={'SAY': say, 'HEAR': hear})
    with tempfile.TemporaryDirectory() as folder:
        body_with(folder)


@test('^Z gives the terminal back, fg takes it again')
def _():
    stopping(lambda s, pid: s.keys(b'\x1a', 0))


@test('SIGTSTP does the same')
def _():
    stopping(lambda s, pid: os.kill(pid, signal.SIGTSTP))


@test('the config gives keys and looks')
def _():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, 'hsview'))
        with open(os.path.join(folder, 'hsview', 'config'), 'w', encoding='utf-8') as f:
            f.write('[display]\ntheme = light\n[keys]\nquit = alt-q\nclose = Z\nfold-all =\n')

        def body(s):
            s.wait_frame()
            check(b';38;5;' in s.out or b'[38;5;' in s.out, 'not in the colours of the theme')
            s.keys(b'q')
            s.keys(b'Q')
            check(s.p.poll() is None, 'left by a key that was taken away')
            n = len(s.out)
            s.keys(b'T')
            s.settle()
            check(b'contrast' in s.out[n:], 'no next theme')
            s.keys(b'Z', frames=0)
            check(s.ended() == 0, 'not left by the new key')
        run(body, env={'XDG_CONFIG_HOME': folder})


@test('sizes of any kind, and back')
def _():
    def body(s):
        s.wait_frame()
        for rows, cols in ((1, 1), (2, 2), (1, 200), (300, 1), (10, 40), (0, 0), (1000, 1000),
                           (65535, 65535), (9, 39), (60, 200), (24, 80)):
            set_size(s.slave, rows, cols)
            os.kill(s.p.pid, signal.SIGWINCH)
            s.settle()
            check(s.p.poll() is None, f'died at {rows}x{cols}')
            s.keys(b'j')
        with open(f'/proc/{s.p.pid}/status', encoding='ascii') as status:
            peak = int(re.search(r'VmHWM:\s+(\d+)', status.read())[1])
        if not SANITIZED:
            check(peak <= 64 * 1024, f'{peak} KiB')
        leave(s)
    run(body)


@test('starts in any size')
def _():
    for rows, cols in ((1, 1), (0, 0), (65535, 65535), (2, 300)):
        def body(s):
            s.wait_frame()
            leave(s)
        run(body, rows=rows, cols=cols)


@test('a storm of sizes')
def _():
    def body(s):
        s.wait_frame()
        for i in range(300):
            set_size(s.slave, 1 + i * 7 % 70, 1 + i * 13 % 220)
            s.pump(0)
        set_size(s.slave, 24, 80)
        s.settle()
        s.keys(b'j')
        leave(s)
    run(body)


@test('LINES and COLUMNS of any kind do no harm')
def _():
    for value in ('-1', '0', '1', '32767', '2147483647', 'x', '9' * 40):
        def body(s):
            s.wait_frame()
            leave(s)
        run(body, env={'LINES': value, 'COLUMNS': value})


@test('TERMINFO of any kind does no harm')
def _():
    for value in ('/dev/zero', '/dev/null', '/', 'x', 'b64:AAAA', 'hex:00'):
        def body(s):
            end = time.monotonic() + 3
            while s.p.poll() is None and not s.n_frames and time.monotonic() < end:
                s.pump(0.05)
            check(s.p.poll() is not None or s.n_frames, f'{value}: nothing happens')
        run(body, env={'TERMINFO': value})


for term in ('xterm-256color', 'xterm', 'screen', 'screen-256color', 'tmux', 'tmux-256color', 'linux',
             'vt100', 'vt220'):
    @test(f'works on {term}')
    def _():
        def body(s):
            s.wait_frame()
            s.keys(b'j')
            s.keys(b'?')
            s.keys(b'Q', 0)
            check(s.ended() == 0, s.message())
            check(termios.tcgetattr(s.slave) == s.before, 'the modes are not as before')
        run(body, env={'TERM': term})

for term in (None, '', 'unknown', 'no-such-terminal', '../../x', 'x' * 5000):
    @test(f'refuses TERM {str(term)[:20]!r} in one line')
    def _():
        def body(s):
            status = s.ended()
            check(status > 0, f'status {status}')
            lines = s.message().strip().split('\n')
            check(len(lines) == 1 and 'TERM' in lines[0] and 'hsview list' in lines[0], s.message()[:300])
            check(b'\x1b' not in s.out, 'it wrote escape sequences')
            check(termios.tcgetattr(s.slave) == s.before, 'the modes are not as before')
        run(body, env={'TERM': term, 'ASAN_OPTIONS': 'detect_leaks=0'})


@test('a dumb terminal gets lines, with a word')
def _():
    def body(s):
        os.write(s.master, b'quit\n')
        check(s.ended() == 0, s.message())
        check('TERM=dumb' in s.message() and b'\x1b' not in s.out and len(s.out) > 300, s.message())
    run(body, env={'TERM': 'dumb'})


def no_colours(**how):
    def body(s):
        s.wait_frame()
        s.keys(b'j')
        s.keys(b'?')
        leave(s)
        for sgr in re.findall(rb'\x1b\[([0-9;]*)m', s.out):
            for n in sgr.split(b';'):
                check(not n or int(n) < 30, f'colour {sgr}')
    run(body, **how)


@test('NO_COLOR: attributes, no colours')
def _():
    no_colours(env={'NO_COLOR': '1'})


@test('--color never: the same')
def _():
    no_colours(args=PROGRAM + ['--color', 'never'])


for name, env in (('nothing', {}), ('LC_ALL=C', {'LC_ALL': 'C'}), ('nonsense', {'LC_ALL': 'xx_YY.ZZ'}),
                  ('an old character set', {'LANG': 'zh_CN.GB18030'})):
    @test(f'shows Chinese where the locale says {name}')
    def _():
        def body(s):
            s.wait_frame()
            check('帮助'.encode() in s.out, 'no Chinese')
            leave(s)
        run(body, env=env)


@test('speaks English where the environment does')
def _():
    def body(s):
        s.wait_frame()
        check(b'help' in s.out, 'no English')
        leave(s)
    run(body, env={'LANG': 'en_GB.UTF-8'})


@test('ends when the terminal is hung up, without a loop')
def _():
    s = Session()
    try:
        s.wait_frame()
        os.close(s.master)
        os.close(s.slave)
        end = time.monotonic() + 2
        while s.p.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        check(s.p.poll() is not None, 'it goes on')
    finally:
        s.close()


def yanks(s):
    """Looks something up and yanks the answer; what the terminal was sent."""
    s.wait_frame()
    s.settle()
    for key in (b'@', b'gdp', b'\r'):
        s.keys(key)
        s.settle()
    check('地区生产总值'.encode() in s.out, 'no answer')
    at = len(s.out)
    s.keys(b'yy')
    s.settle()
    found = re.findall(rb'\x1b\]52;c;([A-Za-z0-9+/=]*)\a', s.out[at:])
    s.keys(b'Q', 0)
    check(s.ended() == 0, f'status {s.p.returncode}: {s.message()}')
    return [base64.b64decode(one).decode() for one in found]


@test('a yank goes to the terminal, once, and nothing where it must not')
def _():
    sent = []
    run(lambda s: sent.extend(yanks(s)))
    check(len(sent) == 1 and '地区生产总值' in sent[0] and '◎' in sent[0], repr(sent))
    for how in ({'args': PROGRAM + ['--no-clipboard']}, {'env': {'TERM': 'vt100'}},
                {'env': {'TERM': 'linux'}}):
        none = []
        run(lambda s: none.extend(yanks(s)), **how)
        check(not none, f'{how}: {none}')


@test('reads a document from a pipe and keys from the terminal')
def _():
    document = [a for a in PROGRAM[1:] if os.path.isfile(a)]
    if not document:
        return
    with open(document[0], 'rb') as f:
        cat = subprocess.Popen(['cat'], stdin=f, stdout=subprocess.PIPE)

    def body(s):
        cat.stdout.close()
        s.wait_frame()
        s.keys(b'j')
        leave(s)
    run(body, args=[PROGRAM[0], '-'], stdin=cat.stdout)
    cat.wait()


print(f'1..{len(results)}')
sys.exit(not all(results))
