/**
 * Why the kernel did not let us read a file of /proc/PID, told from evidence. The rule it follows is the one of
 * ptrace(2), "Ptrace access mode checking", which guards nearly all that is not world-readable.
 */
import type { FactReason } from '#shared/inspect/facts';
import { CAP_SYS_PTRACE } from '#shared/model/capabilities';
import type { Ids } from '#shared/parse/proc-status';

interface Credentials {
  readonly uids: Ids;
  readonly gids: Ids;
  /** Capability bits. */
  readonly permitted: readonly number[];
  readonly effective: readonly number[];
  /** Text of uid_map, which is the same for all in a user namespace. */
  readonly userMap: string | undefined;
}

export interface Evidence {
  /** What open, read or readlink failed with. */
  readonly errno: string;
  readonly self: Credentials;
  /** Undefined when even its status cannot be read. */
  readonly target: Credentials | undefined;
  readonly kernelThread: boolean;
  readonly zombie: boolean;
  /** Whether /proc/PID is still there. */
  readonly alive: boolean;
  /** kill(2) with signal 0 says that the pid is in use though /proc does not show it. */
  readonly pidInUse: boolean;
  /** Of the files in its folder: the kernel gives them to root when the process is not dumpable. */
  readonly fileOwner: number | undefined;
  readonly hidepid: string | undefined;
  readonly ptraceScope: number | undefined;
  /** The file wants PTRACE_MODE_ATTACH, which Yama restricts; most want PTRACE_MODE_READ, which it does not. */
  readonly needsAttach: boolean;
}

const REFUSALS = ['EACCES', 'EPERM'];

export function whyHidden(evidence: Evidence): FactReason {
  if (!evidence.alive) return evidence.pidInUse ? hiddenFolder(evidence) : 'gone';
  if (evidence.kernelThread) return 'kernel-thread';
  if (evidence.zombie) return 'zombie';
  // The process is there and may be looked at: then the file is what is not.
  if (!REFUSALS.includes(evidence.errno)) return 'not-offered';
  return evidence.target === undefined ? hiddenFolder(evidence) : whyRefused(evidence, evidence.target);
}

function hiddenFolder({ hidepid }: Evidence): FactReason {
  return hidepid === undefined ? 'namespace' : 'hidepid';
}

function whyRefused(evidence: Evidence, target: Credentials): FactReason {
  const { self } = evidence;
  if (self.effective.includes(CAP_SYS_PTRACE)) return sameNamespace(self, target) ? 'refused' : 'namespace';
  if (!isSameUser(self, target)) return 'other-user';
  if (!sameNamespace(self, target)) return 'namespace';
  if (target.permitted.some((bit) => !self.effective.includes(bit))) return 'more-capabilities';
  if (evidence.fileOwner !== undefined && evidence.fileOwner !== target.uids[1]) return 'not-dumpable';
  return evidence.needsAttach && (evidence.ptraceScope ?? 0) > 0 ? 'ptrace-scope' : 'refused';
}

/** Our file system ids must be equal to all three of its ids. */
function isSameUser(self: Credentials, { uids, gids }: Credentials): boolean {
  return uids.slice(0, 3).every((id) => id === self.uids[3]) && gids.slice(0, 3).every((id) => id === self.gids[3]);
}

function sameNamespace(self: Credentials, target: Credentials): boolean {
  return target.userMap === undefined || self.userMap === undefined || target.userMap === self.userMap;
}
