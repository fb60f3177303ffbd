#!/usr/bin/env python3
"""A kiosk behind a real sshd: sshd_test.py PROGRAM SAMPLES README

Starts an sshd of its own on the loopback with the lines of the README, and
tries the ways that an SSH client has past a forced command. As root it makes
an account for the time being, so it runs only where CI=true says that the
machine is there for tests. Speaks TAP."""
import fcntl
import os
import pwd
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time

PROGRAM, SAMPLES, README = (os.path.abspath(a) for a in sys.argv[1:4])


def skip(why):
    print(f'1..0 # SKIP {why}')
    sys.exit(0)


if os.environ.get('CI') != 'true':
    skip('an sshd is only started where CI=true')
SSHD = next((p for p in ('/usr/sbin/sshd', '/usr/local/sbin/sshd') if os.path.exists(p)), None)
if not SSHD or not all(shutil.which(p) for p in ('ssh', 'sftp', 'scp', 'ssh-keygen')):
    skip('no sshd or no ssh here')
if b'__asan_init' in open(PROGRAM, 'rb').read():
    skip('looked at in the build without sanitizers')
ROOT = os.geteuid() == 0
USER = 'hsview-kiosk' if ROOT else pwd.getpwuid(os.geteuid()).pw_name
if not ROOT and pwd.getpwnam(USER).pw_shell.endswith(('nologin', 'false')):
    skip('this account has no shell')
FOLDER = tempfile.mkdtemp(prefix='hsview-sshd-')
os.chmod(FOLDER, 0o755)
HOME = os.path.join(FOLDER, 'home')
PWNED = os.path.join(FOLDER, 'PWNED')
cases = []


def path(name):
    return os.path.join(FOLDER, name)


def call(*command):
    return subprocess.run(command, check=True, capture_output=True)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def readme_lines():
    """The lines for sshd_config that the README gives, for our account."""
    with open(README, encoding='utf-8') as f:
        block = re.search(r'```sshd_config\n(.*?)```', f.read(), re.S)[1]
    block = re.sub(r'(?m)^Match User .*', f'Match User {USER}', block)
    return re.sub(r'/usr/bin/hsview --kiosk -L \S+', f'{path("bin/hsview")} --kiosk -L {path("shared/library.db")}',
                  block)


def prepare():
    os.mkdir(path('bin'))
    shutil.copy(PROGRAM, path('bin/hsview'))
    os.makedirs(os.path.join(HOME, '.ssh'))
    for name in ('rc', 'environment'):
        with open(os.path.join(HOME, '.ssh', name), 'w', encoding='ascii') as f:
            f.write(f'touch {PWNED}\n' if name == 'rc' else f'HSVIEW_LIBRARY={PWNED}\n')
    for name in ('.bashrc', '.profile'):
        with open(os.path.join(HOME, name), 'w', encoding='ascii') as f:
            f.write(f'touch {PWNED}\n')
    subprocess.run([PROGRAM, 'import', '-L', path('shared/library.db'), SAMPLES], check=True, capture_output=True,
                   env={**os.environ, 'HOME': FOLDER})
    for folder in ('shared', 'bin', 'home'):
        os.chmod(path(folder), 0o755)
    for name in ('host', 'user'):
        call('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', path(name))
    shutil.copy(path('user.pub'), path('keys'))
    os.chmod(path('keys'), 0o644)
    if ROOT:
        os.makedirs('/run/sshd', exist_ok=True)
        subprocess.run(['userdel', USER], capture_output=True)
        call('useradd', '--no-create-home', '--home-dir', HOME, '--shell', '/bin/sh', '--password', '*', USER)


def start_sshd():
    with open(path('config'), 'w', encoding='utf-8') as f:
        f.write(f'Port {PORT}\nListenAddress 127.0.0.1\nHostKey {path("host")}\nAuthorizedKeysFile {path("keys")}\n'
                f'PidFile {path("pid")}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nLogLevel ERROR\n'
                'AcceptEnv LANG LC_*\nSubsystem sftp internal-sftp\nMaxStartups 100\n' + readme_lines())
    sshd = subprocess.Popen([SSHD, '-D', '-e', '-f', path('config')], stderr=open(path('log'), 'w'))
    for _ in range(100):
        with socket.socket() as s:
            if s.connect_ex(('127.0.0.1', PORT)) == 0:
                return sshd
        time.sleep(0.05)
    raise SystemExit('Bail out! sshd does not start: ' + open(path('log')).read())


def client(*options, program='ssh', port='-p'):
    return [program, '-F', '/dev/null', '-i', path('user'), port, str(PORT), '-o', 'StrictHostKeyChecking=no',
            '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR', '-o', 'BatchMode=yes',
            '-o', 'ConnectTimeout=10', *options]


HOST = f'{USER}@127.0.0.1'
ENV = {'PATH': os.environ['PATH'], 'HOME': FOLDER, 'TERM': 'xterm-256color', 'LANG': 'en_GB.UTF-8'}


