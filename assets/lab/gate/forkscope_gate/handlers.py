"""Signals that come while a thread is held.

Python runs a signal's handler in the main thread as soon as it can, also in the middle of a hold,
where tracing is off. So handlers are wrapped: one that comes during a hold runs with tracing on
(`sys.call_tracing`), is held at its own lines, and afterwards the first hold is announced again.
What it raises is raised by the trace function once the hold is over (tracing.py).
"""

import functools
import signal
import sys
import threading
import types
from typing import Any, Callable, List, Optional

from forkscope_gate.connection import Connection, Message

Handler = Callable[[int, Optional[types.FrameType]], Any]


class Held:
    """The messages of the holds that the main thread is in; more than one when handlers nest."""

    def __init__(self) -> None:
        self.messages: List[Message] = []
        self.raised: Optional[BaseException] = None

    def is_due(self) -> bool:
        """Something is to be raised here, now that the hold is over."""
        return self.raised is not None and not self.messages and is_main_thread()

    def take_raised(self) -> BaseException:
        raised, self.raised = self.raised, None
        assert raised is not None
        return raised


def is_main_thread() -> bool:
    return threading.get_ident() == threading.main_thread().ident


def hold(held: Held, connection: Connection, message: Message) -> None:
    """Waits for the turn."""
    if not is_main_thread():
        connection.ask(message)
        return
    held.messages.append(message)
    try:
        connection.ask(message)
    finally:
        held.messages.pop()


def install(held: Held, connection: Callable[[], Connection]) -> None:
    """From now on `signal.signal` wraps handlers, and `signal.getsignal` gives the unwrapped."""
    set_handler, get_handler = signal.signal, signal.getsignal

    def wrap(handler: Any) -> Any:
        if not callable(handler) or isinstance(handler, signal.Handlers):
            return handler

        def held_handler(number: int, frame: Optional[types.FrameType]) -> None:
            if not held.messages:
                handler(number, frame)
                return
            try:
                sys.call_tracing(run_traced, (handler, number, frame))
            except BaseException as error:
                held.raised = error
            connection().tell(held.messages[-1])

        held_handler.__wrapped__ = handler  # type: ignore[attr-defined]
        return held_handler

    @functools.wraps(set_handler)
    def wrapped_signal(signalnum: int, handler: Any) -> Any:
        return unwrap(set_handler(signalnum, wrap(handler)))

    @functools.wraps(get_handler)
    def wrapped_getsignal(signalnum: int) -> Any:
        return unwrap(get_handler(signalnum))

    signal.signal = wrapped_signal
    signal.getsignal = wrapped_getsignal
    if get_handler(signal.SIGINT) is signal.default_int_handler:
        set_handler(signal.SIGINT, wrap(signal.default_int_handler))


def run_traced(handler: Handler, number: int, frame: Optional[types.FrameType]) -> None:
    # Python 3.11 only looks at whether to trace when it is set anew.
    sys.settrace(sys.gettrace())
    handler(number, frame)


def unwrap(handler: Any) -> Any:
    return getattr(handler, "__wrapped__", handler)
