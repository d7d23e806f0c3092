import os
import signal
import time

WAY = "setsid"
SECONDS = 5

print(f"starter {os.getpid()}, group {os.getpgrp()}, session {os.getsid(0)}", flush=True)

if WAY != "systemd" and os.fork() > 0:
    os._exit(0)

if WAY == "setsid":  # as setsid(1)
    os.setsid()
elif WAY == "nohup":  # as the shell and nohup(1) do: nohup program &
    os.setpgid(0, 0)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if os.isatty(1):
        os.dup2(os.open("nohup.out", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 1)
elif WAY == "systemd":  # daemon(7), new-style: whoever starts it has set up everything
    signal.signal(signal.SIGTERM, lambda number, frame: os._exit(0))

print(f"daemon {os.getpid()}, parent {os.getppid()}, group {os.getpgrp()}, session {os.getsid(0)}", flush=True)
time.sleep(SECONDS)
