/**
 * What makes a well-behaved daemon, after PEP 3143 ("Correct daemon behaviour", itself after Stevens, Advanced
 * Programming in the UNIX Environment), each item judged by what /proc says of the process. What /proc cannot say is
 * `not-observable`, never guessed.
 */
import type { DaemonFacts, Descriptor } from '#shared/lab/daemon-facts';

export const checklistIds = [
  'descriptors',
  'directory',
  'umask',
  'background',
  'group',
  'terminal-signals',
  'terminal',
  'no-reacquiring',
  'init',
  'sigterm',
  'sigchld',
  'streams',
  'core',
  'set-id',
  'pid-file',
  'chroot',
  'owner',
] as const;
export type ChecklistId = (typeof checklistIds)[number];

export interface ChecklistItem {
  readonly id: ChecklistId;
  /** `required`: what every daemon does. `handled`: what it should be able to deal with. `further`: as the case may be. */
  readonly group: 'required' | 'handled' | 'further';
  readonly met: true | false | 'not-observable';
  /** The fact behind it, the same in every language: a path, a mode, numbers. Empty when there is none. */
  readonly detail: string;
}

type Judgement = Pick<ChecklistItem, 'met' | 'detail'>;

const SIGTERM = 15;
const SIGCHLD = 17;
/** SIGTSTP, SIGTTIN, SIGTTOU (signal(7), x86 and ARM numbers). */
const TERMINAL_SIGNALS = { SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22 } as const;
const STANDARD_STREAMS = 3;

/**
 * All items, in the order of the PEP. `startersGroup`: process group of the process that was started, which the daemon
 * should have left; undefined when that is not known.
 */
export function checkDaemon(facts: DaemonFacts, startersGroup: number | undefined): readonly ChecklistItem[] {
  const item = (id: ChecklistId, group: ChecklistItem['group'], judgement: Judgement): ChecklistItem => ({
    id,
    group,
    ...judgement,
  });
  return [
    item('descriptors', 'required', judgeDescriptors(facts.descriptors)),
    item(
      'directory',
      'required',
      when(facts.directory, (path) => ({ met: path === (facts.root ?? '/'), detail: path })),
    ),
    item(
      'umask',
      'required',
      when(facts.umask, (mask) => ({ met: mask === 0, detail: formatMask(mask) })),
    ),
    item('background', 'required', judgeBackground(facts)),
    item('group', 'required', judgeGroup(facts, startersGroup)),
    item('terminal-signals', 'required', judgeTerminalSignals(facts)),
    item('terminal', 'required', { met: facts.tty === 0, detail: facts.tty === 0 ? '' : formatTerminal(facts.tty) }),
    item('no-reacquiring', 'required', { met: facts.sid !== facts.pid, detail: `sid ${facts.sid}` }),
    item('init', 'handled', judgeInit(facts)),
    item('sigterm', 'handled', { met: facts.caught.has(SIGTERM), detail: describeSignal(facts, SIGTERM) }),
    item('sigchld', 'handled', judgeChildSignal(facts)),
    item('streams', 'further', judgeStreams(facts.descriptors)),
    item(
      'core',
      'further',
      when(facts.coreLimit, (limit) => ({ met: limit === '0', detail: limit })),
    ),
    item('set-id', 'further', judgeSetId(facts)),
    item('pid-file', 'further', judgePidFile(facts.descriptors)),
    item(
      'chroot',
      'further',
      when(facts.root, (root) => ({ met: root !== '/', detail: root })),
    ),
    item('owner', 'further', { met: facts.uids[1] !== 0, detail: `uid ${facts.uids[1]}` }),
  ];
}

function when<Fact>(fact: Fact | undefined, judge: (fact: Fact) => Judgement): Judgement {
  return fact === undefined ? { met: 'not-observable', detail: '' } : judge(fact);
}

/** A server may have thousands open; one is enough for the judgement. */
const MOST_NAMED = 8;

