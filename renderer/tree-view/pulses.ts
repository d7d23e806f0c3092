/** What has just happened to a process that stays: a short ring tells exec, zombie, reaping and adoption apart. */
import type { Scene, SceneNode } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import type { Pulse } from './picture';

export const PULSE_MS = 700;

export type Pulses = ReadonlyMap<ProcessId, { readonly kind: Pulse['kind']; readonly startedAt: number }>;

const none: Pulses = new Map();

export function pulseOf(pulses: Pulses, id: ProcessId, time: number): Pulse | undefined {
  const known = pulses.size === 0 ? undefined : pulses.get(id);
  if (known === undefined) return undefined;
  const progress = Math.max(0, (time - known.startedAt) / PULSE_MS);
  return progress < 1 ? { kind: known.kind, progress } : undefined;
}

/** Those that go on, and those that begin with the new scene. */
export function pulsesTo(pulses: Pulses, before: Scene, after: Scene, time: number): Pulses {
  const next = new Map([...pulses].filter(([id, { startedAt }]) => after.nodes.has(id) && time - startedAt < PULSE_MS));
  for (const node of after.nodes.values()) {
    const old = before.nodes.get(node.id);
    const kind = old === undefined || old.process === node.process ? undefined : happened(old, node);
    if (kind !== undefined) next.set(node.id, { kind, startedAt: time });
  }
  return next.size === 0 ? none : next;
}

function happened({ process: before }: SceneNode, { process: after }: SceneNode): Pulse['kind'] | undefined {
  if (after.state === 'gone') return before.state === 'gone' ? undefined : 'reaped';
  if (after.state === 'zombie') return before.state === 'zombie' ? undefined : 'zombie';
  if (after.adoptions.length > before.adoptions.length) return 'adopted';
  return after.name !== before.name || after.executable !== before.executable ? 'exec' : undefined;
}
