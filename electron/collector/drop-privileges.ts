/**
 * The collector reads what others wrote: it gives up what it does not need before it looks at anything. As root it keeps
 * what reading every process, hearing the kernel and writing a recording where the person chose take; as an ordinary user
 * it has nothing to give up but the way to become somebody else.
 */
import koffi from 'koffi';

/** <linux/prctl.h> */
const PR_CAPBSET_DROP = 24;
const PR_SET_NO_NEW_PRIVS = 38;
/** <linux/capability.h> */
const VERSION_3 = 0x2008_0522;
const LAST_CAPABILITY = 63;
/** CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_NET_ADMIN, CAP_SYS_PTRACE. */
const KEPT_CAPABILITIES = [1, 2, 12, 19];

/** For this thread and all that it starts. What the kernel refuses was not there to be given up. */
export function dropPrivileges(): void {
  if (process.platform !== 'linux') return;
  const libc = koffi.load(null);
  const prctl = libc.func('int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long)');
  const capset = libc.func('int capset(void *, void *)');
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (process.getuid?.() !== 0) return;
  for (let capability = 0; capability <= LAST_CAPABILITY; capability++)
    if (!KEPT_CAPABILITIES.includes(capability)) prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  // Effective, permitted and inheritable, each of 64 bits in two halves (capset(2)).
  const kept = KEPT_CAPABILITIES.reduce((set, capability) => set | (1 << capability), 0);
  capset(new Uint32Array([VERSION_3, 0]), new Uint32Array([kept, kept, 0, 0, 0, 0]));
}
