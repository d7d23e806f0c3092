/** Signals by number as on Linux for x86 and ARM (signal(7)). */
const signalNames = [
  ...['HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV', 'USR2', 'PIPE', 'ALRM'],
  ...['TERM', 'STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF'],
  ...['WINCH', 'IO', 'PWR', 'SYS'],
] as const;

export const SIGTERM = 15;

/** The first two real-time signals belong to the threads library. */
export const SIGRTMIN = 34;
const SIGRTMAX = 64;

/** `SIGTERM`, `SIGRTMIN+3`; the two before SIGRTMIN have no name outside the C library, which keeps them for itself. */
export function signalName(signal: number): string {
  const name = signalNames[signal - 1];
  if (name !== undefined) return `SIG${name}`;
  if (signal < SIGRTMIN) return `${signal} (libc)`;
  return signal === SIGRTMIN ? 'SIGRTMIN' : `SIGRTMIN+${signal - SIGRTMIN}`;
}

/** Every signal that a person may send: the named ones and the real-time ones. */
export const sendableSignals: readonly number[] = [
  ...signalNames.map((_, index) => index + 1),
  ...Array.from({ length: SIGRTMAX - SIGRTMIN + 1 }, (_, index) => SIGRTMIN + index),
];
