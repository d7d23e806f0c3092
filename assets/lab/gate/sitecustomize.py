"""Python imports this module by itself when it starts (the `site` module), before the program.

The folder is on PYTHONPATH, so every Python that the program starts comes by here too: what
multiprocessing spawns, a forkserver, `subprocess.run([sys.executable, ...])`. It opens the gate and
takes itself out of sight; the program then runs as it does under plain `python3`.
"""

import importlib
import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))


def open_gate() -> None:
    settings = os.environ.get("FORKSCOPE_GATE")
    if settings is None:
        return
    writes_bytecode = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    sys.path.insert(0, FOLDER)
    try:
        gate = importlib.import_module("forkscope_gate")
    finally:
        sys.path.remove(FOLDER)
        sys.dont_write_bytecode = writes_bytecode
    gate.start(settings)


def import_the_next() -> None:
    """The system may have a sitecustomize of its own, which this one stands in front of."""
    this = sys.modules.pop("sitecustomize", None)
    try:
        importlib.import_module("sitecustomize")
    except ImportError:
        if this is not None:
            sys.modules["sitecustomize"] = this


sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != FOLDER]
sys.path_importer_cache.pop(FOLDER, None)
import_the_next()
open_gate()
