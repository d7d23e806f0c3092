"""What the gates say, and what follows from it."""

from __future__ import annotations

import contextlib
import errno
from typing import Any, Callable, Dict, Iterator, Optional

from containment import Containment
from gates import GateConnection
from pace import Pace
from proc_files import find_thread, read_stat
from settle import Settler
from telling import Telling
from threads import HELD, Process, Thread
from tracker import Tracker, exit_status

Message = Dict[str, Any]

REFUSED, GRANTED = b"refused", b"granted"


class Hearing:
    """One method for each kind of message; `before` hears what happened before it was said, by whom
    is told, and `after` what followed."""

    def __init__(
        self, tracker: Tracker, settler: Settler, pace: Pace, telling: Telling, most_processes: int
    ) -> None:
        self.tracker = tracker
        self.settler = settler
        self.pace = pace
        self.telling = telling
        self.most_processes = most_processes
        self.before: Callable[[int], None] = lambda _speaker: None
        self.after: Callable[[], None] = lambda: None
        self.containment: Containment

    def heard(self, connection: GateConnection, message: Message) -> None:
        self.before(connection.pid)
        self.take(connection, message)
        self.after()

    @contextlib.contextmanager
    def nothing_else(self) -> Iterator[None]:
        """In the midst of what is being heard."""
        before, after = self.before, self.after
        self.before, self.after = lambda _speaker: None, lambda: None
        try:
            yield
        finally:
            self.before, self.after = before, after

    def take(self, connection: GateConnection, message: Message) -> None:
        kind = message.get("kind")
        if kind == "hello":
            self.greet(connection, message)
            return
        handler: Optional[Callable[[Thread, Message], None]]
        handler = getattr(self, f"heard_{kind}", None)
        if connection.thread is not None and handler is not None:
            self.settler.spoke(connection.thread)
            handler(connection.thread, message)

    def greet(self, connection: GateConnection, message: Message) -> None:
        process = self.tracker.by_pid.get(connection.pid)
        if process is None:
            parent = self.tracker.by_inside.get(message["parent"])
            process = self.tracker.born(connection.pid, parent, message["pid"])
        if process is None:
            connection.close()  # Nobody of this run, or gone already.
            return
        if message["fresh"]:
            self.new_interpreter(process, message["helper"])
        number = message["thread"]
        before = process.threads.get(number)
        tid = process.pid if number == 0 else find_thread(process.pid, message["tid"])
        if before is not None:
            self.settler.drop(before)
        thread = Thread(process, number, tid, connection)
        thread.runs_from_now()
        process.threads[number] = thread
        process.tells_waits = True
        connection.thread = thread
        self.settler.arrived(process)
        self.settler.now_running(thread)

    def new_interpreter(self, process: Process, helper: Optional[str]) -> None:
        process.helper = helper
        self.tracker.look_for_exec(process)
        if helper is not None:
            changes = {"helper": helper}
            self.telling.emit({"kind": "changed", "id": process.id, "changes": changes})

    def lost(self, connection: GateConnection) -> None:
        """The end of a connection: of the thread, or of the process, or it closed everything."""
        thread = connection.thread
        if thread is None:
            return
        self.before(connection.pid)
        self.settler.drop(thread)
        process = thread.process
        if process.threads.get(thread.number) is thread:
            del process.threads[thread.number]
            if process.threads:
                self.settler.may_have_ended(thread)
        if not process.threads:
            self.settler.watch(process)
        self.after()

    def heard_line(self, thread: Thread, message: Message) -> None:
        thread.state = HELD
        thread.line = message["line"]
        self.settler.now_held(thread)
        self.tracker.observe(thread.process)
        variables = [
            {"name": name, "type": kind, "text": text} for name, kind, text in message["variables"]
        ]
        event = {
            "kind": "line",
            "id": thread.process.id,
            "thread": thread.number,
            "line": thread.line,
            "function": message["function"],
            "variables": variables,
        }
        self.telling.line(thread, event)
        self.pace.reached(thread)

    def heard_forking(self, thread: Thread, _message: Message) -> None:
        refuse = self.containment.kind == "supervised"
        refuse = refuse and self.tracker.living() >= self.most_processes
        if refuse:
            self.refused(thread, "fork", errno.EAGAIN, "gate")
        thread.connection.answer(REFUSED if refuse else GRANTED)

    def heard_forked(self, _thread: Thread, message: Message) -> None:
        self.settler.expect(message["pid"])

    def heard_refused(self, thread: Thread, message: Message) -> None:
        self.refused(thread, message["call"], message["errno"], "kernel")

    def refused(self, thread: Thread, call: str, number: int, by: str) -> None:
        name = errno.errorcode.get(number, str(number))
        event = {"kind": "refused", "id": thread.process.id, "call": call, "error": name, "by": by}
        self.telling.emit(event)

    def heard_waiting(self, thread: Thread, _message: Message) -> None:
        thread.waits = True

    def heard_waited(self, thread: Thread, message: Message) -> None:
        status = message["status"]
        if status is None or status & 0xFF == 0x7F or status == 0xFFFF:
            return  # It only stopped, or went on (wait(2), WUNTRACED and WCONTINUED).
        child = self.tracker.reaped(message["pid"], status)
        event: Message = {"kind": "waited", "id": thread.process.id, "exit": exit_status(status)}
        self.telling.emit(event if child is None else {**event, "child": child.id})
        if child is not None:
            self.tracker.bury(child)
            self.settler.forget(child)

    def heard_exiting(self, thread: Thread, message: Message) -> None:
        thread.process.exit_status = message["code"] << 8

    def heard_program(self, thread: Thread, message: Message) -> None:
        thread.process.announced = message["command"]
        self.settler.program_changes(thread.process)
        thread.connection.answer(GRANTED)

    def heard_kill(self, thread: Thread, message: Message) -> None:
        target, group = message["target"], message["group"]
        whole = group or target <= 0
        process = None if whole else self.tracker.by_inside.get(target)
        allowed = self.may_signal(thread, target, whole, process)
        event: Message = {"kind": "signal", "from": thread.process.id, "signal": message["signal"]}
        if process is not None:
            event["id"] = process.id
        if whole:
            event["target"] = -target if group and target > 0 else target
        if allowed:
            self.telling.emit(event)
            self.settler.signalled()
        else:
            self.refused(thread, "kill", errno.EPERM, "gate")
        thread.connection.answer(GRANTED if allowed else REFUSED)

    def may_signal(
        self, thread: Thread, target: int, whole: bool, process: Optional[Process]
    ) -> bool:
        """In its own PID namespace it reaches nobody else. Elsewhere: only those of the run."""
        if self.containment.kind == "pid-namespace":
            return True
        init = self.tracker.init
        assert init is not None
        if not whole:
            return process is not None and process is not init and not is_reused(process)
        if target == -1:
            return False
        wanted = abs(target) if target != 0 else thread.process.stat.group
        members = {one.stat.group for one in self.tracker.by_pid.values() if one is not init}
        return wanted in members and wanted != init.stat.group


def is_reused(process: Process) -> bool:
    """It has been reaped, and its pid is somebody else's now."""
    return process.gone and read_stat(process.pid) is not None
