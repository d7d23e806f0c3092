import os

SHAPE = "and-or"

if SHAPE == "if-or":
    if os.fork() or os.fork():
        os.fork()
elif SHAPE == "surrounded":
    os.fork()
    os.fork() and os.fork() or os.fork()
    os.fork()
else:
    os.fork() and os.fork() or os.fork()

print(f"I am {os.getpid()}, my parent is {os.getppid()}")

while True:
    try:
        os.wait()
    except ChildProcessError:  # ECHILD: no child is left
        break
