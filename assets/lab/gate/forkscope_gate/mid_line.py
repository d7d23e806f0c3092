"""Lines with more than one step in them: `os.fork(); print("a")`, `print(os.fork())`.

What is written on one line can still be seen step by step by others. So the program is held before
each further statement of a line, and, where a line calls more than fork, right after the fork, in
parent and child.
"""

import ast
import bisect
import types
from typing import Dict, FrozenSet, Iterator, List, Optional

FORKS = ("fork", "forkpty")
NONE: FrozenSet[int] = frozenset()


class MidLine:
    """Of one program's file; it is read and parsed when it is first asked about."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.starts: Optional[Dict[int, List[int]]] = None
        self.calls: Dict[int, int] = {}
        self.known: Dict[types.CodeType, FrozenSet[int]] = {}

    def statements(self, code: types.CodeType) -> FrozenSet[int]:
        """The offsets in its bytecode at which a further statement of a line begins. Python < 3.11
        does not tell where on a line an instruction belongs: there are none."""
        offsets = self.known.get(code)
        if offsets is None:
            self.read()
            offsets = self.known[code] = frozenset(self.find(code)) if self.starts else NONE
        return offsets

    def find(self, code: types.CodeType) -> Iterator[int]:
        positions = getattr(code, "co_positions", None)
        if positions is None:
            return
        begun = set()
        for index, (line, _end_line, column, _end_column) in enumerate(positions()):
            columns = (self.starts or {}).get(line, [])
            which = bisect.bisect_right(columns, column if column is not None else -1)
            if which > 0 and (line, which) not in begun:
                begun.add((line, which))
                yield 2 * index

    def has_more(self, frame: types.FrameType) -> bool:
        """Does the line that forks, or one that waits for it to return, call anything else? What a
        library forks is its own affair: that is seen when it comes back to the program."""
        if frame.f_code.co_filename != self.program:
            return False
        self.read()
        # Every line but the innermost calls the function that it waits for.
        expected = 0
        outer: Optional[types.FrameType] = frame
        while outer is not None:
            if outer.f_code.co_filename == self.program:
                if self.calls.get(outer.f_lineno, 0) > expected:
                    return True
                expected = 1
            outer = outer.f_back
        return False

    def read(self) -> None:
        if self.starts is not None:
            return
        self.starts = {}
        try:
            with open(self.program, "rb") as file:
                tree = ast.parse(file.read())
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            return
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node.func) not in FORKS:
                self.calls[node.lineno] = self.calls.get(node.lineno, 0) + 1
            for _field, value in ast.iter_fields(node):
                if isinstance(value, list):
                    self.add(value)
        for columns in self.starts.values():
            columns.sort()

    def add(self, body: List[ast.AST]) -> None:
        """Of statements side by side in one body, all but the first of each line."""
        statements = [one for one in body if isinstance(one, ast.stmt)]
        for before, one in zip(statements, statements[1:]):
            if one.lineno == getattr(before, "end_lineno", None):
                assert self.starts is not None
                self.starts.setdefault(one.lineno, []).append(one.col_offset)


def name_of(function: ast.AST) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
