/** /proc/PID/status (proc_pid_status(5)) in full, for the one process that is looked at. */
import { bitsOf, signalsOf } from '#shared/parse/bit-mask';

/** Real, effective, saved, and file system id. */
export type Ids = readonly [number, number, number, number];

export interface StatusFacts {
  readonly name: string;
  /** Undefined for a zombie, which has none any more. */
  readonly umask: number | undefined;
  readonly tgid: number;
  /** 0 when nobody traces it. */
  readonly tracerPid: number;
  readonly uids: Ids;
  readonly gids: Ids;
  readonly groups: readonly number[];
  /** Its pid in each PID namespace it is in, outermost first; empty where the kernel does not tell. */
  readonly nsPids: readonly number[];
  /** Bytes by the kernel's own names without `Vm`: `Peak`, `Size`, `HWM`, `RSS`, `Swap`...; empty for a kernel thread. */
  readonly memory: { readonly [name: string]: number };
  readonly threads: number;
  readonly signals: SignalFacts;
  readonly capabilities: CapabilityFacts;
  readonly noNewPrivs: boolean | undefined;
  /** 0 off, 1 strict, 2 filtered (seccomp(2)). */
  readonly seccomp: number | undefined;
  readonly cpus: string | undefined;
  readonly voluntarySwitches: number | undefined;
  readonly involuntarySwitches: number | undefined;
}

/** Signal numbers. */
interface SignalFacts {
  /** Pending for the main thread alone, and for the process as a whole. */
  readonly threadPending: readonly number[];
  readonly pending: readonly number[];
  readonly blocked: readonly number[];
  readonly ignored: readonly number[];
  readonly caught: readonly number[];
  /** How many are queued for this user, and the most there may be. */
  readonly queued: number | undefined;
  readonly queueLimit: number | undefined;
}

/** Capability bits (capabilities(7)). */
export interface CapabilityFacts {
  readonly inheritable: readonly number[];
  readonly permitted: readonly number[];
  readonly effective: readonly number[];
  readonly bounding: readonly number[];
  readonly ambient: readonly number[];
}

export function parseStatusFacts(text: string): StatusFacts {
  const fields = fieldsOf(text);
  const number = (key: string) => numberOf(fields.get(key));
  return {
    name: fields.get('Name') ?? '',
    umask: octalOf(fields.get('Umask')),
    tgid: number('Tgid') ?? 0,
    tracerPid: number('TracerPid') ?? 0,
    uids: idsOf(fields.get('Uid')),
    gids: idsOf(fields.get('Gid')),
    groups: numbersOf(fields.get('Groups')),
    nsPids: numbersOf(fields.get('NSpid')),
    memory: memoryOf(fields),
    threads: number('Threads') ?? 0,
    signals: signalFactsOf(fields),
    capabilities: capabilityFactsOf(fields),
    noNewPrivs: fields.has('NoNewPrivs') ? number('NoNewPrivs') === 1 : undefined,
    seccomp: number('Seccomp'),
    cpus: fields.get('Cpus_allowed_list'),
    voluntarySwitches: number('voluntary_ctxt_switches'),
    involuntarySwitches: number('nonvoluntary_ctxt_switches'),
  };
}

type Fields = ReadonlyMap<string, string>;

/** The kernel escapes newlines in the name, so a line is a field. */
function fieldsOf(text: string): Fields {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return fields;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || !/^-?\d/.test(text) ? undefined : Number.parseInt(text, 10);
}

function octalOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 8);
}

function numbersOf(text: string | undefined): readonly number[] {
  return text === undefined || text === '' ? [] : text.split(/\s+/).map(Number);
}

function idsOf(text: string | undefined): Ids {
  const [real = -1, effective = -1, saved = -1, fileSystem = -1] = numbersOf(text);
  return [real, effective, saved, fileSystem];
}

const BYTES_PER_KB = 1024;

function memoryOf(fields: Fields): { readonly [name: string]: number } {
  const memory: { [name: string]: number } = {};
  for (const [key, text] of fields) {
    const name = key.match(/^(?:Vm(\w+)|(Rss\w+|HugetlbPages))$/);
    const amount = text.match(/^(\d+) kB$/)?.[1];
    if (name !== null && amount !== undefined) memory[name[1] ?? name[2] ?? key] = Number(amount) * BYTES_PER_KB;
  }
  return memory;
}

function signalFactsOf(fields: Fields): SignalFacts {
  const mask = (key: string) => signalsOf(fields.get(key) ?? '0');
  const [queued, queueLimit] = (fields.get('SigQ') ?? '').split('/').map(numberOf);
  return {
    threadPending: mask('SigPnd'),
    pending: mask('ShdPnd'),
    blocked: mask('SigBlk'),
    ignored: mask('SigIgn'),
    caught: mask('SigCgt'),
    queued,
    queueLimit,
  };
}

function capabilityFactsOf(fields: Fields): CapabilityFacts {
  const mask = (key: string) => bitsOf(fields.get(key) ?? '0');
  return {
    inheritable: mask('CapInh'),
    permitted: mask('CapPrm'),
    effective: mask('CapEff'),
    bounding: mask('CapBnd'),
    ambient: mask('CapAmb'),
  };
}
