import os

N = 3
WAIT = True

for _ in range(N):
    pid = os.fork()

print(f"fork gave {pid}, I am {os.getpid()}, my parent is {os.getppid()}")

while WAIT:
    try:
        os.wait()
    except ChildProcessError:  # ECHILD: no child is left
        break
