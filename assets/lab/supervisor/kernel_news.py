"""What the kernel tells of the run's own processes, where it tells; see connector.py."""

from __future__ import annotations

import selectors
from typing import List, Optional

from connector import Connector, KernelEvent
from proc_files import TICKS_PER_SECOND, Stat
from settle import Settler
from threads import Process
from tracker import Tracker

NANOSECONDS = 1_000_000_000


class KernelNews:
    """Takes what is there. `why_not`: the kernel does not tell, /proc is looked at instead."""

    def __init__(
        self, tracker: Tracker, settler: Settler, selector: selectors.BaseSelector
    ) -> None:
        self.tracker = tracker
        self.settler = settler
        self.connector: Optional[Connector] = None
        self.why_not: Optional[str] = None
        # Who is being listened to: what it said before its end comes first. And its end, meanwhile.
        self.speaker: Optional[int] = None
        self.late: List[KernelEvent] = []
        try:
            self.connector = Connector()
            selector.register(self.connector.socket, selectors.EVENT_READ, self.take)
        except OSError as error:
            self.why_not = str(error)
        settler.must_walk = self.connector is None

    def take(self) -> None:
        event = self.connector.receive() if self.connector else None
        while event is not None:
            self.tell(event)
            assert self.connector is not None
            event = self.connector.receive()

    def take_late(self) -> None:
        self.speaker = None
        late, self.late = self.late, []
        for event in late:
            self.tell(event)

    def tell(self, event: KernelEvent) -> None:
        if event.kind == "exit" and event.pid == self.speaker:
            self.late.append(event)
            return
        if event.kind == "lost":
            self.settler.walk_once = True
            return
        process = self.tracker.by_pid.get(event.pid)
        if process is None or process is self.tracker.init and event.kind != "fork":
            return
        if event.kind == "fork":
            self.forked(process, event)
        elif event.kind == "exit":
            self.tracker.end(process, event.value)
            self.settler.watch(process)
        elif event.kind == "exec":
            self.tracker.exec_told(process)
        else:
            self.tracker.observe(process)

    def forked(self, parent: Process, event: KernelEvent) -> None:
        pid = event.value
        if pid in self.tracker.by_pid or parent is self.tracker.init and self.tracker.births == 0:
            return  # Known already; the first process is announced by the init.
        child = self.tracker.born(pid, parent)
        if child is None:
            # Gone before we came to look: what is known is that it was.
            ticks = event.at * TICKS_PER_SECOND // NANOSECONDS
            stat = parent.stat._replace(pid=pid, parent=parent.pid, start_ticks=ticks)
            child = self.tracker.add(Stat(*stat), parent, pid)
        self.settler.watch(child)

    def close(self) -> None:
        if self.connector is not None:
            self.connector.close()
