/**
 * The stream of the kernel's process events, or the reason why there is none. It is trusted only after the kernel has
 * acknowledged: older kernels, other namespaces and locked-down systems stay silent instead of refusing.
 */
import { randomInt } from 'node:crypto';
import type { ConnectorMessage, KernelEvent } from '#shared/parse/connector-message';
import { type NetlinkSocket, openNetlinkSocket } from './netlink-socket';
import { monotonicEpochMs } from './source';

const ACKNOWLEDGE_WITHIN_MS = 300;
/** So many messages at one go, then others get their turn: some hundred milliseconds of work. */
const DRAIN_LIMIT = 50_000;

export interface KernelEvents {
  /** Takes everything that has arrived, each with when it happened, in milliseconds since the epoch. */
  drain(take: (event: KernelEvent, at: number) => void): Drained;
  /** Resolves when there is something to drain, or after a second. */
  wait(): Promise<void>;
  /** While nobody watches, the kernel need not tell. */
  setListening(listening: boolean): void;
  close(): void;
}

interface Drained {
  /** Nothing is left: what was taken is all that has happened up to now. */
  readonly complete: boolean;
  /** Messages known to be missing among those that came. */
  readonly lost: number;
  /** The kernel said that its buffer ran over. */
  readonly overrun: boolean;
}

/** Rejects with the reason when the kernel will not tell. */
export async function openKernelEvents(): Promise<KernelEvents> {
  const socket = openNetlinkSocket();
  try {
    const number = randomInt(0xffff_ffff);
    socket.request('listen', number);
    await acknowledged(socket, number);
  } catch (error) {
    socket.close();
    throw error;
  }
  return createKernelEvents(socket);
}

/** Answers go to all who listen: only one to our own request says that we are heard. */
async function acknowledged(socket: NetlinkSocket, number: number): Promise<void> {
  const deadline = performance.now() + ACKNOWLEDGE_WITHIN_MS;
  while (performance.now() < deadline) {
    await socket.wait(deadline - performance.now());
    for (let got = socket.receive(); got.kind !== 'nothing'; got = socket.receive()) {
      if (got.kind === 'failed') throw new Error(`the kernel's answer broke off (errno ${got.errno})`);
      const event = got.kind === 'message' ? got.message.event : undefined;
      if (event?.kind !== 'ack' || event.request !== number) continue;
      if (event.error === 0) return;
      throw new Error(`the kernel refused process events (error ${event.error})`);
    }
  }
  throw new Error('the kernel did not answer the request for process events');
}

function createKernelEvents(socket: NetlinkSocket): KernelEvents {
  /** How many messages each processor had told by the last one that came. */
  const counts = new Map<number, number>();
  let listening = true;

  /** Acknowledgements, those to other listeners too, are counted by the kernel like events. */
  function lostBefore({ cpu, count }: ConnectorMessage): number {
    const last = counts.get(cpu);
    counts.set(cpu, count);
    return last === undefined ? 0 : Math.max(0, count - last - 1);
  }

  function drain(take: (event: KernelEvent, at: number) => void): Drained {
    const toEpoch = monotonicEpochMs() - Number(process.hrtime.bigint()) / 1e6;
    let lost = 0;
    let overrun = false;
    for (let taken = 0; taken < DRAIN_LIMIT; taken++) {
      const got = socket.receive();
      if (got.kind === 'nothing') return { complete: true, lost, overrun };
      if (got.kind === 'failed') throw new Error(`the kernel's process events broke off (errno ${got.errno})`);
      if (got.kind === 'overrun') overrun = true;
      if (got.kind !== 'message') continue;
      lost += lostBefore(got.message);
      take(got.message.event, got.message.happenedAt + toEpoch);
    }
    return { complete: false, lost, overrun };
  }

  return {
    drain,
    wait: () => socket.wait(),
    setListening: (value) => {
      if (value === listening) return;
      listening = value;
      counts.clear();
      socket.request(value ? 'listen' : 'ignore', 0);
    },
    close: () => {
      if (listening) socket.request('ignore', 0);
      socket.close();
    },
  };
}
