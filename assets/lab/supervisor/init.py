"""The supervisor's inner half: process 1 of the run's PID namespace, else its subreaper.

It starts the program and reaps what it adopts, which is all that it can reap: the children of
others stay zombies until their own parents wait. The program is never process 1 itself, since the
end of that one is the end of all.

    supervisor ── init ── the program ── …

To the supervisor it says `root PID` and `reaped PID STATUS`, in the pids of its own namespace. When
the supervisor's end of the line closes, it exits, and the namespace with it.
"""

from __future__ import annotations

import fcntl
import json
import os
import resource
import select
import signal
import socket
import sys
import termios
from typing import Any, Dict, List

import namespaces

NAME = b"lab-init"
# At the gate at most a few run at a time; let run, all do.
LOWER_PRIORITY = {"gated": 1, "free": 5}


def be_init(line: socket.socket, plan: Dict[str, Any], streams: List[int]) -> None:
    """Never returns."""
    try:
        prepare(line, plan, streams)
        line.sendall(b"ready\n")
        if line.recv(16) != b"go":
            os._exit(1)
        watch(line, start_program(plan, streams))
    except BaseException as error:
        line.sendall(f"failed {type(error).__name__}: {error}\n".encode("utf-8", "replace"))
    os._exit(1)


def prepare(line: socket.socket, plan: Dict[str, Any], streams: List[int]) -> None:
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    close_all_but([line.fileno(), *streams])
    os.setsid()
    if plan["namespace"]:
        namespaces.mount_own_proc()
    else:
        namespaces.set_process_attribute(namespaces.PR_SET_CHILD_SUBREAPER, 1)
    namespaces.set_name(NAME)
    spare_from_memory_killer(True)
    if plan["terminal"]:
        fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)


def spare_from_memory_killer(spare: bool) -> None:
    """proc_pid_oom_score_adj(5). The end of the init would be the end of all; only root may."""
    try:
        namespaces.write_file("/proc/self/oom_score_adj", "-1000" if spare else "0")
    except PermissionError:
        pass


def close_all_but(kept: List[int]) -> None:
    """The supervisor's lines to the app and to the gates are not ours; stderr is, for the worst."""
    for name in os.listdir("/proc/self/fd"):
        if int(name) not in kept and int(name) != 2:
            try:
                os.close(int(name))
            except OSError:
                pass  # The folder's own descriptor, which is closed by now.
    # So that no descriptor of ours gets a number that is overwritten for the program.
    for number in (0, 1):
        os.open(os.devnull, os.O_RDWR)


def start_program(plan: Dict[str, Any], streams: List[int]) -> int:
    """Comes back when the program has taken over its process, so that nobody sees it as ours."""
    read_end, write_end = os.pipe()  # Both are closed by exec.
    pid = os.fork()
    if pid == 0:
        try:
            become_program(plan, streams)
        except BaseException as error:
            os.write(write_end, str(error).encode("utf-8", "replace"))
        os._exit(127)
    for descriptor in {*streams, write_end}:
        os.close(descriptor)
    trouble = os.read(read_end, 1024)
    os.close(read_end)
    if trouble:
        raise OSError(f"{plan['command'][0]}: {trouble.decode('utf-8', 'replace')}")
    return pid


def become_program(plan: Dict[str, Any], streams: List[int]) -> None:
    spare_from_memory_killer(False)
    # A job of its own, as a shell would have it; the session is the init's.
    os.setpgid(0, 0)
    if plan["terminal"]:
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(streams[0], os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
    for name, value in plan["limits"].items():
        namespaces.limit(getattr(resource, name), value)
    namespaces.drop_capabilities()
    # So that no set-user-ID program becomes something that may not be killed.
    namespaces.set_process_attribute(namespaces.PR_SET_NO_NEW_PRIVS, 1)
    # The computer, the window and the supervisor stay usable whatever the program does.
    os.nice(LOWER_PRIORITY["gated" if plan["gated"] else "free"])
    os.chdir(plan["folder"])
    # Python ignores these two, which would change what a program in a pipe does.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.execve(plan["command"][0], plan["command"], plan["environment"])


def watch(line: socket.socket, root: int) -> None:
    """Reaps until there is nobody left, or nobody to tell."""
    line.sendall(f"root {root}\n".encode("ascii"))
    read_end, write_end = os.pipe()
    os.set_blocking(read_end, False)
    os.set_blocking(write_end, False)
    signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    while reap(line):
        ready, _, _ = select.select([line, read_end], [], [])
        if line in ready:
            os._exit(0)
        os.read(read_end, 4096)
    os._exit(0)


def reap(line: socket.socket) -> bool:
    """False when no child is left."""
    try:
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return True
            line.sendall(f"reaped {pid} {status}\n".encode("ascii"))
    except ChildProcessError:
        return False


def become_init(descriptors: List[int]) -> None:
    """In a program of its own, in a scope of systemd (systemd_scope.py). Never returns."""
    line, plan_file, *streams = descriptors
    with open(plan_file, "rb") as file:
        plan = json.loads(file.read().decode("utf-8", "surrogateescape"))
    be_init(socket.socket(fileno=line), plan, streams)

