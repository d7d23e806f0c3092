"""Within what the program runs: the strongest that is to be had here, made before its first line.

    pid-namespace   the end of its process 1 is the end of all; kill(-1) reaches nobody else
    pids-cgroup     root without namespaces: a group that can be refused forks and killed whole
    systemd-scope   such a group from the user's service manager, for those who may make none
    supervised      at least: a subreaper, refusal by the gate, and a walk that stops, then kills

Each attempt that fails leaves its reason, which is shown with the weaker one that serves.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from typing import Any, Dict, List, Optional

import cgroups
import namespaces
import systemd_scope
from init import be_init
from processes import Stat, kill_descendants, list_descendants, stop_descendants

KINDS = ("pid-namespace", "pids-cgroup", "systemd-scope", "supervised")
START_SECONDS = 10.0
END_SECONDS = 5.0
STOP_ALL_SECONDS = 0.5
LOOK_AGAIN_SECONDS = 0.01
MEBIBYTE = 1 << 20
# Tasks that the user may start elsewhere while a supervised run lasts.
ROOM_FOR_OTHERS = 256


class CannotContain(Exception):
    """This way is not to be had here; the text says why."""


class Containment:
    """How this run is contained, and the line to its init."""

    def __init__(self, kind: str, limits: Dict[str, int]) -> None:
        self.kind = kind
        self.limits = limits
        self.bounds: List[str] = []
        self.because: Optional[str] = None
        self.groups: List[cgroups.ControlGroup] = []
        self.init_pid = 0
        self.line: Optional[socket.socket] = None

    def describe(self) -> Dict[str, Any]:
        reason = {} if self.because is None else {"because": self.because}
        return {"kind": self.kind, "bounds": self.bounds, **reason}

    def go(self) -> None:
        assert self.line is not None
        self.line.sendall(b"go")

    def out_of_memory(self) -> bool:
        return any(group.out_of_memory() for group in self.groups)

    def end_all(self) -> int:
        """Ends everything of the run; how many would not die."""
        # An attempt that was refused has no init yet.
        by_init = self.kind == "pid-namespace" and self.init_pid > 0
        if by_init:
            kill(self.init_pid)
        else:
            self.stop_all()
        deadline = time.monotonic() + END_SECONDS
        while reap_all() and time.monotonic() < deadline:
            if not by_init:
                self.kill_all()
            time.sleep(LOOK_AGAIN_SECONDS)
        leftover = len(list_descendants())
        for group in self.groups:
            group.remove()
        return leftover

    def stop_all(self) -> None:
        """So that nobody forks while the others are killed."""
        for group in self.groups:
            try:
                group.write("pids.max", "0")
            except OSError:
                pass  # A group for memory only.
        stopped: set[Stat] = set()
        deadline = time.monotonic() + STOP_ALL_SECONDS
        while stop_descendants(stopped) and time.monotonic() < deadline:
            pass

    def kill_all(self) -> None:
        kill_descendants()
        for group in self.groups:
            for pid in group.pids():
                kill(pid)


def kill(pid: int) -> None:
    if pid <= 1:
        return  # kill(2): 0 would be our own group. A control group lists so whom we cannot see.
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def reap_all() -> bool:
    """Waits for all that have ended; False when no child is left."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass
        return True
    except ChildProcessError:
        return False


def contain(plan: Dict[str, Any], streams: List[int], weakest: Optional[str]) -> Containment:
    """Everything but the program stands when this returns. `weakest`: start there, for tests."""
    reasons: List[str] = []
    kinds = KINDS if weakest is None else KINDS[KINDS.index(weakest) :]
    if weakest is not None and weakest != KINDS[0]:
        reasons.append("stronger ones are switched off")
    for kind in kinds:
        attempt = Containment(kind, plan["bounds"])
        try:
            bound_by_group(attempt)
            start_init(attempt, plan, streams)
        except (CannotContain, OSError) as error:
            reasons.append(f"{kind}: {error}")
            attempt.end_all()
            continue
        attempt.because = "; ".join(reasons) or None
        return attempt
    raise CannotContain("; ".join(reasons))


