"""The kernel's process connector: every fork, exec and exit, as it happens (linux/cn_proc.h).

All numbers are in the machine's byte order:

    0            16           36                52
    | nlmsghdr   | cn_msg     | proc_event head | data, by kind |
"""

from __future__ import annotations

import errno
import select
import socket
import struct
from typing import NamedTuple, Optional

NETLINK_CONNECTOR = 11
CN_IDX_PROC, CN_VAL_PROC = 1, 1
LISTEN, IGNORE = 1, 2
NLMSG_DONE = 3
HEADER = struct.Struct("=IHHII IIIIHH")
EVENT = struct.Struct("=IIQ")
EVENT_AT = HEADER.size
DATA_AT = EVENT_AT + EVENT.size
FORK, EXEC, EXIT = 0x1, 0x2, 0x80000000
ACK = 0x0
# What changes about a process itself: user, group, session, name.
CHANGES = (0x4, 0x40, 0x80, 0x200)
DATA = struct.Struct("=iiii")

RECEIVE_BYTES = 4 << 20
ACK_SECONDS = 0.3
MESSAGE_BYTES = 1024


class KernelEvent(NamedTuple):
    """`kind`: fork, exec, exit, change, lost. `value`: the child's pid, or the exit status."""

    kind: str
    pid: int
    value: int
    # Nanoseconds since the computer's start.
    at: int


class Connector:
    """Raises OSError where the kernel does not tell: no connector, a namespace of our own."""

    def __init__(self) -> None:
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, NETLINK_CONNECTOR)
        try:
            self.widen()
            self.socket.bind((0, CN_IDX_PROC))
            self.socket.send(request(LISTEN))
            self.await_acknowledgement()
            self.socket.setblocking(False)
        except OSError:
            self.socket.close()
            raise

    def widen(self) -> None:
        """Room for what comes while we are busy; an ordinary user is granted less."""
        force = getattr(socket, "SO_RCVBUFFORCE", 33)
        try:
            self.socket.setsockopt(socket.SOL_SOCKET, force, RECEIVE_BYTES)
        except OSError:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)

    def await_acknowledgement(self) -> None:
        """Only what is acknowledged is believed; other messages may come first."""
        while select.select([self.socket], [], [], ACK_SECONDS)[0]:
            message = self.socket.recv(MESSAGE_BYTES)
            kind, _cpu, _at = EVENT.unpack_from(message, EVENT_AT)
            if kind == ACK:
                refusal = DATA.unpack_from(message, DATA_AT)[0]
                if refusal != 0:
                    raise OSError(refusal, "the process connector refuses")
                return
        raise OSError(errno.ETIMEDOUT, "the process connector does not answer")

    def receive(self) -> Optional[KernelEvent]:
        """The next event; None when there is none now. Threads are passed over."""
        while True:
            try:
                message = self.socket.recv(MESSAGE_BYTES)
            except BlockingIOError:
                return None
            except OSError as error:
                if error.errno == errno.ENOBUFS:
                    return KernelEvent("lost", 0, 0, 0)
                raise
            event = parse(message)
            if event is not None:
                return event

    def close(self) -> None:
        try:
            self.socket.send(request(IGNORE))
        except OSError:
            pass  # The kernel stops by itself when the socket is gone.
        self.socket.close()


def request(what: int) -> bytes:
    size = HEADER.size + 4
    header = HEADER.pack(size, NLMSG_DONE, 0, 0, 0, CN_IDX_PROC, CN_VAL_PROC, 0, 0, 4, 0)
    return header + struct.pack("=I", what)


def parse(message: bytes) -> Optional[KernelEvent]:
    if len(message) < DATA_AT + DATA.size:
        return None
    kind, _cpu, at = EVENT.unpack_from(message, EVENT_AT)
    first, second, third, fourth = DATA.unpack_from(message, DATA_AT)
    if kind == FORK:
        # parent's thread, parent, child's thread, child
        return KernelEvent("fork", second, fourth, at) if third == fourth else None
    if kind == EXIT:
        # thread, process, status
        return KernelEvent("exit", second, third, at) if first == second else None
    if kind == EXEC:
        return KernelEvent("exec", second, 0, at)
    return KernelEvent("change", second, 0, at) if kind in CHANGES else None
