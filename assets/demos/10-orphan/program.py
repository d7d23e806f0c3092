import ctypes
import os

SUBREAPER = False

if SUBREAPER:
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER

names = ["top", "middle", "child", "grandchild"]
hold, let_go = os.pipe()
depth, born_of = 0, os.getppid()
while depth < 3:
    parent = os.getpid()
    if os.fork() > 0:
        break
    depth, born_of = depth + 1, parent

name = names[depth]
if name == "middle":
    os._exit(0)
if name == "top":
    os.wait()  # for the middle one
os.close(let_go)
os.read(hold, 1)  # end of file when all have closed let_go: the middle one is gone

now = os.getppid()
print(f"{name} {os.getpid()}: born of {born_of}, parent now {now}", flush=True)
while name != "grandchild":
    try:
        os.wait()
    except ChildProcessError:  # ECHILD: no child is left
        break
