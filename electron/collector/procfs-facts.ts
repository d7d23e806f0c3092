/** The slower facts about a process, which are read once and again after an exec; what is hidden has its reason. */
import type { ProcessFacts } from '#shared/events/sighting';
import type { HiddenReason } from '#shared/model/process';
import { containerOf, parseCgroup } from '#shared/parse/cgroup';
import { isKernelThread, type StatLine } from '#shared/parse/proc-stat';
import { parseCmdline, parseStatus } from '#shared/parse/proc-text';
import type { HostFacts } from './host-facts';
import type { ProcfsFiles } from './procfs-files';

export function readFacts(files: ProcfsFiles, host: HostFacts, line: StatLine): ProcessFacts {
  const { pid } = line;
  const hidden: { [field: string]: HiddenReason } = {};
  const cgroup = readCgroup(files, line);
  const status = files.readText(pid, 'status');
  const cmdline = files.readText(pid, 'cmdline');
  const executable = files.readLink(pid, 'exe');
  const { uid, namespacePids } = 'text' in status ? parseStatus(status.text) : { uid: undefined, namespacePids: [] };
  if ('missing' in status) hidden.uid = status.missing;
  if ('missing' in cmdline) hidden.cmdline = cmdline.missing;
  if ('missing' in executable) hidden.executable = isKernelThread(line.flags) ? 'kernel-thread' : executable.missing;
  if (isKernelThread(line.flags)) hidden.cmdline = 'kernel-thread';
  // The process itself was still there after its group was not: this kernel has no control groups.
  if ('missing' in cgroup)
    hidden.cgroup = cgroup.missing === 'gone' && 'text' in status ? 'not-offered' : cgroup.missing;
  return {
    cmdline: 'text' in cmdline && !isKernelThread(line.flags) ? parseCmdline(cmdline.text) : undefined,
    executable: 'text' in executable ? executable.text : undefined,
    uid,
    user: uid === undefined ? undefined : host.nameOfUser(uid),
    cgroup: 'path' in cgroup ? cgroup.path : undefined,
    container: 'path' in cgroup ? containerOf(cgroup.path) : undefined,
    nsPid: namespacePids.length > 1 ? namespacePids.at(-1) : undefined,
    namespaceInit: namespacePids.length > 1 && namespacePids.at(-1) === 1,
    hidden,
  };
}

function readCgroup(files: ProcfsFiles, { pid, flags }: StatLine): { path: string } | { missing: HiddenReason } {
  if (isKernelThread(flags)) return { missing: 'kernel-thread' };
  const read = files.readText(pid, 'cgroup');
  if ('missing' in read) return read;
  const path = parseCgroup(read.text);
  return path === undefined ? { missing: 'not-offered' } : { path };
}
