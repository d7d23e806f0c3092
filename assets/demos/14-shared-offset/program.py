import os
import tempfile

file = tempfile.TemporaryFile(buffering=0)
file.write(b"abcdef")
file.seek(0)
data = b""

pid = os.fork()
if pid == 0:
    data = os.read(file.fileno(), 3)
    print(f"child:  data = {data}, offset {file.tell()}")
else:
    os.waitpid(pid, 0)
    print(f"parent: data = {data}, offset {file.tell()}")
    print(f"parent reads on: {os.read(file.fileno(), 3)}")
