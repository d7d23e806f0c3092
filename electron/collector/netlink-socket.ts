/**
 * A socket to the kernel's process connector, through libc: Node has no netlink sockets of its own. One thread of the
 * pool sleeps in poll(2) until something happens; what has arrived by then is taken without waiting.
 */
import koffi, { type KoffiFunc } from 'koffi';
import {
  CN_IDX_PROC,
  type ConnectorMessage,
  type ConnectorRequest,
  connectorRequest,
  parseConnectorMessage,
} from '#shared/parse/connector-message';

const AF_NETLINK = 16;
const SOCK_DGRAM_CLOEXEC = 2 | 0o2000000;
const NETLINK_CONNECTOR = 11;
const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;
const MSG_DONTWAIT = 0x40;
const POLLIN = 1;
const EAGAIN = 11;
const EINTR = 4;
const ENOBUFS = 105;

/** Room for tens of thousands of events while we are busy; the kernel grants an ordinary user less (net.core.rmem_max). */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
/** A sleeping thread looks up this often, so that the socket can be closed. */
const POLL_TIMEOUT_MS = 1_000;
const MESSAGE_BYTES = 1024;

type Received =
  | { readonly kind: 'message'; readonly message: ConnectorMessage }
  | { readonly kind: 'nothing' }
  /** A datagram that is not the process connector's. */
  | { readonly kind: 'foreign' }
  /** The buffer ran over: messages were lost. */
  | { readonly kind: 'overrun' }
  | { readonly kind: 'failed'; readonly errno: number };

export interface NetlinkSocket {
  /** `number` comes back with the answer. */
  request(what: ConnectorRequest, number: number): void;
  /** Takes what is there, without waiting. */
  receive(): Received;
  /** Resolves when something has come, at the latest after a second or `limitMs`. */
  wait(limitMs?: number): Promise<void>;
  close(): void;
}

/** Throws with the errno's name when the kernel refuses (no connector, no permission, a namespace of one's own). */
export function openNetlinkSocket(): NetlinkSocket {
  const libc = loadLibc();
  const descriptor = libc.socket(AF_NETLINK, SOCK_DGRAM_CLOEXEC, NETLINK_CONNECTOR);
  if (descriptor < 0) throw refusal('socket');
  const buffer = Buffer.alloc(MESSAGE_BYTES);
  if (libc.bind(descriptor, groupAddress(), 12) < 0) {
    const error = refusal('bind');
    libc.close(descriptor);
    throw error;
  }
  const size = int32(RECEIVE_BUFFER_BYTES);
  if (libc.setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, size, 4) < 0) {
    libc.setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, size, 4);
  }
  const polled = pollDescriptor(descriptor);

  return {
    request: (what, number) => {
      const message = connectorRequest(what, number);
      if (libc.send(descriptor, message, message.length, 0) < 0) throw refusal('send');
    },
    receive: () => received(libc.recv(descriptor, buffer, MESSAGE_BYTES, MSG_DONTWAIT), koffi.errno(), buffer),
    wait: (limitMs = POLL_TIMEOUT_MS) =>
      new Promise((resolve, reject) => {
        libc.poll.async(polled, 1, Math.ceil(limitMs), (error: Error | null) =>
          error === null ? resolve() : reject(error),
        );
      }),
    close: () => void libc.close(descriptor),
  };
}

function received(length: number, errno: number, bytes: Buffer): Received {
  if (length < 0) {
    if (errno === ENOBUFS) return { kind: 'overrun' };
    return errno === EAGAIN || errno === EINTR ? { kind: 'nothing' } : { kind: 'failed', errno };
  }
  const message = parseConnectorMessage(new DataView(bytes.buffer, bytes.byteOffset, MESSAGE_BYTES), length);
  return message === undefined ? { kind: 'foreign' } : { kind: 'message', message };
}

interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  bind(descriptor: number, address: Buffer, length: number): number;
  setsockopt(descriptor: number, level: number, name: number, value: Buffer, length: number): number;
  send(descriptor: number, bytes: Uint8Array, length: number, flags: number): number;
  recv(descriptor: number, bytes: Buffer, length: number, flags: number): number;
  poll: KoffiFunc<(descriptors: Buffer, count: number, timeoutMs: number) => number>;
  close(descriptor: number): number;
}

function loadLibc(): Libc {
  const library = koffi.load(null);
  return {
    socket: library.func('int socket(int, int, int)'),
    bind: library.func('int bind(int, void *, uint32_t)'),
    setsockopt: library.func('int setsockopt(int, int, int, void *, uint32_t)'),
    send: library.func('int64_t send(int, void *, size_t, int)'),
    recv: library.func('int64_t recv(int, void *, size_t, int)'),
    poll: library.func('int poll(void *, unsigned long, int)'),
    close: library.func('int close(int)'),
  };
}

/** struct sockaddr_nl (netlink(7)) that joins the connector's multicast group. */
function groupAddress(): Buffer {
  const address = Buffer.alloc(12);
  address.writeUInt16LE(AF_NETLINK, 0);
  address.writeUInt32LE(CN_IDX_PROC, 8);
  return address;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** struct pollfd (poll(2)). */
function pollDescriptor(descriptor: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(descriptor, 0);
  bytes.writeInt16LE(POLLIN, 4);
  return bytes;
}

function refusal(call: string): Error {
  return new Error(`${call}: ${nameOfErrno(koffi.errno())}`);
}

function nameOfErrno(errno: number): string {
  const found = Object.entries(koffi.os.errno).find(([, value]) => value === errno);
  return found?.[0] ?? `errno ${errno}`;
}
