import os
import signal

MODE = "proper"

read_end, write_end = os.pipe()
if MODE == "no reader":
    os.close(read_end)

pid = os.fork()
if pid == 0:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python had set it to be ignored
    if MODE != "no reader":
        os.close(read_end)
    os.write(write_end, b"hello")
    os._exit(0)

if MODE != "forgotten":
    os.close(write_end)
while MODE != "no reader":
    data = os.read(read_end, 100)
    if not data:
        print("parent: end of file")
        break
    print(f"parent read {data}", flush=True)

_, status = os.waitpid(pid, 0)
print(f"child: exit code {os.WEXITSTATUS(status)}, killed by signal {os.WTERMSIG(status)}")
