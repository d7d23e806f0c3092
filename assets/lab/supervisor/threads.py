"""The processes of a run and their threads, as the supervisor knows them."""

from __future__ import annotations

import os
import time
from typing import Any, Dict, List, Optional

from proc_files import TICKS_PER_SECOND, Stat

# Something at work for so long does not keep the others from their turns any more,
BUSY_SECONDS = 1.0
# nor what has got no processor for so long, on a computer with too much to do.
STARVED_SECONDS = 3.0

# The kernel's letters for it.
ASLEEP = "STtI"
# Where the parent waits in vfork(2): as the kernel has named the function since 5.10, and before.
VFORK_CHANNELS = (b"kernel_clone", b"_do_fork", b"do_fork", b"wait_for_vfork_done")

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
        # A gate told of each wait of the program that it runs, up to its end.
        self.tells_waits = False
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
        # The processor time that it had when its second was over.
        self.work_when_late: Optional[float] = None
        # It said that it calls wait(2): when it sleeps, it is in that.
        self.waits = False
        # Its open files in /proc, by name.
        self.files: Dict[str, int] = {}

    @property
    def name(self) -> str:
        return self.process.name + (f"#{self.number}" if self.number else "")

    def runs_from_now(self) -> None:
        self.running_since = time.monotonic()
        self.work_when_late = None

    def keeps_others_waiting(self, now: float) -> bool:
        """For a second of its own: what waits for a processor, or stands in the kernel, is not at work."""
        late = now - self.running_since - BUSY_SECONDS
        if late < 0:
            return True
        fields = self.read_stat()
        if fields is None or fields[0] != b"R" or late > STARVED_SECONDS:
            return False
        work = (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND
        if self.work_when_late is None:
            self.work_when_late = work
        return work - self.work_when_late < BUSY_SECONDS / 2

    def is_asleep(self) -> bool:
        """Really. In wait(2) and the like a thread is called asleep already while it looks whether
        it need sleep at all. The kernel tells the system call (proc_pid_syscall(5)) only of one
        that has left the processor, and waits until it is known whether it does."""
        if not self.seems_asleep(self.read_state()):
            return False
        call = self.read_file("syscall")
        return call is None or not call.startswith(b"running")

    def seems_asleep(self, state: Optional[str]) -> bool:
        """For a page of its memory it waits in D only for moments, in vfork(2) for as long as its
        child takes to call exec."""
        if state == "D":
            return self.read_file("wchan") in VFORK_CHANNELS
        return state is not None and state in ASLEEP

    def read_state(self) -> Optional[str]:
        """The letter of its state in the kernel; None when it is gone."""
        fields = self.read_stat()
        return fields[0].decode("ascii") if fields else None

    def read_stat(self) -> Optional[List[bytes]]:
        """Its stat file from the state on (proc_pid_stat(5)); None when it is gone."""
        line = self.read_file("stat")
        return line[line.rindex(b")") + 2 :].split() if line else None

    def read_file(self, name: str) -> Optional[bytes]:
        """Of its folder in /proc; None when it is gone or we may not. The file is kept open."""
        try:
            if name not in self.files:
                path = f"/proc/{self.process.pid}/task/{self.tid}/{name}"
                self.files[name] = os.open(path, os.O_RDONLY)
            return os.pread(self.files[name], 512, 0) or None
        except OSError:
            return None

    def close(self) -> None:
        self.connection.close()
        for descriptor in self.files.values():
            os.close(descriptor)
        self.files.clear()
