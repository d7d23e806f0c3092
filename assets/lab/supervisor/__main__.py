"""Runs one program, bounded, and leaves nothing of it behind.

    python3 -I -B supervisor --process-limit 8 --time-limit 30 program.py [argument...]

It is a child subreaper (prctl(2)): whatever the program's processes do (fork twice, setsid, ignore
signals), their orphans come to this process and to no other, so that every one of them stays below
it in the tree. When waitpid(2) then answers that there is no child, nothing is left. That is both
how it knows that a run is over and how it makes sure that a run has been ended.

It speaks JSON, one value a line. To standard output:

    {"kind": "started", "pid": 7, "startTicks": 1, "supervisor": {"pid": 6, "startTicks": 1}}
    {"kind": "output", "stream": "stdout", "text": "..."}
    {"kind": "truncated", "limitBytes": 1048576}     the rest of the output is dropped
    {"kind": "ended", "outcome": "finished", "exit": {"code": 0}, "leftover": 0}
    {"kind": "failed", "detail": "..."}              instead of `ended`

From standard input: {"command": "stop"}. The end of the input means the same: when the app dies, so
does the run. A program cannot forge a line, since its output arrives here through other pipes.

What it does not do: the process limit is kept by looking, many times a second, and ending all when
there are too many. RLIMIT_NPROC would be the kernel's own limit, but it does not bind root, and it
counts every thread of the user on this computer, so that a number small enough to help would also
refuse forks that are in order. A program that is not ours needs a pids cgroup or a PID namespace.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time

import lab
import many
from program import PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG, set_process_attribute
from run import Limits, Run
from talk import Channel, Refused

NAME = b"lab-supervisor"
LAST_WORDS_SECONDS = 2.0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="supervisor", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--process-limit", type=int, required=True, metavar="N")
    parser.add_argument("--time-limit", type=float, required=True, metavar="SECONDS")
    parser.add_argument("--output-limit", type=int, default=1_048_576, metavar="BYTES")
    parser.add_argument("program", help="a Python program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    return parser.parse_args()


def become_the_adopter() -> None:
    # The name that the tree shows for the one who adopts.
    with open("/proc/self/comm", "wb") as file:
        file.write(NAME)
    set_process_attribute(PR_SET_CHILD_SUBREAPER, 1)
    # Besides the end of the input. It tells of the end of the *thread* that started this process,
    # so the app starts it from its main thread.
    set_process_attribute(PR_SET_PDEATHSIG, signal.SIGTERM)


def supervise(channel: Channel, options: argparse.Namespace) -> None:
    limits = Limits(options.process_limit, options.time_limit, options.output_limit)
    run = Run(channel, limits)
    try:
        run.start([options.program, *options.arguments])
        outcome = run.watch()
    finally:
        leftover = run.end_all()
    run.read_the_rest()
    if run.failure is not None:
        raise Refused(run.failure)
    channel.send({"kind": "ended", "outcome": outcome, "exit": run.exit, "leftover": leftover})


def main() -> int:
    options = read_arguments()
    channel = Channel(sys.stdout.fileno())
    exit_code = 1
    try:
        become_the_adopter()
        supervise(channel, options)
        exit_code = 0
    except Refused as error:
        channel.send({"kind": "failed", "detail": str(error)})
    except Exception as error:
        channel.send({"kind": "failed", "detail": f"{type(error).__name__}: {error}"})
    channel.flush_until(time.monotonic() + LAST_WORDS_SECONDS)
    return exit_code


if __name__ == "__main__":
    if sys.argv[1:] == ["--many"]:
        sys.exit(many.main())
    sys.exit(main() if len(sys.argv) > 1 else lab.main())
