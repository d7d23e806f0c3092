"""Double: in each of n rounds every process forks. That makes 2**n, in a binomial tree.

    python3 doubling.py --rounds 3 --variant double

double   all stay for a while; then children end first, and each is waited for
orphan   the parents of the last round end first, and their last children are adopted
zombie   the children of the last round end first, and nobody waits for them yet

Sources: fork(2), wait(2), pipe(7), alarm(2); for who adopts an orphan, PR_SET_CHILD_SUBREAPER in
prctl(2).
"""

from __future__ import annotations

import argparse
import math
import os
import signal
import sys
import time

ZOMBIE_EXIT_CODE = 7


class Gate:
    """Holds processes back until all that share it have come to it, or have ended.

    A pipe reports end of file when the last copy of its write end is closed (pipe(7)). fork copies
    it into every process; passing the gate closes the own copy, and so does dying.
    """

    def __init__(self) -> None:
        self.read_end, self.write_end = os.pipe()

    def wait_for_the_others(self) -> None:
        os.close(self.write_end)
        os.read(self.read_end, 1)
        os.close(self.read_end)


def double_up(gates: list[Gate], pace: float) -> tuple[int, list[int]]:
    """Forks once for each gate; returns the last answer of fork and the children, oldest first."""
    pid = 0
    children: list[int] = []
    for gate in gates:
        time.sleep(pace)
        gate.wait_for_the_others()
        pid = os.fork()
        if pid == 0:
            children = []  # Those are the parent's: the child starts with a copy of its variables.
        else:
            children.append(pid)
    return pid, children


def stay_together(is_last_born: bool, children: list[int], hold: float) -> int:
    if is_last_born:
        time.sleep(hold)
    for _ in children:
        os.wait()  # In the order in which they end, not in which they were born.
    return 0


def leave_orphans(is_last_born: bool, children: list[int], hold: float, leaving: Gate) -> int:
    if is_last_born:
        leaving.wait_for_the_others()
        time.sleep(hold)
        return 0
    for child in children[:-1]:  # All but the last, which is left behind.
        os.waitpid(child, 0)
    return 0


def leave_zombies(is_last_born: bool, children: list[int], hold: float, leaving: Gate) -> int:
    if is_last_born:
        return ZOMBIE_EXIT_CODE
    leaving.wait_for_the_others()
    time.sleep(hold)
    for child in children:
        os.waitpid(child, 0)
    return 0


def limit_lifetime(seconds: float) -> None:
    """Lets the kernel end this process and all its descendants in time, whatever goes wrong."""
    deadline = time.monotonic() + seconds

    def set_alarm() -> None:
        signal.alarm(max(1, math.ceil(deadline - time.monotonic())))

    set_alarm()
    os.register_at_fork(after_in_child=set_alarm)  # A child does not inherit the alarm.


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Double: n rounds of fork make 2**n processes.")
    parser.add_argument("--rounds", type=int, choices=range(1, 7), default=3)
    parser.add_argument("--variant", choices=("double", "orphan", "zombie"), default="double")
    parser.add_argument("--hold", type=float, default=5.0, help="seconds to stay as they are")
    parser.add_argument("--pace", type=float, default=0.8, help="seconds before each round")
    return parser.parse_args()


def main() -> int:
    options = read_arguments()
    limit_lifetime(options.rounds * options.pace + options.hold + 30)
    gates = [Gate() for _ in range(options.rounds)]
    everyone, leaving = Gate(), Gate()

    pid, children = double_up(gates, options.pace)
    print(f"fork gave {pid}, I am {os.getpid()}, my parent is {os.getppid()}", flush=True)
    everyone.wait_for_the_others()

    is_last_born = pid == 0
    if options.variant == "orphan":
        return leave_orphans(is_last_born, children, options.hold, leaving)
    if options.variant == "zombie":
        return leave_zombies(is_last_born, children, options.hold, leaving)
    return stay_together(is_last_born, children, options.hold)


if __name__ == "__main__":
    sys.exit(main())
