"""What /proc says of one process or thread (proc(5)). None when it is not there any more."""

from __future__ import annotations

import os
from typing import List, NamedTuple, Optional, Tuple

GONE = (FileNotFoundError, ProcessLookupError)
READ_BYTES = 4096
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class Stat(NamedTuple):
    """The fields of /proc/PID/stat that matter here (proc_pid_stat(5))."""

    pid: int
    name: str
    # The kernel's letter, e.g. `Z`.
    state: str
    parent: int
    group: int
    session: int
    tty: int
    nice: int
    threads: int
    start_ticks: int
    # As wait(2) gives it; only of a zombie, and only where we may know.
    exit_status: int


def read_bytes(path: str) -> Optional[bytes]:
    """None also when we may not. (Not `open`, which takes three times as long.)"""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        content = os.read(descriptor, READ_BYTES)
        more = content
        while len(more) == READ_BYTES:
            more = os.read(descriptor, READ_BYTES)
            content += more
        return content
    except OSError:
        return None
    finally:
        os.close(descriptor)


def read_stat(pid: int) -> Optional[Stat]:
    line = read_bytes(f"/proc/{pid}/stat")
    return None if not line else parse_stat(pid, line)


def parse_stat(pid: int, line: bytes) -> Stat:
    # The name stands in parentheses and may itself hold some, so split at the last one.
    end = line.rindex(b")")
    fields = line[end + 2 :].split()
    return Stat(
        pid,
        line[line.index(b"(") + 1 : end].decode("utf-8", "replace"),
        fields[0].decode("ascii"),
        *(int(fields[index]) for index in (1, 2, 3, 4, 16, 17, 19, 49)),
    )


def read_state(pid: int, tid: int) -> Optional[str]:
    """The letter of a thread's state."""
    line = read_bytes(f"/proc/{pid}/task/{tid}/stat")
    return chr(line[line.rindex(b")") + 2]) if line else None


def read_identity(pid: int) -> Tuple[Optional[int], Optional[int]]:
    """The effective user, and the pid inside the innermost PID namespace."""
    user = inside = None
    for line in (read_bytes(f"/proc/{pid}/status") or b"").split(b"\n"):
        if line.startswith(b"Uid:"):
            user = int(line.split()[2])
        elif line.startswith(b"NSpid:"):
            inside = int(line.split()[-1])
    return user, inside


# A command line may have megabytes (execve(2)); one event has to fit into a line to the app.
LONGEST_COMMAND_LINE = 65_536


def read_command_line(pid: int) -> List[str]:
    """Empty for a zombie; a very long one ends in `…`."""
    content = read_bytes(f"/proc/{pid}/cmdline")
    if not content:
        return []
    kept = content[:LONGEST_COMMAND_LINE].decode("utf-8", "replace").rstrip("\0")
    return (kept if len(content) <= LONGEST_COMMAND_LINE else kept + "…").split("\0")


def read_executable(pid: int) -> Optional[str]:
    try:
        return os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return None


def find_thread(pid: int, inside: int) -> int:
    """The thread of `pid` that calls itself `inside` in its PID namespace; `pid` when not found."""
    try:
        tids = os.listdir(f"/proc/{pid}/task")
    except GONE:
        return pid
    for tid in tids:
        for line in (read_bytes(f"/proc/{pid}/task/{tid}/status") or b"").split(b"\n"):
            if line.startswith(b"NSpid:") and int(line.split()[-1]) == inside:
                return int(tid)
    return pid


def boot_time() -> float:
    """Seconds since the epoch."""
    for line in (read_bytes("/proc/stat") or b"").split(b"\n"):
        if line.startswith(b"btime"):
            return float(line.split()[1])
    return 0.0
