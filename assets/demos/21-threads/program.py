import os
import threading

lock = threading.Lock()
local = threading.local()
together = threading.Barrier(4)


def work(name):
    local.name = name
    together.wait()
    print(f"thread {name} sees {vars(local)}", flush=True)
    if name == "A":
        lock.acquire()
    together.wait()  # now A has the lock
    together.wait()  # until the child has ended
    if name == "A":
        lock.release()


threads = [threading.Thread(target=work, args=(name,)) for name in "ABC"]
for thread in threads:
    thread.start()
together.wait()
print(f"main thread sees {vars(local)}", flush=True)
together.wait()

pid = os.fork()
if pid == 0:
    count = len(os.listdir("/proc/self/task"))
    print(f"child: {count} thread, gets the lock: {lock.acquire(timeout=0.5)}", flush=True)
    os._exit(0)
os.waitpid(pid, 0)
print(f"parent: {len(os.listdir('/proc/self/task'))} threads", flush=True)
together.wait()
for thread in threads:
    thread.join()
print(f"parent: gets the lock: {lock.acquire(timeout=0.5)}")
