"""Namespaces, mounts and limits: system calls that Python has not got, or not in 3.8."""

from __future__ import annotations

import ctypes
import os
import resource
from typing import Optional

# <linux/sched.h>, <linux/mount.h>, <linux/prctl.h>
CLONE_NEWNS = 0x0002_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 2, 4, 8, 16384, 1 << 18
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38

LIBC = ctypes.CDLL(None, use_errno=True)


def check(result: int, call: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{call}: {os.strerror(number)}")


def set_process_attribute(attribute: int, value: int) -> None:
    """Calls prctl(2)."""
    check(LIBC.prctl(attribute, *map(ctypes.c_ulong, (value, 0, 0, 0))), "prctl")


# <linux/capability.h>: what reaches beyond a run, to the kernel and the computer. Changing users, signals, files and
# namespaces stay: programs show them.
BEYOND_A_RUN = {
    "linux-immutable": 9,
    "net-admin": 12,
    "sys-module": 16,
    "sys-rawio": 17,
    "sys-boot": 22,
    "sys-time": 25,
    "sys-tty-config": 26,
    "mknod": 27,
    "audit-write": 29,
    "audit-control": 30,
    "mac-override": 32,
    "mac-admin": 33,
    "syslog": 34,
    "wake-alarm": 35,
    "block-suspend": 36,
    "audit-read": 37,
    "perfmon": 38,
    "bpf": 39,
    "checkpoint-restore": 40,
}


def drop_capabilities() -> None:
    """Those that are dropped from the bounding set are gone with the next exec (capabilities(7))."""
    for number in BEYOND_A_RUN.values():
        # Refused to whom has none to drop, and for what this kernel does not know.
        LIBC.prctl(PR_CAPBSET_DROP, *map(ctypes.c_ulong, (number, 0, 0, 0)))


def enter_namespaces(own_user_namespace: bool) -> None:
    """The next child is process 1 of a new PID namespace (pid_namespaces(7))."""
    user, group = os.geteuid(), os.getegid()
    flags = CLONE_NEWPID | CLONE_NEWNS | (CLONE_NEWUSER if own_user_namespace else 0)
    check(LIBC.unshare(flags), "unshare")
    if own_user_namespace:
        # user_namespaces(7): one's own ids, as themselves.
        write_file("/proc/self/setgroups", "deny")
        write_file("/proc/self/uid_map", f"{user} {user} 1")
        write_file("/proc/self/gid_map", f"{group} {group} 1")


def mount_own_proc() -> None:
    """So that a program that reads /proc/PID finds itself."""
    check(LIBC.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None), "mount private")
    flags = MS_NOSUID | MS_NODEV | MS_NOEXEC
    check(LIBC.mount(b"proc", b"/proc", b"proc", flags, None), "mount /proc")


def write_file(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def limit(which: int, most: int) -> None:
    """Lowers a limit for this process and all that descend from it."""
    _soft, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(which, (most, most))


def count_own_tasks() -> int:
    """All threads of this user's processes, as RLIMIT_NPROC counts them (getrlimit(2))."""
    own = os.getuid()
    tasks = 0
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and os.stat(f"/proc/{name}").st_uid == own:
                tasks += len(os.listdir(f"/proc/{name}/task"))
        except OSError:
            continue  # Gone meanwhile, or not ours to see.
    return tasks


def raise_descriptor_limit() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def set_name(name: Optional[bytes]) -> None:
    """The name that the process tree shows."""
    with open("/proc/self/comm", "wb") as file:
        file.write(name or b"")
