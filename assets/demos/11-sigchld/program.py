import os
import signal

K = 5
LOOP = True

calls = reaped = 0


def on_child(number, frame):
    global calls, reaped
    calls += 1
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            reaped += 1
            if not LOOP:
                break
    except ChildProcessError:  # ECHILD: no child is left
        pass


signal.signal(signal.SIGCHLD, on_child)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
for _ in range(K):
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # until it is a zombie
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
print(f"{K} children ended, the handler ran {calls} time, {reaped} reaped, {K - reaped} zombies")

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
pid = os.fork()
if pid == 0:
    os._exit(0)
try:
    print(os.waitpid(pid, 0))
except ChildProcessError as error:
    print(f"SIGCHLD ignored: no zombie, waitpid says {error.strerror}")
