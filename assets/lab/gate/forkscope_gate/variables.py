"""What a frame can see, as text.

No code of the program runs here: only values of exactly the built-in types are looked into, for
everything else the name of its type is enough. Nothing here takes long, whatever the value.
"""

import types
from typing import Any, List, Tuple

MOST_VARIABLES = 40
MOST_CHARACTERS = 120
MOST_ITEMS = 8
DEEPEST = 3
LARGEST_INT_BITS = 1024

# Part of every module, or no data.
HIDDEN_TYPES = (
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    type,
)

Variable = Tuple[str, str, str]

_class_name = type.__dict__["__qualname__"].__get__
_class_module = type.__dict__["__module__"].__get__


def visible_variables(frame: types.FrameType) -> List[Variable]:
    """Name, type and text of the locals and of the globals that the frame's code names."""
    found: List[Variable] = []
    for name, value in in_sight(frame):
        if len(found) >= MOST_VARIABLES:
            break
        # vars() and globals() take keys of any kind.
        if type(name) is str and not name.startswith("__") and not is_hidden(value):
            found.append((cut(name), type_name(value), text_of(value)))
    return found


def in_sight(frame: types.FrameType) -> List[Tuple[Any, Any]]:
    """Names and values."""
    local, everywhere = frame.f_locals, frame.f_globals
    if local is everywhere:
        return list(local.items())
    named = [(name, everywhere[name]) for name in frame.f_code.co_names if name in everywhere]
    # A class body may have a mapping of the program's own making as its namespace: not touched.
    safe = type(local) is dict or type(local).__name__ == "FrameLocalsProxy"
    return (list(local.items()) if safe else []) + named


def is_hidden(value: Any) -> bool:
    return issubclass(type(value), HIDDEN_TYPES)


def type_name(value: Any) -> str:
    return str(_class_name(type(value)))[:MOST_CHARACTERS]


def text_of(value: Any) -> str:
    try:
        return cut(describe(value, 0))
    except Exception:  # Changed by another thread while it was looked at.
        return "…"


def cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def describe(value: Any, depth: int) -> str:
    kind = type(value)
    if value is None or value is ... or kind in (bool, float, complex, range):
        return repr(value)
    if kind is int:
        bits = value.bit_length()
        return repr(value) if bits <= LARGEST_INT_BITS else f"an int of {bits} bits"
    if kind in (str, bytes, bytearray):
        shown = repr(value[:MOST_CHARACTERS])
        return shown if len(value) <= MOST_CHARACTERS else shown + "…"
    if kind in (list, tuple, set, frozenset, dict):
        return describe_container(value, depth)
    if issubclass(kind, BaseException) and BaseException.__str__ is kind.__str__:
        return f"{type_name(value)}{describe(BaseException.args.__get__(value), depth)}"
    if issubclass(kind, OSError) and kind.__str__ is OSError.__str__:
        return f"{type_name(value)}: errno {OSError.errno.__get__(value)}"
    return f"<{_class_module(kind)}.{type_name(value)}>"


def describe_container(value: Any, depth: int) -> str:
    kind = type(value)
    before, after = {
        list: ("[", "]"),
        tuple: ("(", ",)" if len(value) == 1 else ")"),
        dict: ("{", "}"),
        set: ("{", "}"),
        frozenset: ("frozenset({", "})"),
    }[kind]
    if not value:
        return "set()" if kind is set else "frozenset()" if kind is frozenset else before + after
    if depth >= DEEPEST:
        return f"{before}…{after}"
    # Never by its key: that would run the key's own __hash__ and __eq__.
    items = value.items() if kind is dict else value
    shown = []
    for item in items:
        if len(shown) == MOST_ITEMS:
            shown.append("…")
            break
        parts = item if kind is dict else (item,)
        shown.append(": ".join([describe(part, depth + 1) for part in parts]))
    return before + ", ".join(shown) + after
