import multiprocessing
import os

METHOD = "fork"


def work(name):
    print(f"{name} is {os.getpid()}, child of {os.getppid()}", flush=True)


if __name__ == "__main__":
    context = multiprocessing.get_context(METHOD)
    child = context.Process(target=work, args=("child",))
    print(f"parent is {os.getpid()}", flush=True)
    child.start()
    child.join()
    print(f"child {child.pid} has ended with exit code {child.exitcode}")
