/** Signals by number as on Linux for x86 and ARM (signal(7)); an exit status is only ever read there. */
const names = [
  ...['HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV', 'USR2', 'PIPE', 'ALRM'],
  ...['TERM', 'STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF'],
  ...['WINCH', 'IO', 'PWR', 'SYS'],
];

/** The first two real-time signals belong to the threads library. */
const SIGRTMIN = 34;

export function signalName(signal: number): string {
  const name = names[signal - 1];
  if (name !== undefined) return `SIG${name}`;
  return signal >= SIGRTMIN ? `SIGRTMIN+${signal - SIGRTMIN}` : `${signal}`;
}
