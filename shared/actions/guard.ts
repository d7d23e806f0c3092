/** What may be done to whom. One rule for the preview that a person sees and for the deed itself. */
import type { Action, Verdict } from '#shared/ipc/action-requests';
import { CAP_KILL, CAP_SYS_NICE } from '#shared/model/capabilities';

/** We, and whom we must not end by mistake. */
export interface Actor {
  /** Real and effective user id. */
  readonly uids: readonly [number, number];
  /** Capability bits. */
  readonly effective: readonly number[];
  /** The app's own processes. */
  readonly ownPids: ReadonlySet<number>;
  /** Those that the app descends from: ending them may end it. */
  readonly ancestorPids: ReadonlySet<number>;
  readonly readOnly: boolean;
}

export interface Target {
  readonly pid: number;
  /** Real, effective and saved user id. */
  readonly uids: readonly [number, number, number];
  readonly kernelThread: boolean;
  readonly zombie: boolean;
  /** Process 1 of a PID namespace: its end is the end of all in there (pid_namespaces(7)). */
  readonly namespaceInit: boolean;
}

export function judge(actor: Actor, target: Target, action: Action): Verdict {
  if (actor.readOnly) return { kind: 'refused', reason: 'read-only' };
  if (target.kernelThread && action === 'signal') return { kind: 'refused', reason: 'kernel-thread' };
  if (target.zombie) return { kind: 'refused', reason: 'zombie' };
  const isOwn = ownership[action](actor, target);
  if (!isOwn && !actor.effective.includes(overriding[action])) return { kind: 'refused', reason: 'other-user' };
  if (target.kernelThread) return { kind: 'caution', reason: 'kernel-thread' };
  if (target.pid === 1) return { kind: 'caution', reason: 'init' };
  if (actor.ownPids.has(target.pid)) return { kind: 'caution', reason: 'own-app' };
  if (actor.ancestorPids.has(target.pid)) return { kind: 'caution', reason: 'own-ancestor' };
  if (!isOwn) return { kind: 'caution', reason: 'other-user' };
  return target.namespaceInit ? { kind: 'caution', reason: 'namespace-init' } : { kind: 'allowed' };
}

const overriding: Readonly<Record<Action, number>> = { signal: CAP_KILL, priority: CAP_SYS_NICE };

/** kill(2): our real or effective id equals its real or saved one. setpriority(2): our effective its real or effective. */
const ownership: Readonly<Record<Action, (actor: Actor, target: Target) => boolean>> = {
  signal: ({ uids }, { uids: [real, , saved] }) => uids.includes(real) || uids.includes(saved),
  priority: ({ uids: [, effective] }, target) => effective === target.uids[0] || effective === target.uids[1],
};
