/**
 * Two processes side by side, usually a parent and its child: what fork(2) passes on, and what it does not. What is
 * inherited may have been changed since by either; exec(2) resets caught signals and replaces the image.
 */
import type { Comparison, DepthFacts, Fact, FactReason } from '#shared/inspect/facts';
import { pickFact } from '#shared/inspect/facts';
import { capabilityName } from '#shared/model/capabilities';
import type { ProcessRecord } from '#shared/model/process';
import { signalName } from '#shared/model/signals';
import { terminalName } from '#shared/model/terminal-name';

/** Whether fork passes it on (fork(2)); in the order in which people ask. */
const rules = {
  uids: 'inherited',
  gids: 'inherited',
  groups: 'inherited',
  processGroup: 'inherited',
  session: 'inherited',
  terminal: 'inherited',
  workingFolder: 'inherited',
  rootFolder: 'inherited',
  umask: 'inherited',
  environment: 'inherited',
  descriptors: 'inherited',
  blocked: 'inherited',
  ignored: 'inherited',
  caught: 'inherited',
  limits: 'inherited',
  executable: 'inherited',
  image: 'inherited',
  nice: 'inherited',
  policy: 'inherited',
  affinity: 'inherited',
  capabilities: 'inherited',
  noNewPrivs: 'inherited',
  seccomp: 'inherited',
  namespaces: 'inherited',
  cgroup: 'inherited',
  oomAdjustment: 'inherited',
  pid: 'own',
  parent: 'own',
  started: 'own',
  cpuTime: 'own',
  pending: 'own',
  locks: 'own',
  timers: 'own',
} as const satisfies { readonly [key: string]: 'inherited' | 'own' };

export type ComparedKey = keyof typeof rules;
const comparedKeys = Object.keys(rules) as readonly ComparedKey[];

/** A text that is the same in every language: numbers, paths, names. Empty for none. */
type Cell = Fact<string>;
type Cells = { readonly [Key in ComparedKey]: Cell };

export interface ComparedRow {
  readonly key: ComparedKey;
  readonly left: Cell;
  readonly right: Cell;
  /**
   * `differs`: fork passed it on, and it was changed since. `own`: fork gives each process its own. `unknown`: one side
   * cannot be read.
   */
  readonly verdict: 'differs' | 'own' | 'unknown' | 'same';
  /** How many single things agree, where the cells list only those that do not. */
  readonly agreeing?: number;
}

/** Differences first, then what each has for itself, then what cannot be told, then what is the same. */
const order = ['differs', 'own', 'unknown', 'same'] as const;

export function compareProcesses({ left, right, environment, descriptors }: Comparison): readonly ComparedRow[] {
  const rows = rowsOf(cellsOfFacts(left), cellsOfFacts(right));
  return sorted(rows.map((row) => specialRow(row, environment, descriptors)));
}

/** As far as a recording, or a process that has ended, tells. */
export function compareRecords(left: ProcessRecord, right: ProcessRecord): readonly ComparedRow[] {
  return sorted(rowsOf(cellsOfRecord(left), cellsOfRecord(right)));
}

function rowsOf(left: Cells, right: Cells): readonly ComparedRow[] {
  return comparedKeys.map((key) => ({
    key,
    left: left[key],
    right: right[key],
    verdict: verdictOn(key, left[key], right[key]),
  }));
}

function verdictOn(key: ComparedKey, left: Cell, right: Cell): ComparedRow['verdict'] {
  if ('hidden' in left || 'hidden' in right) return 'unknown';
  if (rules[key] === 'own') return 'own';
  return left.value === right.value ? 'same' : 'differs';
}

function sorted(rows: readonly ComparedRow[]): readonly ComparedRow[] {
  return order.flatMap((verdict) => rows.filter((row) => row.verdict === verdict));
}

function specialRow(
  row: ComparedRow,
  environment: Comparison['environment'],
  descriptors: Comparison['descriptors'],
): ComparedRow {
  if (row.key === 'environment') return environmentRow(row, environment);
  return row.key === 'descriptors' ? descriptorRow(row, descriptors) : row;
}

/** Lists names, with `≠` before one whose value was changed. */
function environmentRow(row: ComparedRow, environment: Comparison['environment']): ComparedRow {
  if ('hidden' in environment) return { ...row, left: environment, right: environment, verdict: 'unknown' };
  const { same, changed, onlyLeft, onlyRight } = environment.value;
  const marked = changed.map((name) => `≠${name}`);
  const [left, right] = [onlyLeft, onlyRight].map((names) => [...marked, ...names].join(' '));
  const differs = changed.length + onlyLeft.length + onlyRight.length > 0;
  return {
    ...row,
    left: { value: left ?? '' },
    right: { value: right ?? '' },
    verdict: differs ? 'differs' : 'same',
    agreeing: same,
  };
}

