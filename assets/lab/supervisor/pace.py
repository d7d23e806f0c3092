"""When the next turn is given, and to whom: steps, automatic running, breakpoints, policies."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, FrozenSet, List

from policies import Choice, Schedule, make_policy
from settle import Settler
from threads import HELD, Thread
from tracker import Tracker

Message = Dict[str, Any]

# Most turns end sooner, at the next line.
FIRST_LOOK_SECONDS = 0.001
FREE_LOOK_SECONDS = 0.02
# So many times as long as a look takes is the rest after it.
FREE_LOOK_REST = 10


class Pace:
    """Gives no turn by itself before all that the last one set off has come to rest."""

    def __init__(
        self, settler: Settler, give_turn: Callable[[Thread], None], policy: Message
    ) -> None:
        self.settler = settler
        self.give_turn = give_turn
        self.choose: Choice = make_policy(policy)
        # False: the program is let run.
        self.gated = True
        self.running = False
        self.delay = 0.0
        self.next_turn = 0.0
        # Steps asked for without saying whose.
        self.steps = 0
        self.breakpoints: FrozenSet[int] = frozenset()
        self.tell: Callable[[str], None] = lambda _pace: None
        self.at_rest: Callable[[], None] = lambda: None
        self.told_rest = False

    def command(self, command: Message, tracker: Tracker) -> None:
        kind = command["kind"]
        if kind == "run":
            self.delay = command["delayMs"] / 1000
            self.next_turn = 0.0
            self.set_running(True)
        elif kind == "pause":
            self.set_running(False)
        elif kind == "policy":
            self.choose = make_policy(command["policy"])
        elif kind == "breakpoints":
            self.breakpoints = frozenset(command["lines"])
        elif kind == "step":
            self.set_running(False)
            self.step(command, tracker)

    def step(self, command: Message, tracker: Tracker) -> None:
        if "id" not in command:
            self.steps += 1
            return
        process = tracker.by_id.get(command["id"])
        for number, thread in sorted(process.threads.items() if process else ()):
            if thread.state == HELD and number == command.get("thread", number):
                self.told_rest = False
                self.give_turn(thread)
                return

    def set_running(self, running: bool) -> None:
        if running != self.running:
            self.running = running
            self.tell("running" if running else "held")

    def reached(self, thread: Thread) -> None:
        """A thread is held at its next line."""
        if self.running and thread.line in self.breakpoints:
            self.set_running(False)

    def advance(self) -> float:
        """Does what can be done now; in how many seconds to come back at the latest."""
        if not self.gated:
            return self.watch_only()
        look_again = self.settler.look()
        if look_again > 0:
            self.told_rest = False
            return look_again
        if not self.told_rest:
            self.told_rest = True
            self.at_rest()
        if not self.running and self.steps == 0:
            return self.settler.idle_seconds()
        wait = self.next_turn - time.monotonic()
        if self.running and wait > 0:
            return min(wait, self.settler.idle_seconds())
        held = list(self.settler.held)
        chosen = self.choose_of(held) if held else None
        if chosen is None:
            return self.settler.idle_seconds()
        self.told_rest = False
        self.steps = max(0, self.steps - 1)
        self.next_turn = time.monotonic() + self.delay
        self.give_turn(chosen)
        return FIRST_LOOK_SECONDS

    def watch_only(self) -> float:
        """Let run, nobody waits for a turn: looks cost the program its time, so they are few."""
        begin = time.monotonic()
        if begin >= self.next_turn:
            self.settler.look()
            self.at_rest()
            end = time.monotonic()
            self.next_turn = end + max(FREE_LOOK_SECONDS, (end - begin) * FREE_LOOK_REST)
        return max(0.0, self.next_turn - time.monotonic())

    def choose_of(self, held: List[Thread]) -> Any:
        chosen = self.choose(held)
        while chosen is None and isinstance(self.choose, Schedule):
            if not self.can_still_come(self.choose.awaited()):
                self.choose.skip()
                chosen = self.choose(held)
            else:
                return None
        return chosen

    def can_still_come(self, name: Any) -> bool:
        """Whether the one whose turn it is may yet be held without a turn of anybody else."""
        blocked = self.settler.blocked
        sleepers = any(thread.reason in ("sleep", "other") for thread in blocked)
        return sleepers or self.settler.anybody_loose()
