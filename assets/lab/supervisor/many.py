"""Many runs, one after the other, for less than what as many supervisors would cost.

    python3 -I -B supervisor --many < starts

Each line of input that is no command is the start of a run (lab.py). The run is made by a fork of
this process, which has loaded everything already; so each still has a containment of its own, made
new and ended before the next begins. Its first and last lines are those of a single run; the app
sends the next start when it has read the last line. The end of the input ends all.
"""

from __future__ import annotations

import os
import signal
import sys

import lab
import namespaces


def main() -> int:
    namespaces.set_name(lab.NAME)
    namespaces.set_process_attribute(namespaces.PR_SET_PDEATHSIG, signal.SIGTERM)
    while wait_for_input():
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                code = lab.main()
            finally:
                os._exit(code)
        # The fork reads the commands; what it does not read is the next start.
        _pid, status = os.waitpid(pid, 0)
        if status != 0:
            return 1
    return 0


def wait_for_input() -> bool:
    """Whether there is a line to come; False at the end of the input."""
    os.set_blocking(sys.stdin.fileno(), True)
    return bool(peek(sys.stdin.fileno()))


def peek(descriptor: int) -> bytes:
    """What could be read, left unread: the input is a socket when the app made it, else a pipe."""
    import select
    import socket

    while True:
        select.select([descriptor], [], [])
        try:
            with socket.socket(fileno=os.dup(descriptor)) as one:
                return one.recv(1, socket.MSG_PEEK)
        except OSError:
            return b"x"  # A pipe: the fork notices its end by itself.
