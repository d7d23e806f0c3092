"""The app on one side, the program's output on the other, and what of the one goes to the other."""

from __future__ import annotations

import codecs
import json
import os
import time
from typing import Any, Dict, List

READ_BYTES = 65_536
LONGEST_COMMAND_BYTES = 4_096

Message = Dict[str, Any]


class Refused(Exception):
    """The run cannot be started or go on; the text says why."""


class Channel:
    """Lines to the app. An app that does not read must not keep the supervisor from watching."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.pending = bytearray()
        self.broken = False
        os.set_blocking(descriptor, False)

    def send(self, message: Message) -> None:
        self.queue(message)
        self.flush()

    def queue(self, message: Message) -> None:
        """To be sent with the next flush."""
        # ASCII only: nothing that a program prints can look like the end of a line.
        self.pending += json.dumps(message, ensure_ascii=True).encode("ascii") + b"\n"

    def flush(self) -> None:
        try:
            while self.pending and not self.broken:
                del self.pending[: os.write(self.descriptor, self.pending)]
        except BlockingIOError:
            pass
        except OSError:
            self.broken = True

    def flush_until(self, deadline: float) -> None:
        self.flush()
        while self.pending and not self.broken and time.monotonic() < deadline:
            time.sleep(0.01)
            self.flush()


class Commands:
    """Commands from the app. The end of its input, which its death brings about, means stop."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.unread = b""
        os.set_blocking(descriptor, False)

    def stop_is_asked(self) -> bool:
        """Reads what is there. Raises Refused for what is not a command."""
        try:
            data = os.read(self.descriptor, READ_BYTES)
        except BlockingIOError:
            return False
        except OSError:
            return True
        *lines, self.unread = (self.unread + data).split(b"\n")
        if len(self.unread) > LONGEST_COMMAND_BYTES:
            raise Refused("a command is too long")
        return not data or any([is_stop(line) for line in lines])


def is_stop(line: bytes) -> bool:
    try:
        if json.loads(line) == {"command": "stop"}:
            return True
    except ValueError:
        pass
    raise Refused(f"not a command: {line[:200]!r}")


class Output:
    """What the program prints: forwarded up to a limit, after that read and dropped."""

    def __init__(self, channel: Channel, limit_bytes: int) -> None:
        self.channel = channel
        self.limit_bytes = limit_bytes
        self.left_bytes = limit_bytes
        self.truncated = False
        utf8 = codecs.getincrementaldecoder("utf-8")
        self.decoders = {"stdout": utf8("replace"), "stderr": utf8("replace")}

    def forward(self, descriptor: int, stream: str) -> bool:
        """Passes on what is there; False at the end of the stream."""
        try:
            data = os.read(descriptor, READ_BYTES)
        except BlockingIOError:
            return True
        kept = data[: self.left_bytes]
        self.left_bytes -= len(kept)
        text = self.decoders[stream].decode(kept, final=not data)
        if text:
            self.channel.send({"kind": "output", "stream": stream, "text": text})
        if len(kept) < len(data) and not self.truncated:
            self.truncated = True
            self.channel.send({"kind": "truncated", "limitBytes": self.limit_bytes})
        return bool(data)


class LineReader:
    """JSON values, one a line, from a descriptor. Raises Refused for what is none."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.unread = b""
        self.ended = False

    def read(self) -> List[Message]:
        """Those that are there."""
        os.set_blocking(self.descriptor, False)
        try:
            data = os.read(self.descriptor, READ_BYTES)
        except BlockingIOError:
            return []
        except OSError:
            data = b""
        self.ended = not data
        *lines, self.unread = (self.unread + data).split(b"\n")
        try:
            return [json.loads(line) for line in lines if line.strip()]
        except ValueError as error:
            raise Refused(f"not a command: {error}") from error
