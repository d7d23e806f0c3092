"""What is typed for the program: its standard input."""

from __future__ import annotations

import os
import selectors
from typing import Union

from output import PipeStreams, TerminalStreams


class Keyboard:
    """What there is no room for yet waits until the program has read some."""

    def __init__(
        self, selector: selectors.BaseSelector, streams: Union[PipeStreams, TerminalStreams]
    ) -> None:
        self.selector = selector
        self.streams = streams
        self.typed = b""
        # The end comes after all that was typed.
        self.ends = False
        self.waits_for_room = False

    def type(self, text: str, end: bool) -> None:
        self.typed += text.encode("utf-8") + (self.streams.end_input() if end else b"")
        self.ends = self.ends or end
        self.pass_on()

    def pass_on(self) -> None:
        try:
            while self.typed:
                self.typed = self.typed[os.write(self.streams.input, self.typed) :]
        except BlockingIOError:
            pass
        except OSError:
            self.typed = b""  # Nobody reads any more.
        self.wait_for_room(bool(self.typed))
        if self.ends and not self.typed and isinstance(self.streams, PipeStreams):
            self.streams.close_input()

    def wait_for_room(self, waits: bool) -> None:
        if waits == self.waits_for_room:
            return
        self.waits_for_room = waits
        if waits:
            self.selector.register(self.streams.input, selectors.EVENT_WRITE, self.pass_on)
        else:
            self.selector.unregister(self.streams.input)
