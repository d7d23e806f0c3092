import fcntl
import os
import resource
import signal
import time

DETACH_PROCESS = True
PREVENT_CORE = True
WORKING_DIRECTORY = "/"
UMASK = "000"
CHROOT_DIRECTORY = ""
PIDFILE = True
GID = -1  # -1: as it is
UID = -1
SIGNAL_MAP = True
FILES_PRESERVE = False
STDIN = "null"
STDOUT = "null"
STDERR = "null"
SECONDS = 5

here = os.getcwd()
preserved = os.open(os.path.join(here, "preserved"), os.O_RDWR | os.O_CREAT, 0o600)
log = os.open(os.path.join(here, "log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
print(f"starter {os.getpid()}, group {os.getpgrp()}, session {os.getsid(0)}", flush=True)

if DETACH_PROCESS:
    if os.fork() > 0:
        os._exit(0)
    os.setsid()  # its own session and process group, without a terminal
    if os.fork() > 0:
        os._exit(0)
    # Who does not lead a session cannot come by a terminal again.
if PREVENT_CORE:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
keep = {0, 1, 2}
if PIDFILE:
    pidfile = os.open(os.path.join(here, "daemon.pid"), os.O_RDWR | os.O_CREAT, 0o644)
    fcntl.lockf(pidfile, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails when one is running already
    os.write(pidfile, f"{os.getpid()}\n".encode())
    keep.add(pidfile)
if FILES_PRESERVE:
    keep.add(preserved)
null = os.open(os.devnull, os.O_RDWR)
opened = set(map(int, os.listdir("/proc/self/fd")))
if CHROOT_DIRECTORY:
    os.chroot(CHROOT_DIRECTORY)
if WORKING_DIRECTORY:
    os.chdir(WORKING_DIRECTORY)
if UMASK:
    os.umask(int(UMASK, 8))
os.setregid(GID, GID)
os.setreuid(UID, UID)
if SIGNAL_MAP:
    for number in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: os._exit(0))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for descriptor, target in enumerate((STDIN, STDOUT, STDERR)):
    if target:
        os.dup2(log if target == "log" else null, descriptor)
for descriptor in opened - keep:
    try:
        os.close(descriptor)
    except OSError:
        pass  # it had read the list, and is closed already

print(f"daemon {os.getpid()}, parent {os.getppid()}, group {os.getpgrp()}, session {os.getsid(0)}", flush=True)
time.sleep(SECONDS)
