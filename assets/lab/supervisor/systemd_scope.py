"""A transient scope of systemd (systemd.scope(5)): bounds for an ordinary user without namespaces.

systemd-run(1) asks the user's service manager for a control group with limits, moves itself into it
and becomes the command. So the init is a program here, not a fork: it finds its line, its plan and
its streams at the descriptors that it is given. Whether the limits are really in force is read from
the group afterwards: where the controller is not delegated to users, systemd ignores them.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import Any, Dict, List, Mapping, Optional

import cgroups

SUPERVISOR = os.path.dirname(os.path.abspath(__file__))
# Below XDG_RUNTIME_DIR, where the user's manager listens for systemd-run.
SOCKET = "systemd/private"
MEBIBYTE = 1 << 20


def why_not(environment: Mapping[str, str]) -> Optional[str]:
    """Why there is none to be had; None when it is worth a try."""
    if shutil.which("systemd-run", path=environment.get("PATH", "")) is None:
        return "systemd-run is not on the PATH"
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if not os.path.isabs(folder) or not os.path.exists(os.path.join(folder, SOCKET)):
        return "no systemd manages this user's services"
    return None


def command_line(unit: str, limits: Dict[str, int], command: List[str]) -> List[str]:
    """`limits`: as in shared/lab/run.ts. The init counts as a task, too."""
    properties = {
        "TasksMax": limits["processes"] + 1,
        "MemoryMax": limits["memoryMiB"] * MEBIBYTE,
        "MemorySwapMax": 0,
    }
    bounds = [f"--property={name}={value}" for name, value in properties.items()]
    scope = ["systemd-run", "--user", "--scope", "--quiet", "--collect", f"--unit={unit}"]
    return [*scope, *bounds, "--", *command]


def become_init(line: int, plan: Dict[str, Any], streams: List[int]) -> None:
    """In a process forked for it. Comes back only with an exception."""
    plan_file = os.memfd_create("plan", 0)
    os.write(plan_file, json.dumps(plan).encode("utf-8", "surrogateescape"))
    os.lseek(plan_file, 0, os.SEEK_SET)
    handed_on = [line, plan_file, *streams]
    for descriptor in handed_on:
        os.set_inheritable(descriptor, True)
    command = [sys.executable, "-I", "-B", SUPERVISOR, "--init", *map(str, handed_on)]
    command = command_line(f"forkscope-{os.getpid()}", plan["bounds"], command)
    os.execvp(command[0], command)


def group_of(pid: int, limits: Dict[str, int]) -> cgroups.ControlGroup:
    """The scope's group. Raises OSError when it does not bound the number of tasks as asked."""
    folder = cgroups.folder_of("pids", str(pid))
    group = ScopeGroup(folder or "")
    if folder is None or group.read("pids.max").strip() != str(limits["processes"] + 1):
        raise OSError("systemd may not bound the number of tasks here")
    return group


class ScopeGroup(cgroups.ControlGroup):
    """systemd made it, and removes it when it is empty."""

    def remove(self) -> None:
        pass
