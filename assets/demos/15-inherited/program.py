import fcntl
import mmap
import os
import re
import resource
import signal
import tempfile
import time

file = tempfile.TemporaryFile()
memory = mmap.mmap(-1, 4096)


def has_lock():
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:  # EAGAIN: somebody else has it
        return False


def facts():
    with open("/proc/self/stat") as stat:
        terminal = stat.read().rpartition(") ")[2].split()[4]
    with open("/proc/self/status") as status:
        umask = re.search(r"Umask:\t(\d+)", status.read()).group(1)
    return {
        "pid": os.getpid(),
        "parent pid": os.getppid(),
        "processor time used": time.process_time() > 0.1,
        "lock on the file (fcntl)": has_lock(),
        "pending signals": signal.sigpending(),
        "alarm": signal.getitimer(signal.ITIMER_REAL)[0] > 0,
        "real, effective, saved uid": os.getresuid(),
        "real, effective, saved gid": os.getresgid(),
        "supplementary groups": os.getgroups(),
        "process group": os.getpgrp(),
        "session": os.getsid(0),
        "controlling terminal": terminal,
        "working directory": os.getcwd(),
        "root directory": os.stat("/").st_ino,
        "umask": umask,
        "close-on-exec": not os.get_inheritable(file.fileno()),
        "signal mask": signal.pthread_sigmask(signal.SIG_BLOCK, []),
        "signal handler": signal.getsignal(signal.SIGUSR2),
        "memory mapping": memory[:5],
        "limit of open files": resource.getrlimit(resource.RLIMIT_NOFILE),
        "environment": os.environ["LESSON"],
    }


os.umask(0o027)
os.chdir("/")
os.environ["LESSON"] = "inheritance"
memory[:5] = b"hello"
resource.setrlimit(resource.RLIMIT_NOFILE, (900, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
signal.signal(signal.SIGUSR2, lambda number, frame: None)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
os.kill(os.getpid(), signal.SIGUSR1)  # blocked, so it stays pending
signal.alarm(600)
sum(range(20_000_000))  # takes processor time

before = facts()
if os.fork() == 0:
    for name, value in facts().items():
        print(f"{name:28} {'same' if value == before[name] else 'NOT the same'}")
else:
    os.wait()