/** All beyond the standard streams are closed, but for a PID file that is held locked. */
function judgeDescriptors(descriptors: readonly Descriptor[] | undefined): Judgement {
  return when(descriptors, (all) => {
    const open = all.filter(({ number, target }) => number >= STANDARD_STREAMS && !isPidFile(target));
    const named = open.slice(0, MOST_NAMED).map(({ number, target }) => `${number} → ${target}`);
    return { met: open.length === 0, detail: [...named, ...(open.length > MOST_NAMED ? ['…'] : [])].join(', ') };
  });
}

function judgeBackground({ tty, pgid, foregroundPgid }: DaemonFacts): Judgement {
  return { met: tty === 0 || pgid !== foregroundPgid, detail: tty === 0 ? '' : `pgid ${pgid} ≟ ${foregroundPgid}` };
}

function judgeGroup({ pgid }: DaemonFacts, startersGroup: number | undefined): Judgement {
  return when(startersGroup, (group) => ({ met: pgid !== group, detail: `pgid ${pgid}` }));
}

function judgeTerminalSignals({ ignored }: DaemonFacts): Judgement {
  const heeded = Object.entries(TERMINAL_SIGNALS).filter(([, number]) => !ignored.has(number));
  return { met: heeded.length === 0, detail: heeded.map(([name]) => name).join(', ') };
}

/** It is init's child, be it adopted or started: it has nobody else who would wait for it. */
function judgeInit({ parent }: DaemonFacts): Judgement {
  return when(parent, ({ pid, name, isInit }) => ({ met: isInit, detail: `${name} ${pid}` }));
}

function judgeChildSignal(facts: DaemonFacts): Judgement {
  const met = facts.caught.has(SIGCHLD) || facts.ignored.has(SIGCHLD);
  return { met, detail: describeSignal(facts, SIGCHLD) };
}

function describeSignal({ caught, ignored }: DaemonFacts, signal: number): string {
  if (caught.has(signal)) return 'SigCgt';
  return ignored.has(signal) ? 'SigIgn' : 'SIG_DFL';
}

/** To /dev/null or to a file: not to a terminal, and not to a pipe or socket that somebody may close. */
function judgeStreams(descriptors: readonly Descriptor[] | undefined): Judgement {
  return when(descriptors, (all) => {
    const streams = all.filter(({ number }) => number < STANDARD_STREAMS);
    const tied = streams.filter(({ target }) => !isLasting(target));
    return { met: tied.length === 0, detail: streams.map(({ target }) => target).join(', ') };
  });
}

function isLasting(target: string): boolean {
  return target === '/dev/null' || (target.startsWith('/') && !target.startsWith('/dev/'));
}

function judgeSetId({ uids, gids }: DaemonFacts): Judgement {
  const met = new Set(uids).size === 1 && new Set(gids).size === 1;
  return { met, detail: `uid ${uids.join('/')}, gid ${gids.join('/')}` };
}

/** A PID file that is written and closed leaves no trace in /proc. */
function judgePidFile(descriptors: readonly Descriptor[] | undefined): Judgement {
  const file = descriptors?.find(({ target }) => isPidFile(target));
  return file === undefined ? { met: 'not-observable', detail: '' } : { met: true, detail: file.target };
}

function isPidFile(target: string): boolean {
  return target.endsWith('.pid');
}

function formatMask(mask: number): string {
  return mask.toString(8).padStart(4, '0');
}

/** Major and minor number as proc_pid_stat(5) packs them; 136-143 are pseudo-terminals. */
function formatTerminal(tty: number): string {
  const major = (tty >> 8) & 0xfff;
  const minor = (tty & 0xff) | ((tty >> 12) & 0xfff00);
  return major >= 136 && major <= 143 ? `pts/${(major - 136) * 256 + minor}` : `tty ${major}:${minor}`;
}
