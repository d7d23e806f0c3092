"""In what a sleeping thread sleeps, as a person would say it: from its system call."""

from __future__ import annotations

import os
from typing import Dict, NamedTuple, Optional

from proc_files import read_bytes

# Numbers of system calls: (x86_64, aarch64); None where the architecture has not got it.
CALLS = {
    "wait": {"wait4": (61, 260), "waitid": (247, 95)},
    "read": {
        "read": (0, 63),
        "pread64": (17, 67),
        "readv": (19, 65),
        "recvfrom": (45, 207),
        "recvmsg": (47, 212),
        "accept": (43, 202),
        "accept4": (288, 242),
        "poll": (7, None),
        "ppoll": (271, 73),
        "select": (23, None),
        "pselect6": (270, 72),
        "epoll_wait": (232, None),
        "epoll_pwait": (281, 22),
        "open": (2, None),
        "openat": (257, 56),
    },
    "write": {
        "write": (1, 64),
        "writev": (20, 66),
        "sendto": (44, 206),
        "sendmsg": (46, 211),
    },
    "lock": {"futex": (202, 98), "flock": (73, 32), "fcntl": (72, 25), "semop": (65, 193)},
    "sleep": {"nanosleep": (35, 101), "clock_nanosleep": (230, 115)},
    "signal": {
        "pause": (34, None),
        "rt_sigsuspend": (130, 133),
        "rt_sigtimedwait": (128, 137),
    },
}
WITH_DESCRIPTOR = ("read", "pread64", "readv", "recvfrom", "recvmsg", "accept", "accept4")
WITH_DESCRIPTOR += ("write", "writev", "sendto", "sendmsg", "flock", "fcntl")
SELECTS = ("select", "pselect6")


class Sleep(NamedTuple):
    reason: str
    detail: Optional[str]


def calls_of(machine: str) -> Dict[int, Sleep]:
    column = {"x86_64": 0, "aarch64": 1}.get(machine)
    found: Dict[int, Sleep] = {}
    if column is not None:
        for reason, calls in CALLS.items():
            for name, numbers in calls.items():
                number = numbers[column]
                if number is not None:
                    found[number] = Sleep(reason, name)
    return found


KNOWN_CALLS = calls_of(os.uname().machine)
# Where the system call cannot be read: the kernel function in which the thread sleeps.
CHANNELS = {
    "do_wait": "wait",
    "pipe_read": "read",
    "pipe_write": "write",
    "futex": "lock",
    "hrtimer_nanosleep": "sleep",
    "sigsuspend": "signal",
    "n_tty_read": "read",
    "unix_stream_read_generic": "read",
}


def read_sleep(pid: int, tid: int) -> Sleep:
    """Of a thread that sleeps."""
    fields = (read_bytes(f"/proc/{pid}/task/{tid}/syscall") or b"").split()
    if len(fields) > 2:
        known = KNOWN_CALLS.get(int(fields[0]))
        if known is not None:
            return name_sleep(known, int(fields[1], 16))
    channel = (read_bytes(f"/proc/{pid}/task/{tid}/wchan") or b"").decode("ascii", "replace")
    for name, reason in CHANNELS.items():
        if name in channel:
            return Sleep(reason, channel)
    return Sleep("other", channel if channel not in ("", "0") else None)


def name_sleep(call: Sleep, first_argument: int) -> Sleep:
    if call.detail in SELECTS and first_argument == 0:
        return Sleep("sleep", call.detail)  # No descriptors: Python < 3.11 sleeps so.
    if call.detail in WITH_DESCRIPTOR:
        return Sleep(call.reason, f"{call.detail}, descriptor {first_argument}")
    return call
