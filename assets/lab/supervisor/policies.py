"""Who runs next: the policies of the lab (shared/lab/policy.ts).

Threads are ordered by the birth of their process and by their number. The order of births is the
same in every run of the same schedule, so all that is decided here is the same too.
"""

from __future__ import annotations

import random
from typing import Any, Callable, Dict, List, Optional, Sequence

from threads import Thread

Choice = Callable[[Sequence[Thread]], Optional[Thread]]


def make_policy(options: Dict[str, Any]) -> Choice:
    """`options`: name, seed, schedule. What comes back chooses one of those that are held."""
    name = options["name"]
    if name == "child-first":
        return choose_last
    if name == "round-robin":
        return RoundRobin()
    if name == "random":
        return RandomChoice(options["seed"])
    if name == "schedule":
        return Schedule(options["schedule"], options.get("afterwards") == "child-first")
    return choose_first


def choose_first(held: Sequence[Thread]) -> Optional[Thread]:
    """Parent first: who was born first runs until it can no more."""
    return min(held, key=order_of)


def choose_last(held: Sequence[Thread]) -> Optional[Thread]:
    """Child first: who was born last."""
    return max(held, key=order_of)


def order_of(thread: Thread) -> Any:
    return (thread.process.birth, thread.number)


class RoundRobin:
    """One turn each, in order of birth."""

    def __init__(self) -> None:
        self.last: Any = (0, -1)

    def __call__(self, held: Sequence[Thread]) -> Optional[Thread]:
        later = [thread for thread in held if order_of(thread) > self.last]
        chosen = min(later or held, key=order_of)
        self.last = order_of(chosen)
        return chosen


class RandomChoice:
    """Same seed, same choices."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def __call__(self, held: Sequence[Thread]) -> Optional[Thread]:
        ordered = sorted(held, key=order_of)
        return ordered[self.random.getrandbits(32) % len(ordered)]


class Schedule:
    """Turn by turn as written; afterwards parent first, or child first when asked for.

    None as the choice means: wait, the one whose turn it is sleeps. `skip` is called when it is
    certain that it can have no turn any more.
    """

    def __init__(self, names: List[str], then_child_first: bool = False) -> None:
        self.names = names
        self.then = choose_last if then_child_first else choose_first
        self.next = 0

    def __call__(self, held: Sequence[Thread]) -> Optional[Thread]:
        if self.next >= len(self.names):
            return self.then(held)
        name = self.names[self.next]
        for thread in held:
            if thread.name == name:
                self.next += 1
                return thread
        return None

    def awaited(self) -> Optional[str]:
        """Whom it waits for."""
        return self.names[self.next] if self.next < len(self.names) else None

    def skip(self) -> None:
        self.next += 1