def bound_by_group(attempt: Containment) -> None:
    """Control groups where they can be made: needed for `pids-cgroup`, welcome elsewhere."""
    processes, memory = attempt.limits["processes"] + 1, attempt.limits["memoryMiB"] * MEBIBYTE
    if attempt.kind == "supervised":
        return
    if attempt.kind == "systemd-scope":
        reason = systemd_scope.why_not(os.environ)
        if reason is not None:
            raise CannotContain(reason)
        return
    wanted = {"pids": {"pids.max": str(processes)}, "memory": {}}
    for controller, limits in wanted.items():
        try:
            group = cgroups.make_group(controller, limits)
            attempt.groups.append(group)
            if controller == "memory":
                second = cgroups.version(group) == 2
                group.write("memory.max" if second else "memory.limit_in_bytes", str(memory))
            attempt.bounds.append(f"{controller}-cgroup")
        except OSError as error:
            if attempt.kind == "pids-cgroup" and controller == "pids":
                raise CannotContain(f"no control group for processes: {error}") from error


def start_init(attempt: Containment, plan: Dict[str, Any], streams: List[int]) -> None:
    """A launcher enters the namespaces and forks the init, so that the supervisor stays outside."""
    attempt.line, theirs = socket.socketpair()
    in_namespace = attempt.kind == "pid-namespace"
    limits = {"RLIMIT_AS": plan["bounds"]["memoryMiB"] * MEBIBYTE, "RLIMIT_CORE": 0}
    attempt.bounds.append("rlimit-as")
    own_user_namespace = in_namespace and os.geteuid() != 0
    if own_user_namespace:
        limits["RLIMIT_NPROC"] = plan["bounds"]["processes"] + 1
        attempt.bounds.append("rlimit-nproc")
    elif attempt.kind == "supervised" and os.geteuid() != 0:
        # For the moments between two looks of the supervisor. The kernel counts all that the user runs.
        most = plan["bounds"]["processes"] + namespaces.count_own_tasks() + ROOM_FOR_OTHERS
        limits["RLIMIT_NPROC"] = most
        attempt.bounds.append("rlimit-nproc")
    in_scope = attempt.kind == "systemd-scope"
    inner = {**plan, "namespace": in_namespace, "scope": in_scope, "limits": limits}
    launcher = os.fork()
    if launcher == 0:
        signal.set_wakeup_fd(-1)
        launch(theirs, attempt.line, inner, streams, own_user_namespace)
    theirs.close()
    word = read_word(attempt.line)
    if word.startswith("init "):
        attempt.init_pid = int(word[5:])
        word = read_word(attempt.line)
    os.waitpid(launcher, 0)
    if word != "ready":
        raise CannotContain(word.replace("failed ", "", 1) or "its init ended at once")
    for group in attempt.groups:
        group.write("cgroup.procs", str(attempt.init_pid))
    if in_scope:
        attempt.groups.append(systemd_scope.group_of(attempt.init_pid, attempt.limits))


def launch(
    line: socket.socket,
    supervisors_end: socket.socket,
    plan: Dict[str, Any],
    streams: List[int],
    own_user_namespace: bool,
) -> None:
    """Never returns."""
    supervisors_end.close()
    try:
        if plan["namespace"]:
            namespaces.enter_namespaces(own_user_namespace)
        read_end, write_end = os.pipe()
        init = os.fork()
        if init == 0:
            os.read(read_end, 1)
            if plan["scope"]:
                become_init_in_scope(line, plan, streams)
            be_init(line, plan, streams)
        # Its pid as the supervisor sees it, before its own first word.
        line.sendall(f"init {init}\n".encode("ascii"))
        os.write(write_end, b".")
    except BaseException as error:
        line.sendall(f"failed {error}\n".encode("utf-8", "replace"))
    os._exit(0)


def become_init_in_scope(line: socket.socket, plan: Dict[str, Any], streams: List[int]) -> None:
    """Never returns."""
    try:
        systemd_scope.become_init(line.fileno(), plan, streams)
    except BaseException as error:
        line.sendall(f"failed {error}\n".encode("utf-8", "replace"))
    os._exit(1)


def read_word(line: socket.socket) -> str:
    """One line; empty at the end of the connection or when nothing comes."""
    word = b""
    deadline = time.monotonic() + START_SECONDS
    while not word.endswith(b"\n"):
        ready, _, _ = select.select([line], [], [], max(0.0, deadline - time.monotonic()))
        byte = line.recv(1) if ready else b""
        if not byte:
            return ""
        word += byte
    return word.decode("utf-8", "replace").rstrip("\n")
