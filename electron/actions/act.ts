/** Carries out what a person asked for: to each process by its own identity, judged anew at that moment. */
import { type Actor, judge } from '#shared/actions/guard';
import type {
  Action,
  ActionOutcome,
  SignalReport,
  TargetPreview,
  TargetResult,
  Verdict,
} from '#shared/ipc/action-requests';
import type { ProcessId } from '#shared/model/process';
import { OutOfDescriptors } from '../inspect/out-of-descriptors';
import { mapInSlices } from './map-in-slices';
import { type HoldOptions, holdProcess, type ProcessHandle } from './process-handle';
import { type KnownTarget, readTarget } from './read-target';
import { setPriorityOfAll } from './set-priority';

/** Who acts, read anew after each pause: meanwhile the person may have switched the app to read-only. */
type ReadActor = () => Actor;

export function preview(
  readActor: ReadActor,
  ids: readonly ProcessId[],
  action: Action,
  root = '/proc',
): Promise<readonly TargetPreview[]> {
  return forEach(readActor, ids, (actor, id) => {
    const target = readTarget(id, root);
    return { id, name: target?.name ?? '', verdict: verdictOn(actor, target, action) };
  });
}

function forEach<Told>(
  readActor: ReadActor,
  ids: readonly ProcessId[],
  act: (actor: Actor, id: ProcessId) => Told,
): Promise<readonly Told[]> {
  let actor = readActor();
  const onResume = () => {
    actor = readActor();
  };
  return mapInSlices(ids, (id) => act(actor, id), { onResume });
}

interface SignalOrder {
  readonly ids: readonly ProcessId[];
  readonly signal: number;
  readonly confirmed: boolean;
}

export async function sendSignal(
  readActor: ReadActor,
  order: SignalOrder,
  options: HoldOptions = {},
): Promise<SignalReport> {
  let pinned: boolean | undefined;
  const results = await forEach(readActor, order.ids, (actor, id): TargetResult => {
    const { confirmed } = order;
    const outcome = withProcess(actor, { id, action: 'signal', confirmed }, options, (handle) => {
      pinned = handle.pinned && pinned !== false;
      return outcomeOf(handle.signal(order.signal));
    });
    return { id, outcome };
  });
  return { results, pinned };
}

interface PriorityOrder {
  readonly id: ProcessId;
  readonly nice: number;
  readonly confirmed: boolean;
}

export function changePriority(
  actor: Actor,
  { id, nice, confirmed }: PriorityOrder,
  options: HoldOptions = {},
): TargetResult {
  const order = { id, action: 'priority', confirmed } as const;
  return { id, outcome: withProcess(actor, order, options, () => setPriorityOfAll(id, nice, options.root)) };
}

interface Deed {
  readonly id: ProcessId;
  readonly action: Action;
  readonly confirmed: boolean;
}

function withProcess(
  actor: Actor,
  { id, action, confirmed }: Deed,
  options: HoldOptions,
  act: (handle: ProcessHandle) => ActionOutcome,
): ActionOutcome {
  let handle: ProcessHandle | undefined;
  try {
    handle = holdProcess(id, options);
    if (handle === undefined) return { kind: 'gone' };
    const verdict = verdictOn(actor, readTarget(id, options.root), action);
    if (verdict.kind === 'gone') return { kind: 'gone' };
    if (verdict.kind === 'refused') return { kind: 'refused', reason: verdict.reason };
    if (verdict.kind === 'caution' && !confirmed) return { kind: 'refused', reason: 'unconfirmed' };
    return act(handle);
  } catch (error) {
    // That says nothing of the process, so it is not called gone.
    if (error instanceof OutOfDescriptors) return { kind: 'failed', errno: error.errno };
    throw error;
  } finally {
    handle?.close();
  }
}

function verdictOn(actor: Actor, target: KnownTarget | undefined, action: Action): Verdict {
  return target === undefined ? { kind: 'gone' } : judge(actor, target, action);
}

function outcomeOf(errno: string | undefined): ActionOutcome {
  if (errno === undefined) return { kind: 'done' };
  return errno === 'ESRCH' ? { kind: 'gone' } : { kind: 'failed', errno };
}
