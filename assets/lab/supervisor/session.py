"""One run, from its start until nothing of it is left: everything that is heard comes by here."""

from __future__ import annotations

import errno
import os
import selectors
import signal
import sys
import time
from typing import Any, Callable, Dict, Optional

from containment import Containment, contain
from gates import GateConnection, Gates
from output import PipeStreams, TerminalStreams
from pace import Pace
from proc_files import find_thread, read_stat
from processes import list_children
from plan import Program, check_program
from settle import Settler
from talk import Channel, LineReader
from threads import HELD, RUNNING, Process, Thread
from tracker import Tracker, describe, exit_status, now_ms

Message = Dict[str, Any]

REFUSED, GRANTED = b"refused", b"granted"


class Failed(Exception):
    """The run could not be started; `code` as in shared/lab/run.ts, `LabFailure`."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Session:
    """`start`: shared/lab/run.ts, `LabStart`, with the program's text and path filled in."""

    def __init__(self, channel: Channel, start: Message) -> None:
        self.channel = channel
        self.limits: Dict[str, int] = start["limits"]
        self.gated: bool = start["gated"]
        self.outcome: Optional[str] = None
        self.detail: Optional[str] = None
        self.stop_asked = False
        self.selector = selectors.DefaultSelector()
        self.gates = Gates(self.selector, self.heard, self.lost)
        make_streams = TerminalStreams if start["stdout"] == "tty" else PipeStreams
        self.streams = make_streams(self.wrote)
        self.output_left = self.limits["outputKiB"] * 1024
        self.program = Program(start, self.gates.address)
        self.tracker = Tracker(self.emit, "subreaper")
        self.settler = Settler(self.tracker, self.emit)
        self.pace = Pace(self.settler, self.give_turn, start["policy"])
        self.pace.tell = lambda pace: channel.send({"kind": "pace", "pace": pace})
        self.commands = LineReader(sys.stdin.fileno())
        self.containment: Containment
        self.init_words = b""
        self.input = b""
        self.last_turn: Optional[Process] = None
        self.started = False

    # The course of it

    def run(self) -> None:
        problem = check_program(self.program)
        if problem is not None:
            raise Failed("does-not-parse", problem)
        plan = self.program.plan(self.gated, self.limits, isinstance(self.streams, TerminalStreams))
        try:
            self.containment = contain(plan, self.streams.program_ends, self.program.weakest)
            try:
                self.begin()
                self.watch()
            finally:
                leftover = self.containment.end_all()
            self.read_the_rest()
        finally:
            self.program.clean_up()
        if not self.started:
            raise Failed("start-failed", self.detail or "it ended before it began")
        reason = {} if self.detail is None else {"detail": self.detail}
        ended = {"kind": "ended", "outcome": self.outcome, "leftover": leftover, **reason}
        self.channel.send(ended)

    def begin(self) -> None:
        if isinstance(self.streams, TerminalStreams):
            self.streams.open_own_end()
        else:
            for descriptor in self.streams.program_ends:
                os.close(descriptor)
        for descriptor, drain in self.streams.descriptors().items():
            self.selector.register(descriptor, selectors.EVENT_READ, drain)
        assert self.containment.line is not None
        self.containment.line.setblocking(False)
        self.selector.register(self.containment.line, selectors.EVENT_READ, self.hear_init)
        self.selector.register(sys.stdin.fileno(), selectors.EVENT_READ, self.hear_app)
        self.listen_for_signals()
        in_namespace = self.containment.kind == "pid-namespace"
        self.tracker.adopter_role = "namespace-init" if in_namespace else "subreaper"
        self.tracker.add_init(self.containment.init_pid)
        self.deadline = time.monotonic() + self.limits["seconds"]
        self.containment.line.setblocking(True)
        self.containment.go()
        self.containment.line.setblocking(False)

    def watch(self) -> None:
        while self.outcome is None:
            seconds = self.pace.advance() if self.started else 1.0
            self.pump(min(seconds, self.deadline - time.monotonic()))
            if self.stop_asked or self.channel.broken:
                self.over("stopped")
            elif time.monotonic() >= self.deadline:
                self.over("timeout")

    def pump(self, seconds: float) -> None:
        """Hears all that there is to hear, waiting up to so long for the first."""
        for key, _events in self.selector.select(max(0.0, seconds)):
            key.data()
        self.channel.flush()

    def over(self, outcome: str, detail: Optional[str] = None) -> None:
        if self.outcome is None:
            self.outcome, self.detail = outcome, detail

    def read_the_rest(self) -> None:
        self.streams.settle()
        for process in list(self.tracker.by_pid.values()):
            if process is not self.tracker.init:
                self.tracker.observe(process)

    # What is told to the app

    def emit(self, event: Message) -> None:
        self.channel.queue({"kind": "event", "at": now_ms(), "event": event})

    def wrote(self, writer: Optional[int], stream: str, text: str, size: int) -> None:
        process = self.last_turn if writer is None else self.tracker.by_pid.get(writer)
        if writer is not None and process is None:
            process = self.tracker.born(writer) or self.tracker.recent.get(writer)
        if self.output_left < size:
            self.over("limit", "output")
            text = text[: max(0, self.output_left)]
        self.output_left -= size
        if text:
            who = {} if process is None else {"id": process.id}
            self.emit({"kind": "output", "stream": stream, "text": text, **who})

    def give_turn(self, thread: Thread) -> None:
        self.last_turn = thread.process
        thread.state = RUNNING
        thread.asleep_since = None
        thread.running_since = time.monotonic()
        self.settler.now_running(thread)
        self.emit({"kind": "turn", "id": thread.process.id, "thread": thread.number})
        thread.connection.answer(GRANTED)

    # What is heard

    def listen_for_signals(self) -> None:
        read_end, write_end = os.pipe()
        os.set_blocking(read_end, False)
        os.set_blocking(write_end, False)
        signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.on_signal)
        self.selector.register(read_end, selectors.EVENT_READ, lambda: os.read(read_end, 512))

    def on_signal(self, _number: int, _frame: Any) -> None:
        self.stop_asked = True

    def hear_app(self) -> None:
        for command in self.commands.read():
            if command["kind"] == "stop":
                self.stop_asked = True
            elif command["kind"] == "input":
                self.type(command["text"], command["end"])
            else:
                self.pace.command(command, self.tracker)
        if self.commands.ended:
            self.stop_asked = True

    def type(self, text: str, end: bool) -> None:
        """To the program's standard input."""
        self.input += text.encode("utf-8") + (self.streams.end_input() if end else b"")
        try:
            while self.input:
                self.input = self.input[os.write(self.streams.input, self.input) :]
        except OSError:
            pass  # Full, or nobody reads any more.
        if end and isinstance(self.streams, PipeStreams) and self.streams.input >= 0:
            os.close(self.streams.input)
            self.streams.input = -1

    def hear_init(self) -> None:
        assert self.containment.line is not None
        try:
            data = self.containment.line.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.over("finished")
            self.selector.unregister(self.containment.line)
            return
        *words, self.init_words = (self.init_words + data).split(b"\n")
        for word in words:
            self.obey_init(word.decode("utf-8", "replace").split(" "))

    def obey_init(self, words: Any) -> None:
        if words[0] == "root":
            self.tell_started()
        elif words[0] == "reaped":
            self.streams.drain()
            process = self.tracker.reaped(int(words[1]), int(words[2]))
            if process is not None:
                self.tracker.vanished(process)
                self.settler.forget(process)
        else:
            self.over("error", " ".join(words))

    def tell_started(self) -> None:
        init = self.tracker.init
        assert init is not None
        children = list_children(init.pid)
        root = self.tracker.born(children[0], init) if children else None
        if root is None:
            self.over("error", "the program's first process is gone at once")
            return
        me = read_stat(os.getpid())
        assert me is not None
        self.started = True
        self.settler.watch(root)
        self.channel.send(
            {
                "kind": "started",
                "at": now_ms(),
                "init": describe(init),
                "root": describe(root),
                "supervisor": {"pid": me.pid, "startTicks": me.start_ticks},
                "containment": self.containment.describe(),
                "python": ".".join(map(str, sys.version_info[:3])),
                "program": self.program.path,
            }
        )

    def heard(self, connection: GateConnection, message: Message) -> None:
        """Something from the gate. What was written before it comes first."""
        self.streams.drain()
        kind = message.get("kind")
        if kind == "hello":
            self.greet(connection, message)
            return
        thread = connection.thread
        handler: Optional[Callable[[Thread, Message], None]]
        handler = getattr(self, f"heard_{kind}", None)
        if thread is not None and handler is not None:
            handler(thread, message)

    def greet(self, connection: GateConnection, message: Message) -> None:
        process = self.tracker.by_pid.get(connection.pid)
        if process is None:
            parent = self.tracker.by_inside.get(message["parent"])
            process = self.tracker.born(connection.pid, parent, message["pid"])
        if process is None:
            connection.close()  # Nobody of this run, or gone already.
            return
        if message["fresh"]:
            process.helper = message["helper"]
            self.tracker.look_for_exec(process)
        number = message["thread"]
        before = process.threads.get(number)
        tid = process.pid if number == 0 else find_thread(process.pid, message["tid"])
        if before is not None:
            self.settler.drop(before)
        thread = Thread(process, number, tid, connection)
        thread.running_since = time.monotonic()
        process.threads[number] = thread
        connection.thread = thread
        self.settler.arrived(process)
        self.settler.now_running(thread)

    def lost(self, connection: GateConnection) -> None:
        """The end of a connection: of the thread, or of the process, or it closed everything."""
        thread = connection.thread
        if thread is None:
            return
        self.streams.drain()
        self.settler.drop(thread)
        process = thread.process
        if process.threads.get(thread.number) is thread:
            del process.threads[thread.number]
        if not process.threads:
            self.settler.suspect(process)

    def heard_line(self, thread: Thread, message: Message) -> None:
        thread.state = HELD
        thread.line = message["line"]
        self.settler.now_held(thread)
        self.tracker.observe(thread.process)
        variables = [
            {"name": name, "type": kind, "text": text} for name, kind, text in message["variables"]
        ]
        self.emit(
            {
                "kind": "line",
                "id": thread.process.id,
                "thread": thread.number,
                "line": thread.line,
                "function": message["function"],
                "variables": variables,
            }
        )
        self.pace.reached(thread)

    def heard_forking(self, thread: Thread, _message: Message) -> None:
        refuse = self.containment.kind == "supervised"
        refuse = refuse and self.tracker.living() >= self.limits["processes"]
        if refuse:
            self.refused(thread, "fork", errno.EAGAIN, "gate")
        thread.connection.answer(REFUSED if refuse else GRANTED)

    def heard_forked(self, _thread: Thread, message: Message) -> None:
        self.settler.expect(message["pid"])

    def heard_refused(self, thread: Thread, message: Message) -> None:
        if message["errno"] != errno.EAGAIN or self.containment.kind != "supervised":
            self.refused(thread, message["call"], message["errno"], "kernel")

    def refused(self, thread: Thread, call: str, number: int, by: str) -> None:
        name = errno.errorcode.get(number, str(number))
        event = {"kind": "refused", "id": thread.process.id, "call": call, "error": name, "by": by}
        self.emit(event)

    def heard_waited(self, thread: Thread, message: Message) -> None:
        status = message["status"]
        child = self.tracker.reaped(message["pid"], status)
        event: Message = {"kind": "waited", "id": thread.process.id}
        if child is not None:
            event["child"] = child.id
        if status is not None:
            event["exit"] = exit_status(status)
        if status is None or status & 0xFF == 0x7F or status == 0xFFFF:
            return  # It only stopped, or went on (wait(2), WUNTRACED and WCONTINUED).
        self.emit(event)
        if child is not None:
            self.tracker.vanished(child)
            self.settler.forget(child)

    def heard_exiting(self, thread: Thread, message: Message) -> None:
        thread.process.exit_status = message["code"] << 8

    def heard_program(self, thread: Thread, message: Message) -> None:
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
            self.emit(event)
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
        if not whole:
            return process is not None and process is not self.tracker.init
        if target == -1:
            return False
        wanted = abs(target) if target != 0 else thread.process.stat.group
        init = self.tracker.init
        assert init is not None
        members = {one.stat.group for one in self.tracker.by_pid.values() if one is not init}
        return wanted in members and wanted != init.stat.group
