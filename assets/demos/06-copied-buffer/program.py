import os

NEWLINE = False
FLUSH = False
LEAVE = "return"

for _ in range(2):
    os.fork()
    print("-", end="\n" if NEWLINE else "", flush=FLUSH)

while True:
    try:
        os.wait()
    except ChildProcessError:  # ECHILD: no child is left
        break

if LEAVE == "_exit":
    os._exit(0)  # ends at once: nobody empties the buffer
