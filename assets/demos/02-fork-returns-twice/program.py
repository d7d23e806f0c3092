import os
import resource

WHO_ADDS = "child"
REFUSE = False

x = 1
if REFUSE:
    try:
        os.setuid(65534)  # the limit does not bind root
    except OSError:
        pass  # who may not change it is not root
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))

try:
    pid = os.fork()
except BlockingIOError as error:  # EAGAIN: in C, fork returns -1
    pid = -1
    print(f"no child: {error.strerror}")

me = "child" if pid == 0 else "parent"
if WHO_ADDS in (me, "both"):
    x += 1
print(f"{me} {os.getpid()}: fork gave {pid}, x = {x}")
if pid > 0:
    os.waitpid(pid, 0)
