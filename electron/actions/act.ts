/** Carries out what a person asked for: to each process by its own identity, judged anew at that moment. */
import { getPriority, setPriority } from 'node:os';
import { type Actor, judge } from '#shared/actions/guard';
import type { ActionOutcome, SignalReport, TargetPreview, TargetResult, Verdict } from '#shared/ipc/action-requests';
import type { ProcessId } from '#shared/model/process';
import { type HoldOptions, holdProcess, type ProcessHandle } from './process-handle';
import { type KnownTarget, readTarget } from './read-target';

export function preview(actor: Actor, ids: readonly ProcessId[], root = '/proc'): readonly TargetPreview[] {
  return ids.map((id) => {
    const target = readTarget(id, root);
    return { id, name: target?.name ?? '', verdict: verdictOn(actor, target) };
  });
}

interface SignalOrder {
  readonly ids: readonly ProcessId[];
  readonly signal: number;
  readonly confirmed: boolean;
}

export function sendSignal(actor: Actor, order: SignalOrder, options: HoldOptions = {}): SignalReport {
  let pinned = true;
  const results = order.ids.map((id): TargetResult => {
    const outcome = withProcess(actor, id, order.confirmed, options, (handle) => {
      pinned = pinned && handle.pinned;
      return handle.signal(order.signal);
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

/** There is no call that takes a held process: the identity is checked again right before (setpriority(2)). */
export function changePriority(
  actor: Actor,
  { id, nice, confirmed }: PriorityOrder,
  options: HoldOptions = {},
): TargetResult {
  const outcome = withProcess(actor, id, confirmed, options, (_handle, target) => {
    try {
      setPriority(target.pid, nice);
      return getPriority(target.pid) === nice ? undefined : 'EACCES';
    } catch (error) {
      return errnoOf(error);
    }
  });
  return { id, outcome };
}

function withProcess(
  actor: Actor,
  id: ProcessId,
  confirmed: boolean,
  options: HoldOptions,
  act: (handle: ProcessHandle, target: KnownTarget) => string | undefined,
): ActionOutcome {
  const handle = holdProcess(id, options);
  if (handle === undefined) return { kind: 'gone' };
  try {
    const target = readTarget(id, options.root);
    const verdict = verdictOn(actor, target);
    if (verdict.kind === 'gone' || target === undefined) return { kind: 'gone' };
    if (verdict.kind === 'refused') return { kind: 'refused', reason: verdict.reason };
    if (verdict.kind === 'caution' && !confirmed) return { kind: 'refused', reason: 'unconfirmed' };
    return outcomeOf(act(handle, target));
  } finally {
    handle.close();
  }
}

function verdictOn(actor: Actor, target: KnownTarget | undefined): Verdict {
  return target === undefined ? { kind: 'gone' } : judge(actor, target);
}

function outcomeOf(errno: string | undefined): ActionOutcome {
  if (errno === undefined) return { kind: 'done' };
  return errno === 'ESRCH' ? { kind: 'gone' } : { kind: 'failed', errno };
}

/** Node wraps it: the name of the kernel's error is in `info`. */
function errnoOf(error: unknown): string {
  const info = error instanceof Error && 'info' in error ? (error.info as { readonly code?: string }) : undefined;
  return info?.code ?? 'EINVAL';
}
