/**
 * The kernel's process connector (linux/cn_proc.h, linux/connector.h): what is asked of it and what it tells. All
 * numbers are in the machine's byte order, which is little-endian on every platform the app runs on.
 *
 *   0            16           36                52
 *   │ nlmsghdr   │ cn_msg     │ proc_event head │ data, by kind │
 */
import type { ExitStatus } from '#shared/model/process';
import { exitStatusOf } from '#shared/parse/proc-stat';

const NETLINK_HEADER = 16;
const CONNECTOR_HEADER = 20;
const EVENT = NETLINK_HEADER + CONNECTOR_HEADER;
const DATA = EVENT + 16;

const NLMSG_DONE = 3;
export const CN_IDX_PROC = 1;
const CN_VAL_PROC = 1;

/** PROC_CN_MCAST_LISTEN and PROC_CN_MCAST_IGNORE. */
export type ConnectorRequest = 'listen' | 'ignore';

/** The message that turns the stream on or off for this socket. Its answer, which every listener gets, names `number`. */
export function connectorRequest(request: ConnectorRequest, number: number): Uint8Array {
  const message = new Uint8Array(EVENT + 4);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length, true);
  view.setUint16(4, NLMSG_DONE, true);
  view.setUint32(NETLINK_HEADER, CN_IDX_PROC, true);
  view.setUint32(NETLINK_HEADER + 4, CN_VAL_PROC, true);
  view.setUint32(NETLINK_HEADER + 12, number, true);
  view.setUint16(NETLINK_HEADER + 16, 4, true);
  view.setUint32(EVENT, request === 'listen' ? 1 : 2, true);
  return message;
}

/** What the kernel saw. Only processes: the starts and ends of further threads are `thread`. */
export type KernelEvent =
  /** To the request of that number; `error` is an errno, 0 for none. */
  | { readonly kind: 'ack'; readonly request: number; readonly error: number }
  | { readonly kind: 'fork'; readonly parent: number; readonly pid: number }
  | { readonly kind: 'exec'; readonly pid: number }
  | { readonly kind: 'exit'; readonly pid: number; readonly exit: ExitStatus }
  | { readonly kind: 'identity'; readonly pid: number }
  /** It has a new name, of bytes that may be no text. */
  | { readonly kind: 'comm'; readonly pid: number; readonly name: Uint8Array }
  | { readonly kind: 'thread' }
  | { readonly kind: 'other' };

export interface ConnectorMessage {
  readonly event: KernelEvent;
  /** The processor that told, and how many messages it had told before: a gap means that messages were lost. */
  readonly cpu: number;
  readonly count: number;
  /** When it happened: milliseconds of CLOCK_MONOTONIC (clock_gettime(2)). */
  readonly happenedAt: number;
}

const ACK = 0x0000_0000;
const FORK = 0x0000_0001;
const EXEC = 0x0000_0002;
const UID = 0x0000_0004;
const GID = 0x0000_0040;
const SID = 0x0000_0080;
const COMM = 0x0000_0200;
const EXIT = 0x8000_0000;

/** Takes one datagram apart; undefined for one that is not the process connector's. */
export function parseConnectorMessage(view: DataView, length: number): ConnectorMessage | undefined {
  if (length < DATA + 4 || view.getUint32(NETLINK_HEADER, true) !== CN_IDX_PROC) return undefined;
  const count = view.getUint32(NETLINK_HEADER + 8, true);
  const nanoseconds = view.getUint32(EVENT + 12, true) * 2 ** 32 + view.getUint32(EVENT + 8, true);
  return { event: eventOf(view), cpu: view.getUint32(EVENT + 4, true), count, happenedAt: nanoseconds / 1e6 };
}

/** Of TASK_COMM_LEN bytes, ended by a zero. */
const NAME_BYTES = 16;

function nameIn(view: DataView): Uint8Array {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + DATA + 8, NAME_BYTES);
  const end = bytes.indexOf(0);
  return bytes.slice(0, end === -1 ? NAME_BYTES : end);
}

const thread: KernelEvent = { kind: 'thread' };
const other: KernelEvent = { kind: 'other' };

function eventOf(view: DataView): KernelEvent {
  const int = (index: number) => view.getInt32(DATA + index * 4, true);
  switch (view.getUint32(EVENT, true)) {
    case ACK:
      // cn_proc_ack() in drivers/connector/cn_proc.c answers with the number after it.
      return { kind: 'ack', request: (view.getUint32(NETLINK_HEADER + 12, true) - 1) >>> 0, error: int(0) };
    case FORK:
      return int(2) === int(3) ? { kind: 'fork', parent: int(1), pid: int(3) } : thread;
    case EXEC:
      return { kind: 'exec', pid: int(1) };
    case EXIT:
      return int(0) === int(1) ? { kind: 'exit', pid: int(1), exit: exitStatusOf(int(2)) } : thread;
    case UID:
    case GID:
    case SID:
      return { kind: 'identity', pid: int(1) };
    case COMM:
      return int(0) === int(1) ? { kind: 'comm', pid: int(1), name: nameIn(view) } : thread;
    default:
      return other;
  }
}
