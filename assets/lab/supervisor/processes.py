"""The processes below this one: what /proc says of them, and their end."""

from __future__ import annotations

import os
import signal
from typing import Iterator, NamedTuple


class Stat(NamedTuple):
    """What is needed of /proc/PID/stat (proc_pid_stat(5))."""

    pid: int
    parent: int
    group: int
    start_ticks: int


def read_stat(pid: int) -> Stat | None:
    """None when there is no such process any more."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            line = file.read()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name stands in parentheses and may itself hold some, so split at the last one.
    fields = line[line.rindex(b")") + 2 :].split()
    return Stat(pid, int(fields[1]), int(fields[2]), int(fields[19]))


def list_children(pid: int) -> list[int]:
    """Each thread has its own children. The list may miss some while they come and go."""
    children: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:
                children += map(int, file.read().split())
    except (FileNotFoundError, ProcessLookupError):
        pass
    return children


def read_families() -> dict[int, list[int]]:
    """The children of everybody, from one pass over all processes."""
    families: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        stat = read_stat(int(name)) if name.isdigit() else None
        if stat is not None:
            families.setdefault(stat.parent, []).append(stat.pid)
    return families


# Not every kernel is built with CONFIG_PROC_CHILDREN; without it a look costs more.
CHILDREN_ARE_LISTED = os.path.exists(f"/proc/{os.getpid()}/task/{os.getpid()}/children")


def list_descendants() -> list[int]:
    """All below this process, parents before children, zombies too."""
    families = {} if CHILDREN_ARE_LISTED else read_families()
    found = [os.getpid()]
    for parent in found:
        found += list_children(parent) if CHILDREN_ARE_LISTED else families.get(parent, [])
    # A process that moves while the walk goes on may be met twice.
    return list(dict.fromkeys(found[1:]))


def walk_descendants() -> Iterator[Stat]:
    """All below this process, as sure as can be that it is them and nobody else."""
    ours = {os.getpid()}
    for pid in list_descendants():
        process = read_stat(pid)
        # A pid that was given to somebody else meanwhile has a parent that is not ours.
        if process is not None and process.parent in ours:
            ours.add(pid)
            yield process


def stop_descendants(already: set[Stat]) -> bool:
    """Stops those that are not stopped `already` and adds them; False when there were none.

    What is stopped cannot fork, and unlike what is killed makes no room for others to do so.
    """
    new = [process for process in walk_descendants() if process not in already]
    for process in new:
        signal_with_group(process, signal.SIGSTOP)
    already.update(new)
    return bool(new)


def kill_descendants() -> None:
    for process in walk_descendants():
        signal_with_group(process, signal.SIGKILL)


def signal_with_group(process: Stat, number: int) -> None:
    """Signals the process's whole group at once, which no fork can outrun, and it, to be sure.

    The program began in a session of its own, and groups never cross sessions (setpgid(2)): the
    group of a descendant holds only descendants.
    """
    try:
        # kill(2): group 0 would be the own one and group 1 would be everybody.
        if process.group > 1 and process.group != os.getpgrp():
            os.killpg(process.group, number)
        os.kill(process.pid, number)
    except (ProcessLookupError, PermissionError):
        pass  # Gone already, or to be counted as left over.
