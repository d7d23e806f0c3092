"""Lines of JSON to the app and from it."""

from __future__ import annotations

import json
import os
import time
from typing import Any, Dict, List

READ_BYTES = 65_536

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

    def queue(self, message: Message) -> int:
        """To be sent with the next flush; how many bytes it takes."""
        # ASCII only: nothing that a program prints can look like the end of a line.
        line = json.dumps(message, ensure_ascii=True).encode("ascii") + b"\n"
        self.pending += line
        return len(line)

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
