"""What the supervisor is told besides lines: calls that make, end, replace or await processes.

Audit hooks (PEP 578) see them before they happen and may refuse; that a wait came back, with what,
no hook tells, so these few functions of `os` are wrapped. Each keeps its name and documentation.
"""

import errno
import functools
import os
import sys
import types
from typing import Any, Callable, List, Optional, Tuple

from forkscope_gate.connection import Connection

GetConnection = Callable[[], Connection]
Call = Callable[..., Any]
HoldNewborn = Callable[[Optional[types.FrameType]], None]
HoldAfterFork = Callable[[types.FrameType], None]

REFUSED = b"refused"
# Their names in `os`, and as they are called in the C library.
FORKS = ("fork", "forkpty")
WAITS = ("wait", "waitpid", "wait3", "wait4")
# Audit events of calls after which another program runs, here or in a child.
EXECS = ("os.exec", "os.posix_spawn", "subprocess.Popen", "os.system", "os.spawn")
# Kept well below what one packet may hold.
MOST_ARGUMENTS, MOST_CHARACTERS = 20, 500


def install(
    connection: GetConnection, hold_newborn: HoldNewborn, hold_after_fork: HoldAfterFork
) -> None:
    for name in FORKS:
        replace(name, lambda call: tell_fork(call, connection, hold_after_fork))
    for name in WAITS:
        replace(name, lambda call: tell_wait(call, connection))
    replace("waitid", lambda call: tell_waitid(call, connection))
    replace("_exit", lambda call: tell_exit(call, connection, hold_newborn))
    sys.addaudithook(make_audit_hook(connection))


def replace(name: str, wrap: Callable[[Call], Call]) -> None:
    original = getattr(os, name, None)
    if original is not None:
        setattr(os, name, functools.wraps(original)(wrap(original)))


def make_audit_hook(connection: GetConnection) -> Callable[[str, Tuple[Any, ...]], None]:
    def hook(event: str, arguments: Tuple[Any, ...]) -> None:
        if event in ("os.fork", "os.forkpty"):
            if connection().ask({"kind": "forking"}) == REFUSED:
                raise os_error(errno.EAGAIN)
        elif event in ("os.kill", "os.killpg"):
            target, number = arguments
            message = {"kind": "kill", "group": event == "os.killpg", "target": int(target)}
            if connection().ask({**message, "signal": int(number)}) == REFUSED:
                raise os_error(errno.EPERM)
        elif event in EXECS:
            command = texts(arguments[1]) if event == "os.exec" else []
            connection().ask({"kind": "program", "command": command})

    return hook


def texts(arguments: Any) -> List[str]:
    """What a command line will be, as far as it can be told without running code of the program."""
    if type(arguments) not in (list, tuple):
        return []
    plain = [one for one in arguments[:MOST_ARGUMENTS] if type(one) in (str, bytes)]
    return [text_of(one[:MOST_CHARACTERS]) for one in plain]


def text_of(argument: Any) -> str:
    text: str = argument if type(argument) is str else argument.decode("utf-8", "replace")
    return text


def os_error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def tell_fork(call: Call, connection: GetConnection, hold_after_fork: HoldAfterFork) -> Call:
    def fork() -> Any:
        try:
            result = call()
        except OSError as error:
            connection().tell({"kind": "refused", "call": call.__name__, "errno": error.errno})
            raise
        pid = result if call.__name__ == "fork" else result[0]
        if pid != 0:
            connection().tell({"kind": "forked", "pid": pid})
        hold_after_fork(sys._getframe(1))
        return result

    return fork


def tell_wait(call: Call, connection: GetConnection) -> Call:
    def wait(*arguments: Any, **options: Any) -> Any:
        connection().tell({"kind": "waiting"})
        result = call(*arguments, **options)
        pid, status = result[:2]
        if pid > 0:
            connection().tell({"kind": "waited", "pid": pid, "status": status})
        return result

    return wait


def tell_waitid(call: Call, connection: GetConnection) -> Call:
    def waitid(*arguments: Any) -> Any:
        connection().tell({"kind": "waiting"})
        result = call(*arguments)
        left_waitable = len(arguments) > 2 and bool(arguments[2] & os.WNOWAIT)
        if result is not None and not left_waitable:
            status = wait_status(result.si_code, result.si_status)
            connection().tell({"kind": "waited", "pid": result.si_pid, "status": status})
        return result

    return waitid


def wait_status(code: int, status: int) -> Optional[int]:
    """The status as wait(2) gives it; None for a child that only stopped or went on."""
    if code == os.CLD_EXITED:
        return status << 8
    return status if code in (os.CLD_KILLED, os.CLD_DUMPED) else None


def tell_exit(call: Call, connection: GetConnection, hold_newborn: HoldNewborn) -> Call:
    def _exit(status: int) -> None:
        hold_newborn(sys._getframe(1))
        connection().tell({"kind": "exiting", "code": int(status) & 0xFF})
        call(status)

    return _exit
