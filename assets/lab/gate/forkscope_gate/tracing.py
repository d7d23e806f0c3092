"""Holds each thread before each line of the program's file.

A trace function survives fork but is a matter of each thread and of each Python: `threading`
passes it on to new threads, `sitecustomize` brings it into new interpreters.
"""

import _thread
import gc
import json
import os
import sys
import threading
import types
import weakref
from typing import Any, Callable, Dict, List, Optional

from forkscope_gate import calls, handlers
from forkscope_gate.connection import Connection, Message
from forkscope_gate.mid_line import MidLine
from forkscope_gate.variables import cut, visible_variables

GATE_FOLDER = os.path.dirname(os.path.abspath(__file__))

Trace = Callable[[types.FrameType, str, Any], Any]


class Gate:
    """All that this process knows of its gate."""

    def __init__(self, address: str, program: str) -> None:
        self.address = address
        self.program = program
        # This process, and the one that forked it, as they see themselves.
        self.pid = os.getpid()
        self.parent = os.getppid()
        self.fresh = True
        # Forked, and not yet held at a line.
        self.newborn = False
        self.hold: Callable[[types.FrameType], None]
        self.mid_line = MidLine(program)
        self.thread = threading.local()
        self.threads_started = 0
        self.connections: List["weakref.ref[Connection]"] = []

    def connection(self) -> Connection:
        """This thread's own, opened when it is first needed."""
        mine: Optional[Connection] = getattr(self.thread, "connection", None)
        if mine is None:
            mine = self.thread.connection = Connection(self.address, self.hello())
            self.connections.append(weakref.ref(mine))
            mine.usable_socket()
        return mine

    def hello(self) -> Message:
        number = self.threads_started
        self.threads_started += 1
        return {
            "kind": "hello",
            "pid": self.pid,
            "parent": self.parent,
            "thread": number,
            "tid": _thread.get_native_id(),
            # A new interpreter, as opposed to a fork of one.
            "fresh": self.fresh and number == 0,
            "helper": helper_name() if self.fresh else None,
        }

    def start_over_in_child(self) -> None:
        """After fork: the parent's connections are its own, only the thread that forked is left."""
        for reference in self.connections:
            connection = reference()
            if connection is not None:
                connection.forget()
        self.parent, self.pid = self.pid, os.getpid()
        self.fresh = False
        self.newborn = True
        self.thread = threading.local()
        self.threads_started = 0
        self.connections = []
        self.connection()

    def hold_after_fork(self, frame: types.FrameType) -> None:
        """In parent and child alike, before what the line still has to do."""
        if self.mid_line.has_more(frame):
            self.hold_at(frame)

    def hold_newborn(self, frame: Optional[types.FrameType]) -> None:
        """Born in the last line that it runs: it would end in the turn of its parent. Held at that
        line, it ends in one of its own."""
        if self.newborn:
            self.hold_at(frame)

    def hold_at(self, frame: Optional[types.FrameType]) -> None:
        """At the line of the program that this has come from, inside a call that it makes."""
        while frame is not None and frame.f_code.co_filename != self.program:
            frame = frame.f_back
        if frame is not None:
            self.hold(frame)


def helper_name() -> Optional[str]:
    """What this interpreter was started for when it is not the program."""
    for argument in getattr(sys, "orig_argv", None) or read_command_line():
        for module in ("resource_tracker", "forkserver"):
            if f"multiprocessing.{module} import main" in argument:
                return module.replace("_", " ")
    return None


def read_command_line() -> List[str]:
    """For Python < 3.10, which does not keep it."""
    with open("/proc/self/cmdline", "rb") as file:
        return file.read().decode("utf-8", "replace").split("\0")


def make_trace(gate: Gate) -> Trace:
    program = gate.program
    statements = gate.mid_line.statements
    held = handlers.Held()

    def hold(frame: types.FrameType) -> None:
        gate.newborn = False
        message = {
            "kind": "line",
            "line": frame.f_lineno,
            "function": cut(frame.f_code.co_name),
            "variables": visible_variables(frame),
        }
        handlers.hold(held, gate.connection(), message)

    def trace_line(frame: types.FrameType, event: str, argument: Any) -> Any:
        if event == "line" or (event == "opcode" and frame.f_lasti in statements(frame.f_code)):
            hold(frame)
        elif event == "return" and frame.f_code.co_name == "<module>":
            gate.hold_newborn(frame)
        elif event == "exception":
            hide_gate(argument[2])
        if held.is_due():
            # An exception out of a trace function ends the tracing (sys.settrace).
            sys.setprofile(trace_again)
            raised = held.take_raised()
            raise raised.with_traceback(past_gate(raised.__traceback__))
        return trace_line

    def trace_again(frame: types.FrameType, event: str, _argument: Any) -> None:
        """From the program's next call on, which is held: what calls nothing is seen by nobody else."""
        sys.setprofile(None)
        sys.settrace(trace_call)
        caller = frame.f_back if event == "call" else frame
        outer: Optional[types.FrameType] = frame
        while outer is not None:
            if outer.f_code.co_filename == program:
                outer.f_trace = trace_line
            outer = outer.f_back
        hide_gate(sys.exc_info()[2])
        if event != "return":
            gate.hold_at(caller)

    def trace_call(frame: types.FrameType, _event: str, _argument: Any) -> Optional[Trace]:
        if frame.f_code.co_filename != program:
            return None
        if statements(frame.f_code):
            # Python 3.13 heeds it only where the frame is traced already, 3.12 only when tracing
            # is set anew.
            frame.f_trace = trace_line
            frame.f_trace_opcodes = True
            sys.settrace(trace_call)
        return trace_line

    handlers.install(held, gate.connection)
    gate.hold = hold
    return trace_call


def hide_gate(traceback: Optional[types.TracebackType]) -> None:
    """Takes the gate's own frames out of a traceback: it reads as it does without a gate."""
    while traceback is not None:
        below = past_gate(traceback.tb_next)
        if below is not traceback.tb_next:
            traceback.tb_next = below
        traceback = below


def past_gate(traceback: Optional[types.TracebackType]) -> Optional[types.TracebackType]:
    """From the first frame on that is not the gate's."""
    while traceback is not None and traceback.tb_frame.f_code.co_filename.startswith(GATE_FOLDER):
        traceback = traceback.tb_next
    return traceback


def start(settings: str) -> None:
    """`settings`: JSON of the supervisor's `address` and the `program`'s path."""
    parsed: Dict[str, str] = json.loads(settings)
    gate = Gate(parsed["address"], parsed["program"])
    calls.install(gate.connection, gate.hold_newborn, gate.hold_after_fork)
    os.register_at_fork(after_in_child=gate.start_over_in_child)
    gate.connection()
    trace = make_trace(gate)
    # What is there before the program's first line: collecting it in each child, as the end of
    # Python does, would copy all its pages (https://docs.python.org/3/library/gc.html#gc.freeze).
    gc.freeze()
    threading.settrace(trace)
    sys.settrace(trace)