function descriptorRow(row: ComparedRow, descriptors: Comparison['descriptors']): ComparedRow {
  if ('hidden' in descriptors) return { ...row, left: descriptors, right: descriptors, verdict: 'unknown' };
  const { same, onlyLeft, onlyRight } = descriptors.value;
  const count = (number: number) => ({ value: number === 0 ? '' : `+${number}` });
  return {
    ...row,
    left: count(onlyLeft),
    right: count(onlyRight),
    verdict: onlyLeft + onlyRight > 0 ? 'differs' : 'same',
    agreeing: same,
  };
}

function cellsOfFacts(facts: DepthFacts): Cells {
  const { stat, status } = facts;
  const ofStat = (pick: (value: Known<typeof stat>) => unknown) => pickFact(stat, (value) => textOf(pick(value)));
  const ofStatus = (pick: (value: Known<typeof status>) => unknown) => pickFact(status, (value) => textOf(pick(value)));
  return {
    pid: ofStat(({ pid }) => pid),
    parent: ofStat(({ ppid }) => ppid),
    processGroup: ofStat(({ pgid }) => pgid),
    session: ofStat(({ sid }) => sid),
    terminal: ofStat(({ tty }) => terminalName(tty) ?? ''),
    nice: ofStat(({ nice }) => nice),
    policy: ofStat(({ policy }) => policy),
    started: ofStat(({ startTicks }) => startTicks),
    cpuTime: ofStat(({ userTicks, systemTicks }) => `${Math.round((userTicks + systemTicks) * facts.msPerTick)} ms`),
    image: imageOf(facts),
    uids: ofStatus(({ uids }) => uids),
    gids: ofStatus(({ gids }) => gids),
    groups: ofStatus(({ groups }) => groups),
    umask: ofStatus(({ umask }) => umask?.toString(8).padStart(4, '0')),
    blocked: ofStatus(({ signals }) => signals.blocked.map(signalName)),
    ignored: ofStatus(({ signals }) => signals.ignored.map(signalName)),
    caught: ofStatus(({ signals }) => signals.caught.map(signalName)),
    pending: ofStatus(({ signals }) => [...signals.pending, ...signals.threadPending].map(signalName)),
    affinity: ofStatus(({ cpus }) => cpus),
    capabilities: ofStatus(({ capabilities }) => capabilitiesText(capabilities.effective)),
    noNewPrivs: ofStatus(({ noNewPrivs }) => noNewPrivs && Number(noNewPrivs)),
    seccomp: ofStatus(({ seccomp }) => seccomp),
    workingFolder: facts.workingFolder,
    rootFolder: facts.rootFolder,
    executable: facts.executable,
    limits: pickFact(facts.limits, (limits) =>
      limits.map(({ name, soft, hard }) => `${name} ${soft}/${hard}`).join('; '),
    ),
    namespaces: pickFact(facts.namespaces, (spaces) =>
      Object.entries(spaces)
        .map(([name, inode]) => `${name}:${inode}`)
        .join(' '),
    ),
    cgroup: pickFact(facts.cgroups, (lines) => lines.join(' ')),
    oomAdjustment: pickFact(facts.oomAdjustment, String),
    locks: pickFact(facts.locks, ({ length }) => (length === 0 ? '' : `${length}`)),
    timers: pickFact(facts.timers, (count) => (count === 0 ? '' : `${count}`)),
    // Compared elsewhere, entry by entry.
    environment: { hidden: 'not-offered' },
    descriptors: { hidden: 'not-offered' },
  };
}

type Known<Of> = Of extends { readonly value: infer Value } ? Value : never;

/** Where the stack begins is drawn anew at each exec, and kept by fork (proc_pid_stat(5), ASLR). */
function imageOf({ stat, executable }: DepthFacts): Cell {
  const start = 'value' in stat ? stat.value.startStack : undefined;
  if (start !== undefined) return { value: `0x${BigInt(start).toString(16)}` };
  return 'hidden' in executable ? executable : { hidden: 'not-offered' };
}

/** Undefined stays so; a list is joined. */
function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** Root's forty are told by their number. */
const MANY_CAPABILITIES = 12;

function capabilitiesText(bits: readonly number[]): string {
  return bits.length > MANY_CAPABILITIES ? `${bits.length}` : bits.map(capabilityName).join(' ');
}

function cellsOfRecord(record: ProcessRecord): Cells {
  const reason: FactReason = 'not-recorded';
  const cell = (value: string | number | undefined): Cell =>
    value === undefined ? { hidden: reason } : { value: String(value) };
  const unknown = Object.fromEntries(comparedKeys.map((key) => [key, { hidden: reason }])) as Cells;
  return {
    ...unknown,
    pid: cell(record.pid),
    parent: cell(record.ppid),
    started: cell(record.startTicks),
    uids: cell(record.uid),
    processGroup: cell(record.pgid),
    session: cell(record.sid),
    terminal: record.tty === undefined ? { hidden: reason } : { value: terminalName(record.tty) ?? '' },
    executable: cell(record.executable),
    nice: cell(record.nice),
    cgroup: cell(record.cgroup),
  };
}
