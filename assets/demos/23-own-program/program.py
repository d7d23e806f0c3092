import os

pid = os.fork()
if pid == 0:
    print(f"child {os.getpid()}: my parent is {os.getppid()}")
else:
    os.waitpid(pid, 0)
    print(f"parent {os.getpid()}: my child {pid} has ended")
