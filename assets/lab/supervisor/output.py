"""The program's standard streams.

As a pipe: stream sockets with SO_PASSCRED (unix(7)), so that the kernel itself names the writer of
each piece. As a terminal: a pseudo-terminal, drained after each turn; the writer is who had it.

Bytes that are no UTF-8 are shown as `\\xff`: nothing that was written is lost, nothing is guessed.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import secrets
import socket
import struct
import termios
from typing import Any, Callable, Dict, Iterator, Optional, Tuple

READ_BYTES = 65_536
CREDENTIALS = struct.Struct("iII")
END_OF_FILE = b"\x04"
# Give up on the mark that is written behind the output of a turn: somebody stopped the terminal.
MARK_LOOKS = 400

# pid of the writer or None, stream, text
Tell = Callable[[Optional[int], str, str], None]

WINDOW_ROWS, WINDOW_COLUMNS = 24, 80


class Decoders:
    """One a writer: a character may be cut in two by a write of somebody else."""

    def __init__(self) -> None:
        self.decoders: Dict[Tuple[Optional[int], str], Any] = {}

    def decode(self, writer: Optional[int], stream: str, data: bytes) -> str:
        decoder = self.decoders.get((writer, stream))
        if decoder is None:
            make = codecs.getincrementaldecoder("utf-8")
            decoder = self.decoders[writer, stream] = make("backslashreplace")
        text: str = decoder.decode(data)
        return text

    def finish(self, writer: Optional[int]) -> Iterator[Tuple[str, str]]:
        """Stream and text of what somebody who writes no more has left unfinished."""
        for key in [key for key in self.decoders if key[0] == writer]:
            yield key[1], self.decoders.pop(key).decode(b"", True)


class Budget:
    """How many bytes may still be written; `exceeded` is called when there are more."""

    def __init__(self, left: int, exceeded: Callable[[], None]) -> None:
        self.left = left
        self.exceeded = exceeded

    def take(self, data: bytes) -> bytes:
        """As many of them as there is room for."""
        kept = data[: self.left]
        self.left -= len(kept)
        if len(kept) < len(data):
            self.exceeded()
        return kept


class PipeStreams:
    """stdout and stderr as sockets that name the writer, stdin as a pipe."""

    def __init__(self, tell: Tell, budget: Budget) -> None:
        self.tell = tell
        self.budget = budget
        self.decoders = Decoders()
        self.sockets: Dict[str, socket.socket] = {}
        input_end, self.input = os.pipe()
        self.program_ends = [input_end]
        for stream in ("stdout", "stderr"):
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
            ours.setblocking(False)
            self.sockets[stream] = ours
            self.program_ends.append(theirs.detach())
        os.set_blocking(self.input, False)

    def descriptors(self) -> Dict[int, Callable[[], None]]:
        return {one.fileno(): self.drain for one in self.sockets.values()}

    def drain(self) -> None:
        for stream, ours in self.sockets.items():
            while self.read(stream, ours):
                pass

    def settle(self) -> None:
        self.drain()

    def finish(self, writer: Optional[int]) -> None:
        """Half a character that nobody will complete is told byte by byte."""
        for stream, text in self.decoders.finish(writer):
            self.tell(writer, stream, text)

    def read(self, stream: str, ours: socket.socket) -> bool:
        try:
            data, ancillary, _flags, _address = ours.recvmsg(READ_BYTES, CREDENTIALS.size + 32)
        except BlockingIOError:
            return False
        except OSError:
            data, ancillary = b"", []
        if not data:
            return False
        writer = None
        for level, kind, content in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
                writer = CREDENTIALS.unpack(content[: CREDENTIALS.size])[0] or None
        kept = self.budget.take(data)
        self.tell(writer, stream, self.decoders.decode(writer, stream, kept))
        return True

    def end_input(self) -> bytes:
        return b""

    def close_input(self) -> None:
        if self.input >= 0:
            os.close(self.input)
            self.input = -1


class TerminalStreams:
    """One pseudo-terminal for all three, without echo, and without turning \\n into \\r\\n."""

    def __init__(self, tell: Tell, budget: Budget) -> None:
        self.tell = tell
        self.budget = budget
        self.decoders = Decoders()
        self.master, slave = pty.openpty()
        # For what is typed: the selector waits for this one to be writable, for the other to be readable.
        self.input = os.dup(self.master)
        self.slave = slave
        self.program_ends = [slave, slave, slave]
        self.unread = b""
        self.usable = True
        modes = termios.tcgetattr(slave)
        modes[1] &= ~termios.OPOST
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(slave, termios.TCSANOW, modes)
        size = struct.pack("HHHH", WINDOW_ROWS, WINDOW_COLUMNS, 0, 0)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        os.set_blocking(self.master, False)

    def open_own_end(self) -> None:
        """For the mark; without blocking when the terminal is full or stopped."""
        path = os.ttyname(self.slave)
        os.close(self.slave)
        self.slave = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)

    def descriptors(self) -> Dict[int, Callable[[], None]]:
        return {self.master: self.drain}

    def drain(self) -> None:
        """Passes on what is there."""
        self.fetch()
        self.pass_on(self.unread)
        self.unread = b""

    def fetch(self) -> None:
        try:
            while True:
                data = os.read(self.master, READ_BYTES)
                if not data:
                    return
                self.unread += data
        except BlockingIOError:
            return
        except OSError:
            self.usable = False

    def settle(self) -> None:
        """Passes on all that was written until now.

        What is written to a terminal's one end arrives at the other some time later. So a mark is
        written behind it; when the mark has come, everything has.
        """
        mark = b"\0" + secrets.token_bytes(12).hex().encode("ascii") + b"\0"
        try:
            whole = self.usable and os.write(self.slave, mark) == len(mark)
        except OSError:
            whole = False
        for _look in range(MARK_LOOKS if whole else 1):
            self.fetch()
            before, found, after = self.unread.partition(mark)
            if found:
                self.unread = before + after
                break
            os.sched_yield()
        self.drain()

    def finish(self, writer: Optional[int]) -> None:
        """Who wrote what is not known here, so nobody's end is the end of a character."""
        if writer is None:
            for stream, text in self.decoders.finish(None):
                self.tell(None, stream, text)

    def pass_on(self, data: bytes) -> None:
        if data:
            kept = self.budget.take(data)
            self.tell(None, "stdout", self.decoders.decode(None, "stdout", kept))

    def end_input(self) -> bytes:
        """At the start of a line this character is the end of the file (termios(3), VEOF)."""
        return END_OF_FILE
