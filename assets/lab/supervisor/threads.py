"""The processes of a run and their threads, as the supervisor knows them."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional

from proc_files import Stat

# States of a thread. HELD waits for its turn, RUNNING has it.
HELD, RUNNING, BLOCKED = "held", "running", "blocked"


class Process:
    """One process; `pid` as we see it, `inside` as it sees itself."""

    def __init__(self, stat: Stat, inside: int, parent: Optional["Process"], birth: int) -> None:
        self.pid = stat.pid
        self.inside = inside
        self.id = f"{stat.pid}@{stat.start_ticks}"
        self.stat = stat
        self.parent = parent
        self.adopter: Optional[Process] = None
        # Its place in the order of births, and its line of birth, e.g. `1.2`.
        self.birth = birth
        self.name = "1"
        self.children_born = 0
        self.threads: Dict[int, Thread] = {}
        # What it is when it is no process of the program.
        self.helper: Optional[str] = None
        self.command_line: List[str] = []
        self.executable: Optional[str] = None
        # What it said it would run instead of itself.
        self.announced: List[str] = []
        self.user: Optional[int] = None
        # As wait(2) gives it; known before the end when it told so.
        self.exit_status: Optional[int] = None
        self.ended = False
        self.gone = False
        self.missing_since: Optional[float] = None
        # It was seen as a zombie when all else had come to rest.
        self.was_zombie = False
        # Since when it runs without being held (monotonic seconds).
        self.busy_since: Optional[float] = None

    def name_child(self) -> str:
        self.children_born += 1
        return f"{self.name}.{self.children_born}"

    @property
    def gated(self) -> bool:
        return bool(self.threads)


class Thread:
    """A thread that has a connection of the gate."""

    def __init__(self, process: Process, number: int, tid: int, connection: Any) -> None:
        self.process = process
        self.number = number
        self.tid = tid
        self.connection = connection
        self.state = RUNNING
        self.line: Optional[int] = None
        # In what it is blocked.
        self.reason = "other"
        # When it was first seen asleep in its present turn (monotonic seconds).
        self.asleep_since: Optional[float] = None
        self.running_since = 0.0
        # It said that it calls wait(2): when it sleeps, it is in that.
        self.waits = False
        self.stat_file: Optional[int] = None

    @property
    def name(self) -> str:
        return self.process.name + (f"#{self.number}" if self.number else "")

    def read_state(self) -> Optional[str]:
        """The letter of its state in the kernel; None when it is gone. The file is kept open."""
        try:
            if self.stat_file is None:
                path = f"/proc/{self.process.pid}/task/{self.tid}/stat"
                self.stat_file = os.open(path, os.O_RDONLY)
            line = os.pread(self.stat_file, 512, 0)
        except OSError:
            return None
        return chr(line[line.rindex(b")") + 2]) if line else None

    def close(self) -> None:
        self.connection.close()
        if self.stat_file is not None:
            os.close(self.stat_file)
            self.stat_file = None
