"""A program in a pseudo-terminal whose screens are waited for by their silence,
for tests that may not use HSVIEW_FRAME_FD; and TAP."""
import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time

count = failures = 0


def check(truth, what):
    if not truth:
        raise AssertionError(what)


def test(function):
    """Runs it at once; its docstring is its name."""
    global count, failures
    count += 1
    try:
        function()
        print(f'ok {count} - {function.__doc__}')
    except AssertionError as why:
        failures += 1
        print(f'not ok {count} - {function.__doc__}')
        print(f'# {why}'.replace('\n', '\n# '))
    sys.stdout.flush()


def finish():
    print(f'1..{count}')
    sys.exit(failures > 0)


class Session:
    def __init__(self, command, env, shows=None, pass_fds=()):
        self.master, self.slave = os.openpty()
        self.out = b''
        self.size(24, 80)

        def take_terminal():
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)

        self.p = subprocess.Popen(command, env=env, preexec_fn=take_terminal, stdin=self.slave,
                                  stdout=self.slave, stderr=subprocess.PIPE, pass_fds=pass_fds)
        if shows:
            self.wait_for(shows)

    def size(self, rows, cols):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack('HHHH', rows, cols, 0, 0))

    def settle(self, quiet=0.12):
        while select.select([self.master], [], [], quiet)[0]:
            self.out += os.read(self.master, 65536)

    def wait_for(self, what, seconds=20):
        end = time.monotonic() + seconds
        while what not in self.out and time.monotonic() < end and self.p.poll() is None:
            self.settle()
        check(what in self.out, f'never shown: {what}; {self.out[-300:]}')
        self.settle()

    def keys(self, data, quiet=0.12):
        self.out = b''
        for at in range(0, len(data), 1024):
            os.write(self.master, data[at:at + 1024])
            self.settle(0)
        self.settle(quiet)
        check(self.p.poll() is None, f'it ended after {data[:40]}')
        return self.text()

    def text(self):
        return re.sub(rb'\x1b[\[(][0-9;?]*[ -/]*[@-~]|\x1b[=>]', b' ', self.out).decode('utf-8', 'replace')

    def leave(self):
        os.write(self.master, b'\x1b')
        self.settle()
        os.write(self.master, b'Q')
        end = time.monotonic() + 10
        while self.p.poll() is None and time.monotonic() < end:
            self.settle(0.05)
        check(self.p.poll() is not None, 'it does not end')
        check(self.p.returncode == 0, f'status {self.p.returncode}: {self.p.stderr.read()}')
        self.close()

    def close(self):
        if self.p.poll() is None:
            self.p.kill()
        self.p.wait()
        self.p.stderr.close()
        os.close(self.master)
        os.close(self.slave)
