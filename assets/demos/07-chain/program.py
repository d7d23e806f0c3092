import os

K = 4

depth = 0
while depth < K and os.fork() == 0:
    depth += 1

print(f"depth {depth}: I am {os.getpid()}, my parent is {os.getppid()}")

if depth < K:
    os.wait()
