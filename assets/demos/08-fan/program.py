import os
import time

K = 4

born = {}
for number in range(1, K + 1):
    pid = os.fork()
    if pid == 0:
        time.sleep((K - number) * 0.3)
        os._exit(number)
    born[pid] = number

for _ in range(K):
    pid, status = os.wait()
    print(f"wait gave {pid}: born as number {born[pid]}, exit code {os.WEXITSTATUS(status)}")
