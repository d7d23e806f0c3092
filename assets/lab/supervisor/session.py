"""One run, from its start until nothing of it is left: everything that is heard comes by here."""

from __future__ import annotations

import os
import selectors
import signal
import sys
import time
from typing import Any, Dict, Optional

from containment import contain
from gates import Gates
from hearing import GRANTED, Hearing
from kernel_news import KernelNews
from keyboard import Keyboard
from output import Budget, PipeStreams, TerminalStreams
from pace import Pace
from plan import Program, check_program
from proc_files import read_stat
from processes import list_children
from settle import Settler
from talk import Channel, LineReader
from telling import Telling
from threads import Process, Thread
from tracker import Tracker, describe, now_ms

Message = Dict[str, Any]

# What is told is sent so often, or when there is time.
FLUSH_SECONDS = 0.002
# For the kernel's word of an end to come.
NEWS_SECONDS = 0.01
# So much is kept and drawn.
MOST_EVENTS, MOST_EVENT_BYTES = 400_000, 250_000_000


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
        make_streams = TerminalStreams if start["stdout"] == "tty" else PipeStreams
        most = self.limits["outputKiB"] * 1024
        budget = Budget(most, lambda: self.over("limit", "output"))
        self.streams = make_streams(self.wrote, budget)
        self.telling = Telling(channel, self.gated)
        self.tracker = Tracker(self.telling.emit, "subreaper")
        self.settler = Settler(self.tracker, self.telling.emit)
        self.pace = Pace(self.settler, self.give_turn, start["policy"])
        self.pace.at_rest = self.at_rest
        self.pace.gated = self.gated
        self.settler.hear_all = lambda: self.pump(0)
        self.hearing = Hearing(
            self.tracker, self.settler, self.pace, self.telling, self.limits["processes"]
        )
        self.hearing.before = self.hear_the_rest
        self.gates = Gates(self.selector, self.hearing.heard, self.hearing.lost)
        self.program = Program(start, self.gates.address)
        # Running from the start, without waiting for a command.
        self.pace.running = start.get("running", False)
        self.pace.tell = lambda pace: channel.send({"kind": "pace", "pace": pace})
        self.kernel = KernelNews(self.tracker, self.settler, self.selector)
        self.hearing.after = self.kernel.take_late
        self.tracker.tell_reaped = self.telling.reaped
        self.settler.tell_zombie = self.telling.zombie
        self.tracker.take_news = self.take_news
        self.tracker.hear_last_words = self.hear_last_words
        self.commands = LineReader(sys.stdin.fileno())
        self.init_words = b""
        self.init_gone = False
        self.flushed_at = 0.0
        self.keyboard = Keyboard(self.selector, self.streams)
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
            self.hearing.containment = self.containment
            try:
                self.begin()
                self.watch()
                if self.outcome == "finished" and self.containment.out_of_memory():
                    self.outcome, self.detail = "limit", "memory"
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
            self.bound_processes()
            self.pump(min(seconds, self.deadline - time.monotonic()))
            if self.stop_asked or self.channel.broken:
                self.over("stopped")
            elif time.monotonic() >= self.deadline:
                self.over("timeout")

    def bound_processes(self) -> None:
        """Without a group or a namespace the gate refuses forks; those who have none are only counted."""
        supervised = self.containment.kind == "supervised"
        if supervised and self.tracker.living() > self.limits["processes"]:
            self.over("limit", "processes")

    def pump(self, seconds: float) -> None:
        """Hears all that there is to hear, waiting up to so long for the first."""
        now = time.monotonic()
        if seconds > FLUSH_SECONDS or now - self.flushed_at > FLUSH_SECONDS:
            self.channel.flush()
            self.flushed_at = now
        for key, _events in self.selector.select(max(0.0, seconds)):
            key.data()
        self.telling.flush_old()

    def over(self, outcome: str, detail: Optional[str] = None) -> None:
        if self.outcome is None:
            self.outcome, self.detail = outcome, detail

    def read_the_rest(self) -> None:
        self.streams.settle()
        self.streams.finish(None)
        self.kernel.take()
        self.kernel.close()
        for process in list(self.tracker.by_pid.values()):
            if process is not self.tracker.init:
                self.tracker.bury(process)
        self.telling.flush()

    def at_rest(self) -> None:
        """All that the last turn set off has come to rest."""
        self.streams.settle()
        self.telling.flush()
        telling = self.telling
        if telling.told > MOST_EVENTS or telling.told_bytes > MOST_EVENT_BYTES:
            self.over("limit", "events")

    def wrote(self, writer: Optional[int], stream: str, text: str) -> None:
        process = self.last_turn if writer is None else self.tracker.by_pid.get(writer)
        if writer is not None and process is None:
            process = self.tracker.born(writer) or self.tracker.recent.get(writer)
        if text:
            self.telling.output(process, stream, text)

    def give_turn(self, thread: Thread) -> None:
        self.last_turn = thread.process
        thread.runs_from_now()
        self.settler.now_running(thread)
        self.telling.emit({"kind": "turn", "id": thread.process.id, "thread": thread.number})
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
                self.keyboard.type(command["text"], command["end"])
            else:
                self.pace.command(command, self.tracker)
        if self.commands.ended:
            self.stop_asked = True

    def hear_init(self) -> None:
        assert self.containment.line is not None
        try:
            data = self.containment.line.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            if not self.init_gone:
                self.init_gone = True
                self.selector.unregister(self.containment.line)
                self.over("finished")
            return
        *words, self.init_words = (self.init_words + data).split(b"\n")
        for word in words:
            self.obey_init(word.decode("utf-8", "replace").split(" "))

    def obey_init(self, words: Any) -> None:
        if words[0] == "root":
            self.tell_started()
        elif words[0] == "reaped":
            self.hear_the_rest()
            process = self.tracker.reaped(int(words[1]), int(words[2]))
            self.await_adoption(process)
            if process is not None:
                self.tracker.bury(process)
                self.settler.forget(process)
        else:
            self.over("error", " ".join(words))

    def await_adoption(self, process: Optional[Process]) -> None:
        """What the init reaped was its own: if we know another parent, word of its end is due."""
        deadline = time.monotonic() + NEWS_SECONDS
        parent = (process.adopter or process.parent) if process else None
        while parent is not None and parent is not self.tracker.init and not parent.ended:
            self.kernel.take()
            if time.monotonic() > deadline:
                return
            os.sched_yield()

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
                "births": "told" if self.kernel.why_not is None else self.kernel.why_not,
                "python": ".".join(map(str, sys.version_info[:3])),
                "program": self.program.path,
            }
        )

    def hear_the_rest(self, speaker: Optional[int] = None) -> None:
        self.streams.drain()
        self.kernel.speaker = speaker
        self.kernel.take()

    def hear_last_words(self, process: Process) -> None:
        """What it said and wrote before its end. Let run, a terminal is not waited for: that would
        cost the program its time at each end."""
        with self.hearing.nothing_else():
            for thread in list(process.threads.values()):
                self.gates.read_all(thread.connection)
        if self.gated:
            self.streams.settle()
        else:
            self.streams.drain()
        self.streams.finish(process.pid)

    def take_news(self) -> None:
        self.kernel.take()
        self.hear_init()
