import subprocess

code = subprocess.call(["sh", "-c", "exit 3"])
print(f"call: return code {code}", flush=True)

child = subprocess.Popen(["sort"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
output, _ = child.communicate(b"pear\napple\n")
print(f"communicate: {output}, return code {child.returncode}", flush=True)

code = subprocess.call("sleep 1 | cat", shell=True)  # sh -c "sleep 1 | cat"
print(f"pipeline: return code {code}", flush=True)
