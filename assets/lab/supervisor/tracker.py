"""Births, changes and ends of the run's processes, as events (shared/events/process-event.ts)."""

from __future__ import annotations

import os
import time
from typing import Any, Callable, Dict, List, Optional

from proc_files import Stat, read_command_line, read_executable, read_identity, read_stat
from processes import list_children
from threads import Process

Event = Dict[str, Any]
# Between the end of a process and the word of how it ended.
LAST_NEWS_SECONDS = 0.05
# As good as running: it has not been settled.
STILL_LEAVING = "R"
# What /proc/PID/stat tells that may change without further ado, and its name in the events.
CHANGING = {"name": "name", "group": "pgid", "session": "sid", "tty": "tty", "nice": "nice"}


class Tracker:
    """Everybody of the run, by pid; zombies too, until they are reaped."""

    def __init__(self, emit: Callable[[Event], None], adopter_role: str) -> None:
        self.emit = emit
        self.adopter_role = adopter_role
        self.by_pid: Dict[int, Process] = {}
        self.by_inside: Dict[int, Process] = {}
        self.by_id: Dict[str, Process] = {}
        # The dead, since what they wrote may be read after their end.
        self.recent: Dict[int, Process] = {}
        self.init: Optional[Process] = None
        self.births = 0
        # What the init reaps is told in an order of its own (telling.py).
        self.tell_reaped: Callable[[Process, Event], None] = lambda _process, event: emit(event)
        # Hears what has been said but not heard yet: by the kernel, by the init.
        self.take_news: Callable[[], None] = lambda: None
        # Hears what a process has said and written before its end, which is about to be told.
        self.hear_last_words: Callable[[Process], None] = lambda _process: None

    def living(self) -> int:
        """How many there are, the init left out."""
        return sum(1 for process in self.by_pid.values() if not process.ended) - 1

    # Births

    def add_init(self, pid: int) -> Process:
        stat = read_stat(pid)
        assert stat is not None
        process = Process(stat, read_identity(pid)[1] or pid, None, 0)
        process.name = "0"
        process.helper = "init"
        self.read_program(process)
        self.init = process
        self.remember(process)
        return process

    def born(
        self, pid: int, parent: Optional[Process] = None, inside: Optional[int] = None
    ) -> Optional[Process]:
        """Tells of a process that was not known; None when it is gone or not of this run."""
        stat = read_stat(pid)
        if stat is None:
            return None
        parent = parent or self.by_pid.get(stat.parent)
        if parent is None:
            return None
        return self.add(stat, parent, inside)

    def add(self, stat: Stat, parent: Process, inside: Optional[int] = None) -> Process:
        self.births += 1
        user = parent.user
        if inside is None:
            user, inside = read_identity(stat.pid)
        process = Process(stat, inside or stat.pid, parent, self.births)
        process.name = "1" if parent is self.init else parent.name_child()
        if parent is self.init and self.births > 1:
            process.name = parent.name_child().replace("0.", "1.0.")
        process.user = user
        process.command_line, process.executable = parent.command_line, parent.executable
        if parent is self.init:
            self.read_program(process)
        self.remember(process)
        if self.births > 1:
            self.emit({"kind": "fork", "process": describe(process)})
        self.follow_parent(process, stat)
        return process

    def remember(self, process: Process) -> None:
        self.by_pid[process.pid] = self.by_id[process.id] = process
        self.by_inside[process.inside] = process

    def find_new_children(self, parents: List[Process]) -> List[Process]:
        """Looks for children that nobody told of."""
        found: List[Process] = []
        for parent in parents:
            for pid in list_children(parent.pid):
                if pid not in self.by_pid:
                    child = self.born(pid)
                    if child is not None:
                        found.append(child)
                        parents.append(child)
        return found

    # Changes

    def observe(self, process: Process) -> Optional[str]:
        """Tells what has changed since the last look; the state's letter, None when it is gone."""
        stat = read_stat(process.pid)
        if stat is None or stat.start_ticks != process.stat.start_ticks:
            return None if self.vanished(process) else STILL_LEAVING
        if stat.state in "ZX":
            if stat.threads > 1:
                return STILL_LEAVING  # Its parent hears of it when its last thread has ended.
            if not process.ended:
                self.end(process, stat.exit_status)
            return stat.state
        before, process.stat = process.stat, stat
        self.tell_changes(process, before)
        self.follow_parent(process, stat)
        return stat.state

    def tell_changes(self, process: Process, before: Stat) -> None:
        stat = process.stat
        changes = {
            key: getattr(stat, field)
            for field, key in CHANGING.items()
            if getattr(stat, field) != getattr(before, field)
        }
        if (stat.state == "T") != (before.state == "T"):
            changes["state"] = "stopped" if stat.state == "T" else "sleeping"
        if changes:
            self.emit({"kind": "changed", "id": process.id, "changes": changes})

    def follow_parent(self, process: Process, stat: Stat) -> None:
        current = process.adopter or process.parent
        if current is None or stat.parent == current.pid:
            return
        adopter = self.by_pid.get(stat.parent)
        process.adopter = adopter or current
        event = {"kind": "adopted", "id": process.id, "from": current.id, "ppid": stat.parent}
        if adopter is not None:
            event["to"] = adopter.id
        role = self.adopter_role if adopter is self.init else "subreaper"
        self.emit({**event, "role": role})

    def read_program(self, process: Process) -> None:
        process.command_line = read_command_line(process.pid)
        process.executable = read_executable(process.pid)
        if process.user is None:
            process.user = read_identity(process.pid)[0]

    def look_for_exec(self, process: Process) -> bool:
        """Whether it runs another program than before; if so, tells."""
        before = (process.command_line, process.executable)
        self.read_program(process)
        if before == (process.command_line, process.executable) or not process.command_line:
            process.command_line, process.executable = before
            return False
        self.tell_exec(process)
        return True

    def exec_told(self, process: Process) -> None:
        """By the kernel. What ran only for a moment may be gone before we come to look."""
        if not self.look_for_exec(process) and not read_command_line(process.pid):
            process.command_line, process.executable = process.announced, None
            self.tell_exec(process)

    def tell_exec(self, process: Process) -> None:
        stat = read_stat(process.pid)
        if stat is None:
            name = os.path.basename(process.command_line[0]) if process.command_line else "?"
            stat = process.stat._replace(name=name)
        process.stat = stat
        process.tells_waits = process.gated
        event: Event = {"kind": "exec", "id": process.id, "name": stat.name}
        event["cmdline"] = process.command_line
        if process.executable is not None:
            event["executable"] = process.executable
        self.emit({**event, "hidden": {}})

    # Ends

    def end(self, process: Process, status: Optional[int]) -> None:
        """It has ended; its children, if any, have a new parent by now."""
        if process.ended:
            return
        self.hear_last_words(process)
        if process.ended:
            return  # Its last words led to it.
        process.ended = True
        if status is None:
            status = process.exit_status
        process.exit_status = status
        event: Event = {"kind": "exit", "id": process.id}
        if status is not None:
            event["exit"] = exit_status(status)
        self.emit(event)
        for child in list(self.by_pid.values()):
            if (child.adopter or child.parent) is process and not child.gone:
                self.lose_parent(child, process)

    def lose_parent(self, child: Process, parent: Process) -> None:
        """A zombie may be reaped by its adopter before we come to look; or by the parent before it
        ended, which only the gate tells: without one nothing is claimed."""
        stat = read_stat(child.pid)
        if stat is None and child.ended and parent.tells_waits and self.init is not None:
            stat = child.stat._replace(parent=self.init.pid)
        if stat is not None:
            self.follow_parent(child, stat)

    def vanished(self, process: Process) -> bool:
        """It is not there any more; False while word of how it ended may still come."""
        parent = process.adopter or process.parent
        unknown = not process.ended and process.exit_status is None
        # Its parent's gate is about to tell of the wait that reaped it.
        if unknown or parent is not None and parent.gated:
            self.take_news()
            now = time.monotonic()
            process.missing_since = process.missing_since or now
            if not process.gone and now - process.missing_since < LAST_NEWS_SECONDS:
                return False
        self.bury(process)
        return True

    def bury(self, process: Process) -> None:
        """It has been reaped."""
        if process.gone:
            return
        self.end(process, None)
        process.gone = True
        event = {"kind": "reaped", "id": process.id}
        if (process.adopter or process.parent) is self.init:
            self.tell_reaped(process, event)
        else:
            self.emit(event)
        if self.by_pid.get(process.pid) is process:
            del self.by_pid[process.pid]
        self.recent[process.pid] = process

    def reaped(self, inside: int, status: Optional[int]) -> Optional[Process]:
        """A wait came back with it."""
        process = self.by_inside.get(inside)
        if process is not None and not process.gone and status is not None:
            self.end(process, status)
        return process


def describe(process: Process) -> Event:
    """What the app makes its record of."""
    stat = process.stat
    record: Event = {
        "pid": stat.pid,
        "startTicks": stat.start_ticks,
        "nsPid": process.inside,
        "ppid": stat.parent,
        "name": stat.name,
        "cmdline": process.command_line,
        "pgid": stat.group,
        "sid": stat.session,
        "tty": stat.tty,
        "nice": stat.nice,
        "threads": stat.threads,
        "birth": process.name,
    }
    optional = {
        "executable": process.executable,
        "uid": process.user,
        "helper": process.helper,
        "parent": process.parent.id if process.parent else None,
    }
    record.update({key: value for key, value in optional.items() if value is not None})
    return record


def exit_status(status: int) -> Event:
    """As wait(2) gives it, in words."""
    if status & 0x7F == 0:
        return {"code": (status >> 8) & 0xFF}
    return {"signal": status & 0x7F, "core": bool(status & 0x80)}


def now_ms() -> float:
    """Milliseconds since the epoch."""
    return time.time() * 1000
