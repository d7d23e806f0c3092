import multiprocessing
import os
import time

METHOD = "fork"
WORKERS = 4


def task(number):
    print(f"task {number} begins in {os.getpid()}", flush=True)
    time.sleep(0.5)
    print(f"task {number} ends", flush=True)


if __name__ == "__main__":
    count = os.cpu_count() if WORKERS == "cpu" else WORKERS
    pool = multiprocessing.get_context(METHOD).Pool(count)
    for number in range(1, 6):
        pool.apply_async(task, (number,))
    pool.close()
    pool.join()
