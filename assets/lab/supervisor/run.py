"""One program, from its start until nothing of it is left."""

from __future__ import annotations

import math
import os
import selectors
import signal
import sys
import time
from functools import partial
from types import FrameType
from typing import Callable, NamedTuple

from processes import Stat, kill_descendants, list_descendants, read_stat, stop_descendants
from program import start_program
from talk import READ_BYTES, Channel, Commands, Message, Output, Refused

LOOK_AGAIN_SECONDS = 0.02
# The most of its time that the supervisor spends on looking how many there are.
LOOKING_SHARE = 0.05
# What is in uninterruptible sleep cannot be killed; do not wait for it for ever.
END_ALL_SECONDS = 5.0
END_AGAIN_SECONDS = 0.01
# Against programs that fork faster than they can be killed one by one.
STOP_ALL_SECONDS = 2.0
DRAIN_SECONDS = 2.0


class Limits(NamedTuple):
    processes: int
    seconds: float
    output_bytes: int


class Run:
    """One program from its start until nothing of it is left."""

    def __init__(self, channel: Channel, limits: Limits) -> None:
        self.channel = channel
        self.limits = limits
        self.commands = Commands(sys.stdin.fileno())
        self.output = Output(channel, limits.output_bytes)
        self.deadline = math.inf
        self.root_pid: int | None = None
        self.exit: Message | None = None
        self.stop_asked = False
        self.failure: str | None = None
        # Not epoll, which refuses an input that is a file, as it may be by hand.
        self.selector = selectors.PollSelector()
        self.listen(sys.stdin.fileno(), self.read_commands)
        self.listen(open_signal_pipe(self.on_signal), drain)

    def start(self, command: list[str]) -> None:
        program = start_program(command)
        self.root_pid = program.pid
        self.deadline = time.monotonic() + self.limits.seconds
        for stream, pipe in (("stdout", program.stdout), ("stderr", program.stderr)):
            os.set_blocking(pipe, False)
            self.listen(pipe, partial(self.output.forward, stream=stream))
        self.channel.send(
            {"kind": "started", **identify(program.pid), "supervisor": identify(os.getpid())}
        )

    def listen(self, descriptor: int, read: Callable[[int], bool]) -> None:
        """From now on `read` is called when there is something to read, until it gives False."""
        self.selector.register(descriptor, selectors.EVENT_READ, read)

    def on_signal(self, number: int, _frame: FrameType | None) -> None:
        if number != signal.SIGCHLD:
            self.stop_asked = True

    def read_commands(self, _descriptor: int) -> bool:
        try:
            self.stop_asked = self.commands.stop_is_asked() or self.stop_asked
        except Refused as error:
            self.failure = str(error)
            self.stop_asked = True
        return not self.stop_asked

    def wait(self, seconds: float) -> bool:
        """Sleeps until something can be read, a child ends or the time is over; whether it read."""
        ready = self.selector.select(max(0.0, seconds))
        for key, _events in ready:
            if not key.data(key.fd):
                self.selector.unregister(key.fd)
        self.channel.flush()
        return bool(ready)

    def reap(self) -> bool:
        """Waits for all that have ended, as init does; False when no child is left at all."""
        try:
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return True
                if pid == self.root_pid:
                    self.exit = exit_status(status)
        except ChildProcessError:
            return False

    def watch(self) -> str:
        """Until the run is over or has to be ended: the outcome."""
        next_look = 0.0
        while self.reap():
            now = time.monotonic()
            if self.stop_asked or self.channel.broken:
                return "stopped"
            if now >= self.deadline:
                return "time-limit"
            if now >= next_look:
                if len(list_descendants()) > self.limits.processes:
                    return "process-limit"
                took = time.monotonic() - now
                next_look = now + max(LOOK_AGAIN_SECONDS, took / LOOKING_SHARE)
            self.wait(min(next_look, self.deadline) - time.monotonic())
        return "finished"

    def end_all(self) -> int:
        """Stops, then kills until nothing is left; the number of those that would not die."""
        now = time.monotonic()
        stopped: set[Stat] = set()
        while stop_descendants(stopped) and time.monotonic() < now + STOP_ALL_SECONDS:
            pass
        while self.reap():
            kill_descendants()
            if time.monotonic() >= now + END_ALL_SECONDS:
                return len(list_descendants())
            self.wait(END_AGAIN_SECONDS)
        return 0

    def read_the_rest(self) -> None:
        """Nobody is left to write, so it ends when the pipes are empty."""
        deadline = time.monotonic() + DRAIN_SECONDS
        while self.wait(0) and time.monotonic() < deadline:
            pass


def identify(pid: int) -> Message:
    stat = read_stat(pid)
    # This process and a child that it has not waited for cannot be gone.
    assert stat is not None
    return {"pid": stat.pid, "startTicks": stat.start_ticks}


def exit_status(status: int) -> Message:
    if os.WIFEXITED(status):
        return {"code": os.WEXITSTATUS(status)}
    return {"signal": os.WTERMSIG(status), "core": os.WCOREDUMP(status)}


def open_signal_pipe(handler: Callable[[int, FrameType | None], None]) -> int:
    """Signals make this descriptor readable (signal.set_wakeup_fd), so that one select sees all."""
    read_end, write_end = os.pipe()
    os.set_blocking(read_end, False)
    os.set_blocking(write_end, False)
    signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, handler)
    return read_end


def drain(descriptor: int) -> bool:
    os.read(descriptor, READ_BYTES)
    return True
