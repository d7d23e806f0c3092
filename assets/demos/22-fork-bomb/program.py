import os
import signal

try:
    while True:
        os.fork()
except BlockingIOError as error:  # EAGAIN: the limit is reached
    print(f"{os.getpid()}: {error.strerror}", flush=True)
    signal.pause()
