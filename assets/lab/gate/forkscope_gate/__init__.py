"""The gate: holds each thread of the program before each line of the program's file.

    tracing     the trace function (sys.settrace) that stops at each line
    connection  one connection a thread to the supervisor, which says who may go on
    calls       what the supervisor is told besides: fork, wait, kill, exec
    handlers    signal handlers are held at their lines too
    variables   what a frame can see, as text, without running code of the program
"""

from forkscope_gate.tracing import start as start
