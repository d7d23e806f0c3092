"""How the program is started: in a session of its own, without what would change its behaviour."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from typing import NamedTuple

from talk import Refused

# <linux/prctl.h>
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

LOWER_PRIORITY = 10
# They change when output appears and what runs before the first line.
SCRUBBED_PREFIX = "PYTHON"
SCRUBBED_VARIABLES = ("BASH_ENV", "ENV")

LIBC = ctypes.CDLL(None, use_errno=True)


def set_process_attribute(attribute: int, value: int) -> None:
    """Calls prctl(2)."""
    if LIBC.prctl(attribute, *map(ctypes.c_ulong, (value, 0, 0, 0))) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({attribute}, {value}) failed")


def scrubbed_environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(SCRUBBED_PREFIX) and name not in SCRUBBED_VARIABLES
    }


def prepare_program(supervisor: int) -> None:
    """Runs in the program's first process, before the program."""
    # Not inherited by fork: it covers this process; for its descendants see electron/lab/.
    set_process_attribute(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != supervisor:  # It died before the line above.
        os._exit(1)
    # So that no set-user-ID program becomes something that may not be killed.
    set_process_attribute(PR_SET_NO_NEW_PRIVS, 1)
    # The computer, the window and the supervisor itself stay usable whatever the program does.
    os.nice(LOWER_PRIORITY)


class Program(NamedTuple):
    pid: int
    # Descriptors to read from.
    stdout: int
    stderr: int


def start_program(command: list[str]) -> Program:
    """Starts a Python program; to wait for it is the caller's business."""
    if not os.path.isfile(command[0]):
        raise Refused(f"there is no program {command[0]}")
    supervisor = os.getpid()
    stdout, stdout_write_end = os.pipe()
    stderr, stderr_write_end = os.pipe()
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", *command],
            stdin=subprocess.DEVNULL,
            stdout=stdout_write_end,
            stderr=stderr_write_end,
            env=scrubbed_environment(),
            start_new_session=True,
            preexec_fn=lambda: prepare_program(supervisor),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Refused(f"the program could not be started: {error}") from error
    finally:
        os.close(stdout_write_end)
        os.close(stderr_write_end)
    process.returncode = 0  # Or Popen would wait for it, too.
    return Program(process.pid, stdout, stderr)
