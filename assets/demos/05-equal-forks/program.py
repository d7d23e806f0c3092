import os

equal = os.fork() == os.fork()

print(f"{os.getpid()}, child of {os.getppid()}: {'equal' if equal else 'different'}")

while True:
    try:
        os.wait()
    except ChildProcessError:  # ECHILD: no child is left
        break
