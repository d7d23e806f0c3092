"""Whether all that a turn set off has come to rest.

A turn may end at the next line, in a fork whose child has yet to come to its first line, in an exit
that wakes a parent, in a system call that sleeps. Only when nothing moves any more is the next turn
given, so that the same choices lead to the same events each time. What is at rest is read from the
kernel: it wakes a sleeper within the very call that gives the reason, so a thread that still sleeps
after all others have come to rest goes on sleeping.
"""

from __future__ import annotations

import math
import os
import time
from typing import Any, Callable, Dict, Optional

from blocked import read_sleep
from proc_files import read_state
from threads import ASLEEP, BLOCKED, BUSY_SECONDS, RUNNING, STARVED_SECONDS, Process, Thread
from tracker import Tracker

# So long it must have slept before it is called blocked: a lock may come free, a page be read.
ASLEEP_SECONDS = 0.002
# So long a zombie is left alone while something moves: its parent may be about to reap it.
ZOMBIE_SECONDS = 0.1
SHORTEST_LOOK, LONGEST_LOOK = 0.0003, 0.005
IDLE_SECONDS = 0.05
# The most of its time that the supervisor spends on looking at those without a gate.
LOOKING_SHARE = 0.2

Event = Dict[str, Any]
Emit = Callable[[Event], None]


