import os

WAIT = True

if os.fork() == 0:
    print("a", end="", flush=True)
else:
    print("b", end="", flush=True)
    if WAIT:
        os.wait()
print("c", end="", flush=True)
