"""The supervisor's end of the gate: where the program's threads connect, and what they say."""

from __future__ import annotations

import json
import os
import secrets
import selectors
import socket
import struct
from typing import Any, Callable, Dict, Optional, Tuple

from threads import Thread

PACKET_BYTES = 262_144
BACKLOG = 4096
CREDENTIALS = struct.Struct("iII")

Message = Dict[str, Any]

NOTHING = type(None)
# What a gate says (gate/forkscope_gate). The program knows the address: it may say anything.
SHAPES: Dict[str, Dict[str, Tuple[type, ...]]] = {
    "hello": {
        "pid": (int,),
        "parent": (int,),
        "thread": (int,),
        "tid": (int,),
        "fresh": (bool,),
        "helper": (str, NOTHING),
    },
    "line": {"line": (int,), "function": (str,), "variables": (list,)},
    "forking": {},
    "forked": {"pid": (int,)},
    "refused": {"call": (str,), "errno": (int,)},
    "waiting": {},
    "waited": {"pid": (int,), "status": (int, NOTHING)},
    "exiting": {"code": (int,)},
    "program": {"command": (list,)},
    "kill": {"target": (int,), "group": (bool,), "signal": (int,)},
}
LARGEST_INT = 1 << 31


class GateConnection:
    """One thread's connection; `thread` is known once it has said hello."""

    def __init__(self, gates: "Gates", connected: socket.socket) -> None:
        self.gates = gates
        self.socket = connected
        self.thread: Optional[Thread] = None
        raw = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
        # As we see it, whatever PID namespace it is in.
        self.pid: int = CREDENTIALS.unpack(raw)[0]

    def answer(self, word: bytes) -> None:
        try:
            self.socket.send(word)
        except OSError:
            pass  # It is gone; the end of its connection will be read.

    def close(self) -> None:
        if self.socket.fileno() >= 0:
            self.gates.selector.unregister(self.socket)
            self.socket.close()


class Gates:
    """Listens at an abstract address (unix(7)); only descendants of the supervisor know it."""

    def __init__(
        self,
        selector: selectors.BaseSelector,
        receive: Callable[[GateConnection, Message], None],
        lost: Callable[[GateConnection], None],
    ) -> None:
        self.selector = selector
        self.receive = receive
        self.lost = lost
        self.address = f"forkscope-{os.getpid()}-{secrets.token_hex(8)}"
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.listener.bind("\0" + self.address)
        self.listener.listen(BACKLOG)
        self.listener.setblocking(False)
        selector.register(self.listener, selectors.EVENT_READ, self.accept)

    def accept(self) -> None:
        try:
            while True:
                connected, _address = self.listener.accept()
                connected.setblocking(False)
                connection = GateConnection(self, connected)
                self.selector.register(
                    connected, selectors.EVENT_READ, lambda one=connection: self.read(one)
                )
        except BlockingIOError:
            pass

    def read(self, connection: GateConnection) -> bool:
        """Whether there was a message."""
        try:
            packet = connection.socket.recv(PACKET_BYTES)
        except BlockingIOError:
            return False
        except OSError:
            packet = b""
        message = parse_packet(packet)
        if message is None:
            connection.close()
            self.lost(connection)
            return False
        self.receive(connection, message)
        return True

    def read_all(self, connection: GateConnection) -> None:
        """All that it has said so far."""
        while connection.socket.fileno() >= 0 and self.read(connection):
            pass


def parse_packet(packet: bytes) -> Optional[Message]:
    """None for the end of a connection, and for what no gate can have sent."""
    try:
        message = json.loads(packet)
    except (ValueError, RecursionError):
        return None
    return message if is_message(message) else None


def is_message(message: Any) -> bool:
    shape = SHAPES.get(str(message.get("kind"))) if isinstance(message, dict) else None
    return (
        shape is not None
        and all(is_value(message.get(name), kinds) for name, kinds in shape.items())
        and all(is_variable(one) for one in message.get("variables", []))
        and all(isinstance(word, str) for word in message.get("command", []))
    )


def is_value(value: Any, kinds: Tuple[type, ...]) -> bool:
    return type(value) in kinds and (type(value) is not int or abs(value) < LARGEST_INT)


def is_variable(value: Any) -> bool:
    """Name, type and text."""
    return isinstance(value, list) and len(value) == 3 and all(type(one) is str for one in value)
