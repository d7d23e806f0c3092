/**
 * Two processes side by side, usually a parent and its child: what fork(2) passes on, and what it does not. What is
 * inherited may have been changed since by either; exec(2) resets caught signals and replaces the image.
 */
import type { Comparison, DepthFacts, Fact, FactReason } from '#shared/inspect/facts';
import { pickFact } from '#shared/inspect/facts';
import { capabilityName } from '#shared/model/capabilities';
import type { HiddenReason, ProcessRecord } from '#shared/model/process';
import { signalName } from '#shared/model/signals';
import { terminalName } from '#shared/model/terminal-name';
import type { Limit } from '#shared/parse/limits';

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
/** Of a list only what the other one lacks is shown. */
type Source = Fact<string | readonly string[]>;
type Sources = { readonly [Key in ComparedKey]: Source };

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
  /** How many things of each were not compared, since there are too many. */
  readonly unread?: { readonly left: number; readonly right: number };
}

/** Differences first, then what each has for itself, then what cannot be told, then what is the same. */
const order = ['differs', 'own', 'unknown', 'same'] as const;

/** Words for what the kernel gives as numbers, or in English. */
export interface CompareWords {
  limit(limit: Limit): string;
  policy(policy: number): string;
  /** A length of CPU time. */
  time(ms: number): string;
  seccomp(mode: number): string;
  yesNo(isYes: boolean): string;
}

export function compareProcesses(
  { left, right, environment, descriptors }: Comparison,
  words: CompareWords,
): readonly ComparedRow[] {
  const rows = rowsOf(cellsOfFacts(left, words), cellsOfFacts(right, words));
  return sorted(rows.map((row) => specialRow(row, environment, descriptors)));
}

/** As far as a recording, or a process that has ended, tells. */
export function compareRecords(left: ProcessRecord, right: ProcessRecord): readonly ComparedRow[] {
  return sorted(rowsOf(cellsOfRecord(left), cellsOfRecord(right)));
}

function rowsOf(left: Sources, right: Sources): readonly ComparedRow[] {
  return comparedKeys.map((key) => {
    const verdict = verdictOn(key, left[key], right[key]);
    if (verdict === 'differs' && 'value' in left[key] && 'value' in right[key]) {
      const [ours, theirs] = [left[key].value, right[key].value];
      if (typeof ours !== 'string' && typeof theirs !== 'string') return differingRow(key, ours, theirs);
    }
    return { key, left: cellOf(left[key]), right: cellOf(right[key]), verdict };
  });
}

function verdictOn(key: ComparedKey, left: Source, right: Source): ComparedRow['verdict'] {
  if ('hidden' in left || 'hidden' in right) return 'unknown';
  if (rules[key] === 'own') return 'own';
  return joined(left.value) === joined(right.value) ? 'same' : 'differs';
}

function differingRow(key: ComparedKey, left: readonly string[], right: readonly string[]): ComparedRow {
  const only = (some: readonly string[], others: readonly string[]) => some.filter((one) => !others.includes(one));
  const ours = only(left, right);
  return {
    key,
    left: { value: joined(ours) },
    right: { value: joined(only(right, left)) },
    verdict: 'differs',
    agreeing: left.length - ours.length,
  };
}

function cellOf(source: Source): Cell {
  return pickFact(source, joined);
}

function joined(value: string | readonly string[]): string {
  if (typeof value === 'string') return value;
  // Names of several words would run into each other.
  return value.join(value.some((one) => one.includes(' ')) ? '; ' : ' ');
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
  const { same, onlyLeft, onlyRight, leftUnread, rightUnread } = descriptors.value;
  const count = (number: number) => ({ value: number === 0 ? '' : `+${number}` });
  const isAll = leftUnread + rightUnread === 0;
  return {
    ...row,
    left: count(onlyLeft),
    right: count(onlyRight),
    verdict: onlyLeft + onlyRight > 0 ? 'differs' : isAll ? 'same' : 'unknown',
    agreeing: same,
    ...(!isAll && { unread: { left: leftUnread, right: rightUnread } }),
  };
}

function cellsOfFacts(facts: DepthFacts, words: CompareWords): Sources {
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
    policy: ofStat(({ policy }) => (policy === undefined ? undefined : words.policy(policy))),
    started: ofStat(({ startTicks }) => startTicks),
    cpuTime: ofStat(({ userTicks, systemTicks }) => words.time((userTicks + systemTicks) * facts.msPerTick)),
    image: imageOf(facts),
    uids: ofStatus(({ uids }) => uids.join(' ')),
    gids: ofStatus(({ gids }) => gids.join(' ')),
    groups: ofStatus(({ groups }) => groups),
    umask: pickFact(facts.umask, (umask) => umask.toString(8).padStart(4, '0')),
    blocked: ofStatus(({ signals }) => signals.blocked.map(signalName)),
    ignored: ofStatus(({ signals }) => signals.ignored.map(signalName)),
    caught: ofStatus(({ signals }) => signals.caught.map(signalName)),
    pending: ofStatus(({ signals }) => [...signals.pending, ...signals.threadPending].map(signalName)),
    affinity: ofStatus(({ cpus }) => cpus),
    capabilities: ofStatus(({ capabilities }) => capabilities.effective.map(capabilityName)),
    noNewPrivs: ofStatus(({ noNewPrivs }) => (noNewPrivs === undefined ? undefined : words.yesNo(noNewPrivs))),
    seccomp: ofStatus(({ seccomp }) => (seccomp === undefined ? undefined : words.seccomp(seccomp))),
    workingFolder: facts.workingFolder,
    rootFolder: facts.rootFolder,
    executable: facts.executable,
    limits: pickFact(facts.limits, (limits) => limits.map(words.limit)),
    namespaces: pickFact(facts.namespaces, (spaces) =>
      Object.entries(spaces).map(([name, inode]) => `${name}:${inode}`),
    ),
    cgroup: facts.cgroups,
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

/** Undefined stays so. */
function textOf(value: unknown): string | readonly string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String) : String(value);
}

function cellsOfRecord(record: ProcessRecord): Sources {
  const cell = (field: keyof ProcessRecord, show: (value: never) => string = String): Cell => {
    const value = record[field];
    if (value !== undefined) return { value: show(value as never) };
    return { hidden: recordedReason(record.hidden[field]) };
  };
  const unknown = Object.fromEntries(
    comparedKeys.map((key) => [key, { hidden: 'not-recorded' }]),
  ) as unknown as Sources;
  return {
    ...unknown,
    pid: cell('pid'),
    parent: cell('ppid'),
    started: cell('startTicks'),
    uids: cell('uid'),
    processGroup: cell('pgid'),
    session: cell('sid'),
    terminal: cell('tty', (device: number) => terminalName(device) ?? ''),
    executable: cell('executable'),
    nice: cell('nice'),
    cgroup: cell('cgroup'),
  };
}

/** Why the recorder could not read it either. */
function recordedReason(reason: HiddenReason | undefined): FactReason {
  if (reason === undefined || reason === 'left-out') return 'not-recorded';
  return reason === 'permission' ? 'other-user' : reason;
}
