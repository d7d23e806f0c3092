"""Runs one program at the gate, contained, and tells what happens.

    python3 -I -B supervisor < commands

Its first line of input says what to run (`Session` in session.py), the others are commands
(shared/lab/run.ts, `labCommandSchema`). The end of the input means stop: when the app dies, so
does the run. Its output is JSON, one value a line:

    {"kind": "started", "root": {…}, "init": {…}, "supervisor": {…}, "containment": {…}, …}
    {"kind": "event", "at": 1700000000000.0, "event": {…}}     shared/events/process-event.ts
    {"kind": "pace", "pace": "held"}                           or "running"
    {"kind": "ended", "outcome": "finished", "leftover": 0}    the last line
    {"kind": "failed", "code": "does-not-parse", "detail": ""} instead of `started` and the rest
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import Any, Dict

import namespaces
from containment import CannotContain
from session import Failed, Session
from talk import Channel

NAME = b"lab-supervisor"
LAST_WORDS_SECONDS = 5.0
LONGEST_START_BYTES = 20_000_000


def read_start() -> Dict[str, Any]:
    """The first line of the input, without taking more than that line."""
    line = sys.stdin.buffer.raw.readline(LONGEST_START_BYTES)  # type: ignore[attr-defined]
    start = json.loads(line)
    assert isinstance(start, dict)
    return start


def run(channel: Channel) -> None:
    namespaces.set_name(NAME)
    namespaces.set_process_attribute(namespaces.PR_SET_CHILD_SUBREAPER, 1)
    # Besides the end of the input. It tells of the end of the *thread* that started this process,
    # so the app starts it from its main thread.
    namespaces.set_process_attribute(namespaces.PR_SET_PDEATHSIG, signal.SIGTERM)
    # Neither it nor anything that it starts becomes somebody else by a set-user-ID program.
    namespaces.set_process_attribute(namespaces.PR_SET_NO_NEW_PRIVS, 1)
    namespaces.raise_descriptor_limit()
    Session(channel, read_start()).run()


def main() -> int:
    channel = Channel(sys.stdout.fileno())
    exit_code = 1
    try:
        run(channel)
        exit_code = 0
    except Failed as error:
        channel.send({"kind": "failed", "code": error.code, "detail": error.detail})
    except CannotContain as error:
        channel.send({"kind": "failed", "code": "start-failed", "detail": str(error)})
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"
        channel.send({"kind": "failed", "code": "start-failed", "detail": detail})
        if os.environ.get("FORKSCOPE_LAB_DEBUG"):
            raise
    channel.flush_until(time.monotonic() + LAST_WORDS_SECONDS)
    return exit_code

