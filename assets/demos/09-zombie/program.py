import os
import re
import signal


def look(when):
    try:
        with open(f"/proc/{pid}/status") as status:
            state, room = re.findall(r"^(?:State|FDSize):\t(.*)", status.read(), re.M)
        with open(f"/proc/{pid}/cmdline") as cmdline:
            length = len(cmdline.read())
        print(f"{when}: state {state}, command line of {length} bytes, room for {room} descriptors")
    except FileNotFoundError:
        print(f"{when}: there is no process {pid}")


hold, let_go = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(let_go)
    os.read(hold, 1)
    os._exit(7)

look("alive")
os.close(let_go)
os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # until it has ended, without reaping it
look("ended")
os.kill(pid, signal.SIGKILL)
look("after SIGKILL")
_, status = os.waitpid(pid, 0)
look("after waitpid")
print(f"exit code {os.WEXITSTATUS(status)}, killed by a signal: {os.WIFSIGNALED(status)}")
