import ctypes
import os
import signal
import time

HOW = "stopped"

PTRACE_TRACEME, PTRACE_CONT = 0, 7
LATE = f"late-{os.getpid()}"


def state_of(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(line.split()[1] for line in status if line.startswith("State:"))


def stop_child():
    pid = os.fork()
    if pid == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
    os.waitpid(pid, os.WUNTRACED)  # until it has stopped
    print(f"the child: {state_of(pid)}", flush=True)
    os.kill(pid, signal.SIGCONT)
    return pid


def trace_child():
    ptrace = ctypes.CDLL(None).ptrace
    pid = os.fork()
    if pid == 0:
        if ptrace(PTRACE_TRACEME, 0, None, None) < 0:  # my parent is my tracer, as a debugger would be
            os._exit(1)
        os.kill(os.getpid(), signal.SIGUSR1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)  # to a tracer it reports a stop, too
    if not os.WIFSTOPPED(status):
        raise SystemExit("this system lets nobody be traced")
    print(f"the child: {state_of(pid)}", flush=True)
    ptrace(PTRACE_CONT, pid, None, None)  # and without the signal
    return pid


def start_slowly():
    os.mkfifo(LATE)
    parent, pid = os.getpid(), os.fork()
    if pid == 0:
        while state_of(parent) != "D":
            time.sleep(0.05)
        print(f"the parent: {state_of(parent)}", flush=True)
        os.close(os.open(LATE, os.O_WRONLY))
        os._exit(0)
    # The new child opens the pipe before exec, which takes until somebody opens its other end.
    before_exec = [(os.POSIX_SPAWN_OPEN, 0, LATE, os.O_RDONLY, 0)]
    os.posix_spawnp("true", ["true"], os.environ, file_actions=before_exec)
    os.unlink(LATE)
    os.waitpid(pid, 0)
    return -1


child = {"stopped": stop_child, "traced": trace_child, "vfork": start_slowly}[HOW]()
os.waitpid(child, 0)
print("it went on, and has ended")
