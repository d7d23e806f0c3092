"""Runs programs, contained, held at each line and given turns, and leaves nothing of them behind.

    python3 -I -B supervisor           one run, as lab.py says
    python3 -I -B supervisor --many    one run after the other, as many.py says
    python3 -I -B supervisor --init …  the inner half as a program of its own (systemd_scope.py)

It speaks JSON, one value a line: commands on standard input, what happens on standard output. The
end of its input means stop: when the app dies, so does the run.
"""

from __future__ import annotations

import sys

import init
import lab
import many

if __name__ == "__main__":
    if sys.argv[1:2] == ["--init"]:
        init.become_init([int(number) for number in sys.argv[2:]])
    sys.exit(many.main() if sys.argv[1:] == ["--many"] else lab.main())
