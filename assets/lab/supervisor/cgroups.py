"""Control groups of a run's own (cgroups(7)): how many processes, how much memory.

Only for root, whom RLIMIT_NPROC does not bind. Both versions: v1 has a hierarchy for each
controller, v2 one for all, where a controller must be switched on above.
"""

from __future__ import annotations

import os
import time
from typing import Dict, List, Optional

from plan import run_mark

MOUNTS = "/proc/self/mountinfo"
REMOVE_SECONDS = 2.0


class ControlGroup:
    """A group that was made for one run; `limits` are the files that were written."""

    def __init__(self, path: str) -> None:
        self.path = path

    def write(self, name: str, value: str) -> None:
        with open(os.path.join(self.path, name), "w", encoding="ascii") as file:
            file.write(value)

    def read(self, name: str) -> str:
        with open(os.path.join(self.path, name), encoding="ascii") as file:
            return file.read()

    def pids(self) -> List[int]:
        try:
            return [int(pid) for pid in self.read("cgroup.procs").split()]
        except OSError:
            return []

    def out_of_memory(self) -> bool:
        """Whether the kernel killed somebody for want of memory."""
        for name in ("memory.events", "memory.oom_control"):
            try:
                for line in self.read(name).splitlines():
                    if line.startswith("oom_kill ") and int(line.split()[1]) > 0:
                        return True
            except (OSError, ValueError):
                continue
        return False

    def remove(self) -> None:
        """Once nobody is left in it; that takes a moment to get about."""
        deadline = time.monotonic() + REMOVE_SECONDS
        while time.monotonic() < deadline:
            try:
                os.rmdir(self.path)
                return
            except FileNotFoundError:
                return
            except OSError:
                time.sleep(0.01)


def make_group(controller: str, limits: Dict[str, str]) -> ControlGroup:
    """`limits`: values by the names of files. Raises OSError where there is none to be had."""
    folder = find_folder(controller)
    if folder is None:
        raise OSError(f"no control group offers {controller}")
    group = ControlGroup(os.path.join(folder, f"forkscope-{run_mark()}-{os.getpid()}"))
    os.makedirs(group.path, exist_ok=True)
    try:
        for name, value in limits.items():
            group.write(name, value)
    except OSError:
        group.remove()
        raise
    return group


def find_folder(controller: str) -> Optional[str]:
    """This process's own group, when one for that controller can be made below it."""
    folder = folder_of(controller)
    first = folder is None or not os.path.exists(os.path.join(folder, "cgroup.controllers"))
    return folder if first or offers(str(folder), controller) else None


def folder_of(controller: str, process: str = "self") -> Optional[str]:
    """Where a process's group of that controller is; in version 2 one group has all of them."""
    own = groups_of(process)
    second = None
    with open(MOUNTS, encoding="utf-8") as file:
        for line in file:
            before, _dash, after = line.partition(" - ")
            mount = before.split()[4]
            kind, _source, options = after.split()[:3]
            if kind == "cgroup" and controller in options.split(","):
                return mount + own.get(controller, "/").rstrip("/")
            if kind == "cgroup2":
                second = mount + own.get("", "/").rstrip("/")
    return second


def offers(folder: str, controller: str) -> bool:
    """Version 2: children have a controller only when it is switched on here."""
    try:
        with open(os.path.join(folder, "cgroup.subtree_control"), encoding="ascii") as file:
            return controller in file.read().split()
    except OSError:
        return False


def groups_of(process: str) -> Dict[str, str]:
    """Path of a process's group by controller; version 2 under the empty name."""
    groups: Dict[str, str] = {}
    with open(f"/proc/{process}/cgroup", encoding="utf-8") as file:
        for line in file:
            _number, controllers, path = line.rstrip("\n").split(":", 2)
            for controller in controllers.split(","):
                groups[controller] = path
    return groups


def version(group: ControlGroup) -> int:
    return 2 if os.path.exists(os.path.join(group.path, "cgroup.controllers")) else 1
