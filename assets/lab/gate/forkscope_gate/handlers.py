"""Signals that come while a thread is held.

Python runs a signal's handler in the main thread as soon as it can, also in the middle of a hold,
where tracing is off. So handlers are wrapped: one that comes during a hold runs with tracing on
(`sys.call_tracing`), is held at its own lines, and afterwards the first hold is announced again.
What it raises is raised once the hold is over: an exception out of a trace function would end the
tracing.
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


def hold(held: Held, connection: Connection, message: Message) -> None:
    """Waits for the turn."""
    if threading.get_ident() != threading.main_thread().ident:
        connection.ask(message)
        return
    held.messages.append(message)
    try:
        connection.ask(message)
    finally:
        held.messages.pop()
    if held.raised is not None and not held.messages:
        raised, held.raised = held.raised, None
        raise_soon(raised)


def raise_soon(raised: BaseException) -> None:
    """In this thread, as soon as the trace function has returned."""
    import ctypes

    thread = ctypes.c_ulong(threading.get_ident())
    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(type(raised)))


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