class Settler:
    """Knows of each thread whether it is held, at work or blocked, and of the processes without."""

    def __init__(self, tracker: Tracker, emit: Emit) -> None:
        self.tracker = tracker
        self.emit = emit
        # Used as ordered sets.
        self.held: Dict[Thread, None] = {}
        self.running: Dict[Thread, None] = {}
        self.blocked: Dict[Thread, None] = {}
        # Their last connection is gone: ending, or running something else.
        self.suspects: Dict[Process, float] = {}
        # Alive without a gate.
        self.loose: Dict[Process, None] = {}
        # Zombies, and since when.
        self.zombies: Dict[Process, float] = {}
        # Zombies that the init has not reaped in good time.
        self.given_up: Dict[Process, None] = {}
        # Threads whose connection is gone while their process lives: ending, or to be heard again.
        self.leaving: Dict[Thread, float] = {}
        # Forked, not yet heard of: pid inside -> since when.
        self.expected: Dict[int, float] = {}
        self.may_have_children: Dict[Process, None] = {}
        # Whether births must be looked for, always or once.
        self.must_walk = True
        self.walk_once = False
        self.next_loose_look = 0.0
        self.loose_busy = False
        self.unsettled_since: Optional[float] = None
        self.moved = True
        # Since those in wait(2) were last looked at, something has happened that may have woken one.
        self.waits_may_be_over = True
        self.hear_all: Callable[[], None] = lambda: None
        # Tells that a process has been left a zombie.
        self.tell_zombie: Callable[[Process, Event], None] = lambda _process, event: emit(event)

    # What is heard

    def spoke(self, thread: Thread) -> None:
        """It said something: whatever it was blocked in is over."""
        self.moved = True
        thread.asleep_since = None
        thread.waits = False
        if thread in self.blocked:
            thread.runs_from_now()
            self.now_running(thread)

    def now_held(self, thread: Thread) -> None:
        self.drop(thread, close=False)
        self.held[thread] = None
        self.moved = True

    def now_running(self, thread: Thread) -> None:
        self.drop(thread, close=False)
        thread.state = RUNNING
        thread.asleep_since = None
        self.running[thread] = None
        self.moved = True

    def drop(self, thread: Thread, close: bool = True) -> None:
        for group in (self.held, self.running, self.blocked):
            group.pop(thread, None)
        if close:
            thread.close()

    def watch(self, process: Process) -> None:
        """Alive, without a gate as yet."""
        self.suspects[process] = time.monotonic()
        self.moved = True

    suspect = watch

    def may_have_ended(self, thread: Thread) -> None:
        self.leaving[thread] = time.monotonic()
        self.moved = True

    def arrived(self, process: Process) -> None:
        self.expected.pop(process.inside, None)
        self.suspects.pop(process, None)
        self.loose.pop(process, None)

    def expect(self, inside: int) -> None:
        known = self.tracker.by_inside.get(inside)
        if known is None or not (known.gated or known.ended):
            self.expected[inside] = time.monotonic()

    def program_changes(self, process: Process) -> None:
        """It is about to start another program, in itself or in a child."""
        self.may_have_children[process] = None

    def signalled(self) -> None:
        self.moved = self.waits_may_be_over = True

    def forget(self, process: Process) -> None:
        for group in (self.suspects, self.loose, self.zombies, self.may_have_children):
            group.pop(process, None)
        self.expected.pop(process.inside, None)
        for thread in list(process.threads.values()):
            self.drop(thread)
        process.threads.clear()
        self.moved = self.waits_may_be_over = True

    # What is seen

    def look(self) -> float:
        """0 when all is at rest, else in how many seconds to look again."""
        now = time.monotonic()
        self.look_at_suspects(now)
        self.look_at_leaving(now)
        self.look_at_loose(now)
        self.look_at_running(now)
        if not self.at_rest():
            if self.unsettled_since is None:
                self.unsettled_since = now
            return min(LONGEST_LOOK, max(SHORTEST_LOOK, (now - self.unsettled_since) / 4))
        self.unsettled_since = None
        if self.moved:
            # Whatever moved may have woken somebody.
            self.moved = False
            if self.zombies:
                wait_for_exits()
            if self.look_at_blocked() or self.zombies and self.look_at_zombies():
                return SHORTEST_LOOK
            if self.blocked:
                # One that was woken, spoke, and sleeps again, now at the gate, is heard by then.
                self.hear_all()
            if self.moved or not self.at_rest():
                return SHORTEST_LOOK
        return 0.0

    def at_rest(self) -> bool:
        now = time.monotonic()
        for inside, since in list(self.expected.items()):
            if now - since > STARVED_SECONDS:
                del self.expected[inside]
        if self.expected or self.suspects or self.leaving or self.loose_busy:
            return False
        if any(self.will_be_reaped(zombie) for zombie in self.zombies):
            return False
        return not any(thread.keeps_others_waiting(now) for thread in self.running)

    def anybody_loose(self) -> bool:
        return bool(self.loose or self.suspects or self.expected or self.running)

    def idle_seconds(self) -> float:
        """How long nothing need be looked at when nothing is heard."""
        return IDLE_SECONDS if self.loose or self.blocked or self.zombies or self.running else 1.0

    def look_at_suspects(self, now: float) -> None:
        for process in list(self.zombies):
            if self.will_be_reaped(process):
                del self.zombies[process]
                self.suspects[process] = now
        for process, since in list(self.suspects.items()):
            state = self.tracker.observe(process)
            patience = BUSY_SECONDS if state is not None and state in ASLEEP else STARVED_SECONDS
            long_enough = now - since > patience
            if state is None or state == "Z":
                self.ended(process, state, long_enough)
            elif long_enough or state in ASLEEP and now - since >= ASLEEP_SECONDS:
                del self.suspects[process]
                self.tracker.look_for_exec(process)
                self.loose[process] = None

    def will_be_reaped(self, zombie: Process) -> bool:
        """Adopted as a zombie: the init is sure to wait for it, at once."""
        return zombie.adopter is self.tracker.init and zombie not in self.given_up

    def look_at_leaving(self, now: float) -> None:
        for thread, since in list(self.leaving.items()):
            process = thread.process
            if process.ended or thread.number in process.threads or now - since > BUSY_SECONDS:
                del self.leaving[thread]
            elif read_state(process.pid, thread.tid) is None:
                del self.leaving[thread]
                self.emit({"kind": "thread-end", "id": process.id, "thread": thread.number})

    def ended(self, process: Process, state: Optional[str], long_enough: bool) -> None:
        since = self.suspects.get(process, time.monotonic())
        self.forget(process)
        parent = process.adopter or process.parent
        if state == "Z" and parent is self.tracker.init and not long_enough:
            self.suspects[process] = since
        elif state == "Z":
            self.zombies[process] = time.monotonic()
            if long_enough:
                self.given_up[process] = None

    def look_at_loose(self, now: float) -> None:
        """Those without a gate, and whom they have brought into the world."""
        due = now >= self.next_loose_look
        if not due or not (self.loose or self.may_have_children):
            self.loose_busy = self.loose_busy and bool(self.loose)
            return
        parents = [*self.may_have_children, *self.loose]
        if self.must_walk or self.walk_once:
            self.walk_once = False
            for child in self.tracker.find_new_children([one for one in parents if not one.ended]):
                self.watch(child)
        self.loose_busy = False
        for process in list(self.loose):
            state = self.tracker.observe(process)
            if state is None or state == "Z":
                self.ended(process, state, False)
                continue
            if self.must_walk:
                self.tracker.look_for_exec(process)
            self.note_busy(process, state, now)
        for process in list(self.may_have_children):
            if process.ended:
                del self.may_have_children[process]
        self.look_at_zombies(since=now - ZOMBIE_SECONDS)
        self.next_loose_look = now + (time.monotonic() - now) / LOOKING_SHARE

    def note_busy(self, process: Process, state: str, now: float) -> None:
        if state in ASLEEP:
            process.busy_since = None
            return
        if process.busy_since is None:
            process.busy_since = now
        self.loose_busy = self.loose_busy or now - process.busy_since < BUSY_SECONDS

    def look_at_zombies(self, since: float = math.inf) -> bool:
        """Whether somebody has been reaped. Only those are told of who were zombies at `since`."""
        found = False
        for process, ended in list(self.zombies.items()):
            state = self.tracker.observe(process)
            if state is None:
                del self.zombies[process]
                found = True
            elif state == "Z" and ended <= since and not process.was_zombie:
                process.was_zombie = True
                changes = {"state": "zombie"}
                event = {"kind": "changed", "id": process.id, "changes": changes}
                self.tell_zombie(process, event)
        return found

    def look_at_running(self, now: float) -> None:
        for thread in list(self.running):
            state = thread.read_state()
            if state is None or state in "ZX":
                if thread.number == 0:
                    self.suspect(thread.process)
                self.running.pop(thread, None)
            elif not thread.seems_asleep(state):
                thread.asleep_since = None
            elif thread.asleep_since is None and not thread.waits:
                thread.asleep_since = now
            elif thread.waits or now - (thread.asleep_since or now) >= ASLEEP_SECONDS:
                thread.asleep_since = thread.asleep_since or now
                self.call_blocked(thread, state)

    def call_blocked(self, thread: Thread, state: str) -> None:
        """It sleeps. But it may have spoken meanwhile, and sleep at the gate."""
        stopped, in_vfork = state in "Tt", state == "D"
        if not thread.is_asleep():
            thread.asleep_since = None
            return
        reason, detail = read_sleep(thread.process.pid, thread.tid)
        if stopped:
            reason, detail = "signal", "stopped"
        elif in_vfork:
            reason, detail = "other", "vfork"
        at_once = thread.waits
        self.hear_all()
        if thread not in self.running or thread.asleep_since is None:
            return
        if at_once and reason != "wait":
            thread.waits = False
            return
        self.drop(thread, close=False)
        thread.state = BLOCKED
        thread.reason = reason
        self.blocked[thread] = None
        self.moved = self.waits_may_be_over = True
        event = {"kind": "blocked", "id": thread.process.id, "thread": thread.number, "in": reason}
        self.emit({**event, "detail": detail} if detail else event)

    def look_at_blocked(self) -> bool:
        """Whether somebody has been woken. Of many processes most are in wait(2): they are looked at
        only when one has ended or a signal was sent."""
        found = False
        waits_may_be_over, self.waits_may_be_over = self.waits_may_be_over, False
        for thread in list(self.blocked):
            if thread.reason == "wait" and not waits_may_be_over:
                continue
            if not thread.is_asleep():
                self.now_running(thread)
                thread.runs_from_now()
                found = True
        return found


def wait_for_exits() -> None:
    """The kernel shows a zombie a moment before it wakes the parent, and holds its task list locked
    in between (kernel/exit.c, exit_notify). A signal 0 to a group waits for that lock."""
    os.kill(0, 0)
