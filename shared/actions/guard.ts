/** What may be done to whom. One rule for the preview that a person sees and for the deed itself. */
import type { Verdict } from '#shared/ipc/action-requests';
import { CAP_KILL } from '#shared/model/capabilities';

/** We, and whom we must not end by mistake. */
export interface Actor {
  /** Real and effective user id (kill(2) compares both). */
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
  /** Real and saved user id. */
  readonly uids: readonly [number, number];
  readonly kernelThread: boolean;
  readonly zombie: boolean;
  /** Process 1 of a PID namespace: its end is the end of all in there (pid_namespaces(7)). */
  readonly namespaceInit: boolean;
}

export function judge(actor: Actor, target: Target): Verdict {
  if (actor.readOnly) return { kind: 'refused', reason: 'read-only' };
  if (target.kernelThread) return { kind: 'refused', reason: 'kernel-thread' };
  if (target.zombie) return { kind: 'refused', reason: 'zombie' };
  if (!mayReach(actor, target)) return { kind: 'refused', reason: 'other-user' };
  if (target.pid === 1) return { kind: 'caution', reason: 'init' };
  if (actor.ownPids.has(target.pid)) return { kind: 'caution', reason: 'own-app' };
  if (actor.ancestorPids.has(target.pid)) return { kind: 'caution', reason: 'own-ancestor' };
  if (!isOwn(actor, target)) return { kind: 'caution', reason: 'other-user' };
  return target.namespaceInit ? { kind: 'caution', reason: 'namespace-init' } : { kind: 'allowed' };
}

function mayReach(actor: Actor, target: Target): boolean {
  return actor.effective.includes(CAP_KILL) || isOwn(actor, target);
}

/** Our real or effective id equals its real or saved one (kill(2)). */
function isOwn({ uids }: Actor, target: Target): boolean {
  return uids.some((uid) => target.uids.includes(uid));
}
