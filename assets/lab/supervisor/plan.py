"""The program that is to run: where its text is, how it is started, whether it parses."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import warnings
from typing import Any, Dict, Optional

GATE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "gate")
# They change when output appears, what runs before the first line, or who is gated.
SCRUBBED_PREFIXES = ("PYTHON", "FORKSCOPE_GATE", "LD_", "ELECTRON_", "NODE_")
SCRUBBED_VARIABLES = ("BASH_ENV", "ENV")


# electron/lab/run-mark.ts
MARK_VARIABLE = "FORKSCOPE_RUN"


def run_mark() -> str:
    """After which all is named that would outlive a supervisor that is killed."""
    return os.environ.get(MARK_VARIABLE, "unmarked")


class Program:
    """Its text in a file of its own, in a private folder that is removed after the run.

    An own program that stands in a file with the very same text runs where it is.
    """

    def __init__(self, start: Dict[str, Any], gate_address: str) -> None:
        self.text: str = start["text"]
        self.name: str = start["name"]
        self.weakest: Optional[str] = start.get("weakest")
        self.gate_address = gate_address
        self.scratch = tempfile.mkdtemp(prefix=f"forkscope-run-{run_mark()}-")
        os.chmod(self.scratch, 0o777)  # It may change its user.
        self.path, self.folder = self.place()

    def place(self) -> "tuple[str, str]":
        try:
            # An editor shows no byte order mark, and all ends of lines alike: so does Python.
            with open(self.name, encoding="utf-8-sig") as file:
                if os.path.isabs(self.name) and file.read() == self.text:
                    return self.name, os.path.dirname(self.name)
        except (OSError, ValueError):
            pass
        path = os.path.join(self.scratch, os.path.basename(self.name) or "program.py")
        with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(self.text)
        return path, self.scratch

    def plan(self, gated: bool, bounds: Dict[str, int], terminal: bool) -> Dict[str, Any]:
        """What the init needs to know."""
        return {
            "command": [sys.executable, self.path],
            "environment": self.environment(gated),
            "folder": self.folder,
            "bounds": bounds,
            "terminal": terminal,
            "gated": gated,
        }

    def environment(self, gated: bool) -> Dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(SCRUBBED_PREFIXES) and name not in SCRUBBED_VARIABLES
        }
        if gated:
            kept["PYTHONPATH"] = GATE
            settings = {"address": self.gate_address, "program": self.path}
            kept["FORKSCOPE_GATE"] = json.dumps(settings)
        return kept

    def clean_up(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)


def check_program(program: Program) -> Optional[str]:
    """Why it does not parse, as Python says it; None when it does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with open(program.path, "rb") as file:
                compile(file.read(), program.path, "exec", dont_inherit=True)
    except SyntaxError as error:
        where = "" if error.lineno is None else f"line {error.lineno}: "
        return f"{where}{type(error).__name__}: {error.msg}"
    except (ValueError, RecursionError, MemoryError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return None