def check(truth, what):
    if not truth:
        raise AssertionError(what)


def case(function):
    cases.append(function)
    return function


def run(command, env=None, seconds=20):
    return subprocess.run(command, env={**ENV, **(env or {})}, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=seconds)


class Screen:
    """ssh -tt in a pseudo-terminal."""

    def __init__(self, *options, env=None, command=()):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
        self.out = b''
        self.p = subprocess.Popen(client('-tt', '-e', 'none', *options, HOST, *command), env={**ENV, **(env or {})},
                                  stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
        os.close(slave)

    def pump(self, seconds):
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.out += data
        return bool(data)

    def wait_for(self, what, seconds=10):
        end = time.monotonic() + seconds
        while what not in self.out and time.monotonic() < end:
            self.pump(0.1)
        check(what in self.out, f'never shown: {what}: {self.out[-300:]}')

    def keys(self, data):
        os.write(self.master, data)
        while self.pump(0.15):
            pass

    def ended(self, seconds=5):
        end = time.monotonic() + seconds
        while self.p.poll() is None and time.monotonic() < end:
            self.pump(0.05)
        return self.p.returncode

    def close(self):
        if self.p.poll() is None:
            self.p.kill()
        self.p.wait()
        os.close(self.master)


def on_screen(body, *options, **more):
    s = Screen(*options, **more)
    try:
        s.wait_for(b'2025')
        body(s)
    finally:
        s.close()


def leave(s):
    s.keys(b'\x1b')
    s.keys(b'Q')
    check(s.ended() == 0, f'status {s.p.returncode}')


def kiosks():
    """The processes of the kiosk."""
    found = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/cmdline', 'rb') as f:
                if f.read().startswith(path('bin/hsview').encode() + b'\0'):
                    found.append(int(pid))
        except OSError:
            pass
    return found


def gone(seconds=5):
    end = time.monotonic() + seconds
    while kiosks() and time.monotonic() < end:
        time.sleep(0.05)
    return not kiosks()


def refused(done):
    """Nothing but hsview's one line, or nothing at all."""
    check(done.returncode != 0, f'it worked: {done}')
    check(b'root:' not in done.stdout and not done.stdout, done.stdout[:200])


@case
def _():
    """a session reads and leaves"""
    def body(s):
        s.keys(b'\r')
        s.keys(b'jjj')
        leave(s)
    on_screen(body)


@case
def _():
    """keys that leave other programs do not leave this one"""
    def body(s):
        for data in (b'!sh\r', b'\x1a', b'\x1c', b'\x03', b':!sh\r', b':shell\r', b'|sh\r', b'v', b'\x18', b'\x0f'):
            s.keys(b'\x1b')
            s.keys(data)
            s.keys(b'\x1b')
            check(s.p.poll() is None and kiosks(), f'it ended after {data}')
        leave(s)
    on_screen(body)


for command in ('id', 'sh', 'hsview import /etc', '/bin/sh -c id', "'; id", '$(id)', 'scp -f /etc/passwd',
                'internal-sftp', 'rsync --server .'):
    @case
    def _(command=command):
        done = run(client('-T', HOST, command))
        refused(done)
        check(b'ssh -t' in done.stderr, done.stderr[:200])
    cases[-1].__doc__ = f'a command without a terminal is refused: {command}'


@case
def _():
    """a command with a terminal gives the kiosk"""
    on_screen(leave, command=['sh', '-c', 'id'])


@case
def _():
    """no terminal, no session"""
    refused(run(client('-T', HOST)))


@case
def _():
    """no subsystem"""
    for name in ('sftp', 'shell', 'netconf'):
        refused(run(client('-s', HOST, name)))


@case
def _():
    """no sftp, no scp by either protocol"""
    refused(run(client('-b', '/dev/null', HOST, program='sftp', port='-P')))
    for protocol in ('-O', '-s'):
        refused(run(client(protocol, f'{HOST}:/etc/passwd', path('stolen'), program='scp', port='-P')))
        refused(run(client(protocol, path('keys'), f'{HOST}:{PWNED}', program='scp', port='-P')))
    check(not os.path.exists(path('stolen')), 'a file came out')


@case
def _():
    """no port of the server is reached with -L, -D, -W"""
    with socket.socket() as target:
        target.bind(('127.0.0.1', 0))
        target.listen()
        target.settimeout(0.1)
        there = target.getsockname()[1]
        local = free_port()
        for options in (['-L', f'{local}:127.0.0.1:{there}'], ['-D', str(local)],
                        ['-L', f'{local}:{path("shared")}/socket']):
            p = subprocess.Popen(client('-N', *options, HOST), env=ENV, stdin=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
            for _ in range(60):
                with socket.socket() as s:
                    if s.connect_ex(('127.0.0.1', local)) == 0:
                        if options[0] == '-D':
                            s.sendall(b'\x05\x01\x00')
                            s.recv(2)
                            s.sendall(b'\x05\x01\x00\x01\x7f\0\0\x01' + struct.pack('>H', there))
                            check(s.recv(10)[1:2] != b'\0', 'the tunnel is open')
                        else:
                            s.settimeout(5)
                            check(s.recv(1) == b'', 'the tunnel is open')
                        break
                time.sleep(0.05)
            p.kill()
            p.wait()
        refused(run(client('-W', f'127.0.0.1:{there}', HOST)))
        try:
            target.accept()
            check(False, 'somebody came through')
        except TimeoutError:
            pass


@case
def _():
    """no port is opened on the server with -R"""
    refused(run(client('-N', '-o', 'ExitOnForwardFailure=yes', '-R', f'{free_port()}:127.0.0.1:1', HOST)))


@case
def _():
    """no tunnel device"""
    refused(run(client('-N', '-o', 'ExitOnForwardFailure=yes', '-w', '0:0', HOST)))


@case
def _():
    """no agent, no X11: neither reaches the program"""
    def body(s):
        pid = kiosks()[0]
        with open(f'/proc/{pid}/environ', 'rb') as f:
            env = f.read()
        check(b'SSH_AUTH_SOCK' not in env and b'DISPLAY' not in env, env)
        leave(s)
    on_screen(body, '-A', '-X', env={'DISPLAY': ':9', 'SSH_AUTH_SOCK': path('agent')})


@case
def _():
    """variables of the client name no files"""
    names = ('HSVIEW_LIBRARY', 'HSVIEW_ASSETS', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'HOME', 'TERMINFO', 'LD_PRELOAD',
             'LD_LIBRARY_PATH', 'LC_ALL', 'LC_X', 'LANGUAGE', 'SHELL')

    def body(s):
        check(b'library.db' in s.out, 'another library')
        leave(s)
    on_screen(body, *(word for name in names for word in ('-o', f'SetEnv={name}={PWNED}')))


@case
def _():
    """TERM of any kind"""
    for term in ('', 'dumb', 'vt100', 'linux', 'unknown', '../../x', 'x' * 1000):
        s = Screen(env={'TERM': term})
        try:
            s.pump(1)
            s.keys(b'Q')
            if s.ended(1) is None:
                s.keys(b'\n')  # lines, on a dumb one
            s.ended(8)
            check(s.p.poll() is not None, f'{term[:20]}: it does not end')
        finally:
            s.close()
    check(gone(), 'one is left')


@case
def _():
    """window sizes of any kind"""
    def body(s):
        for rows, cols in ((1, 1), (0, 0), (65535, 65535), (2, 300), (24, 80)):
            fcntl.ioctl(s.master, termios.TIOCSWINSZ, struct.pack('HHHH', rows, cols, 0, 0))
            os.kill(s.p.pid, signal.SIGWINCH)
            s.keys(b'j')
            check(s.p.poll() is None, f'it ended at {rows}x{cols}')
        leave(s)
    on_screen(body)


@case
def _():
    """one session a connection"""
    def body(s):
        done = run(['ssh', '-F', '/dev/null', '-S', path('mux'), '-T', HOST, 'id'])
        check(done.returncode != 0 and b'uid=' not in done.stdout, str(done))
        leave(s)
    on_screen(body, '-M', '-S', path('mux'))


@case
def _():
    """a line that is cut ends the program within 5 seconds"""
    def body(s):
        check(kiosks(), 'none there')
        s.p.kill()
        s.p.wait()
        check(gone(), 'it goes on')
    on_screen(body)


@case
def _():
    """twenty sessions at once"""
    screens = [Screen() for _ in range(20)]
    try:
        for s in screens:
            s.wait_for(b'2025', 30)
        check(len(kiosks()) == 20, f'{len(kiosks())}')
        for s in screens:
            leave(s)
    finally:
        for s in screens:
            s.close()
    check(gone(), 'one is left')


@case
def _():
    """nothing of the account's home was run, nothing was written"""
    check(not os.path.exists(PWNED), 'a file of the home was run')
    check(sorted(os.listdir(HOME)) == ['.bashrc', '.profile', '.ssh'], str(os.listdir(HOME)))
    check(gone(), 'a process is left')


def main():
    failed = 0
    prepare()
    sshd = start_sshd()
    try:
        for n, function in enumerate(cases, 1):
            try:
                function()
                print(f'ok {n} - {function.__doc__}')
            except (AssertionError, OSError, subprocess.SubprocessError) as why:
                failed += 1
                print(f'not ok {n} - {function.__doc__}')
                print(f'# {why}'.replace('\n', '\n# '))
            sys.stdout.flush()
        print(f'1..{len(cases)}')
    finally:
        sshd.terminate()
        sshd.wait()
        if ROOT:
            subprocess.run(['userdel', USER], capture_output=True)
        shutil.rmtree(FOLDER, ignore_errors=True)
    return failed > 0


PORT = free_port()
sys.exit(main())
