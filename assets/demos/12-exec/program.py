import os

for program in ("/bin/sh", "/no/such/program"):
    pid = os.fork()
    if pid == 0:
        print(f"child {os.getpid()} is Python", flush=True)  # what is not flushed, exec throws away
        try:
            os.execv(program, ["sh", "-c", "echo child $$ is sh; exec sleep 1"])
            print("this line is never reached")
        except FileNotFoundError as error:
            print(f"child {os.getpid()} is still Python: {error.strerror}", flush=True)
            os._exit(127)
    _, status = os.waitpid(pid, 0)
    print(f"parent: exit code {os.WEXITSTATUS(status)}", flush=True)
