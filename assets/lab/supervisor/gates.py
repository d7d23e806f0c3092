"""The supervisor's end of the gate: where the program's threads connect, and what they say."""

from __future__ import annotations

import json
import os
import secrets
import selectors
import socket
import struct
from typing import Any, Callable, Dict, Optional

from threads import Thread

PACKET_BYTES = 262_144
BACKLOG = 4096
CREDENTIALS = struct.Struct("iII")

Message = Dict[str, Any]


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

    def read(self, connection: GateConnection) -> None:
        try:
            packet = connection.socket.recv(PACKET_BYTES)
        except BlockingIOError:
            return
        except OSError:
            packet = b""
        message = parse_packet(packet)
        if message is None:
            connection.close()
            self.lost(connection)
        else:
            self.receive(connection, message)


def parse_packet(packet: bytes) -> Optional[Message]:
    """None for the end of a connection, and for what no gate can have sent."""
    try:
        message = json.loads(packet)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
