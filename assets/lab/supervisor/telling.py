"""What is told to the app, in an order that is the same in every run of the same schedule.

After a turn several processes may come to their lines at once, as parent and child do after a fork;
which of them is heard first is chance. Their lines are kept until all is at rest, and told in the
order of births. What one writer wrote in pieces is told in one piece. Nothing waits for long.
"""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional, Tuple

from policies import order_of
from talk import Channel
from threads import Process, Thread

Event = Dict[str, Any]

# So long something may go on before what waits is told; of a program without gates, order is chance.
PATIENCE_SECONDS, FREE_PATIENCE_SECONDS = 1.0, 0.05
# Written as JSON a character may be twelve; the app takes no line of more than a million.
LONGEST_PIECE = 65_536


class Telling:
    """Events on their way to the app."""

    def __init__(self, channel: Channel, gated: bool) -> None:
        self.channel = channel
        self.patience = PATIENCE_SECONDS if gated else FREE_PATIENCE_SECONDS
        # What waits for the rest, and its place then.
        self.later: List[Tuple[Any, Event]] = []
        self.piece: Optional[Event] = None
        self.waiting_since: Optional[float] = None
        # Events, and bytes of them.
        self.told = self.told_bytes = 0

    def emit(self, event: Event) -> None:
        self.flush_piece()
        self.send(event)

    def send(self, event: Event) -> None:
        self.told += 1
        message = {"kind": "event", "at": time.time() * 1000, "event": event}
        self.told_bytes += self.channel.queue(message)

    def line(self, thread: Thread, event: Event) -> None:
        self.later.append(((2, *order_of(thread)), event))
        self.start_waiting()

    def reaped(self, process: Process, event: Event) -> None:
        """By the init, which reaps all that it has in an order of its own."""
        self.later.append(((0, process.birth, 0), event))
        self.start_waiting()

    def zombie(self, process: Process, event: Event) -> None:
        """Nobody has waited for it as yet."""
        self.later.append(((1, process.birth, 0), event))
        self.start_waiting()

    def output(self, process: Optional[Process], stream: str, text: str) -> None:
        who = {} if process is None else {"id": process.id}
        piece = self.piece
        if piece is None or (piece["stream"], piece.get("id")) != (stream, who.get("id")):
            self.flush_piece()
            piece = self.piece = {"kind": "output", "stream": stream, "text": "", **who}
            self.start_waiting()
        # Cut where it is full, not where a read happened to end: the same in every run.
        text = piece["text"] + text
        while len(text) > LONGEST_PIECE:
            self.send({**piece, "text": text[:LONGEST_PIECE]})
            text = text[LONGEST_PIECE:]
        piece["text"] = text

    def start_waiting(self) -> None:
        if self.waiting_since is None:
            self.waiting_since = time.monotonic()

    def flush_piece(self) -> None:
        piece, self.piece = self.piece, None
        if piece is not None and piece["text"]:
            self.send(piece)

    def flush(self) -> None:
        """All is at rest."""
        self.flush_piece()
        later, self.later = self.later, []
        for _place, event in sorted(later, key=lambda pair: pair[0]):
            self.send(event)
        self.waiting_since = None

    def flush_old(self) -> None:
        """Something goes on; what has waited long enough is told."""
        since = self.waiting_since
        if since is not None and time.monotonic() - since > self.patience:
            self.flush()
