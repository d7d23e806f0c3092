/** Asks the kernel which UNIX sockets belong together (sock_diag(7)); no file of /proc tells. */
import koffi from 'koffi';
import { parseUnixDiag, unixDiagRequest } from '#shared/parse/unix-diag';

const AF_NETLINK = 16;
const SOCK_RAW_CLOEXEC = 3 | 0o2000000;
const NETLINK_SOCK_DIAG = 4;
const MESSAGE_BYTES = 64 * 1024;
/** A thousand messages hold the sockets of any computer. */
const MOST_MESSAGES = 1_000;

interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  send(descriptor: number, bytes: Uint8Array, length: number, flags: number): number;
  recv(descriptor: number, bytes: Buffer, length: number, flags: number): number;
  close(descriptor: number): number;
}

let libc: Libc | undefined;

/** Inode → inode of the other end, in our own network namespace; undefined where the kernel does not answer. */
export function readUnixPeers(): ReadonlyMap<number, number> | undefined {
  try {
    libc ??= loadLibc();
  } catch {
    // No such calls on this system: then the other ends are not known, as the window says.
    return undefined;
  }
  const descriptor = libc.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
  if (descriptor < 0) return undefined;
  try {
    return dump(libc, descriptor);
  } finally {
    libc.close(descriptor);
  }
}

function dump(calls: Libc, descriptor: number): ReadonlyMap<number, number> | undefined {
  const request = unixDiagRequest();
  const peers = new Map<number, number>();
  if (calls.send(descriptor, request, request.length, 0) < 0) return undefined;
  const buffer = Buffer.alloc(MESSAGE_BYTES);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  for (let count = 0; count < MOST_MESSAGES; count++) {
    const length = calls.recv(descriptor, buffer, buffer.length, 0);
    if (length <= 0) return peers;
    const answer = parseUnixDiag(view, length);
    if (answer.failed) return undefined;
    for (const [inode, peer] of answer.peers) peers.set(inode, peer);
    if (answer.done) return peers;
  }
  return peers;
}

function loadLibc(): Libc {
  const library = koffi.load(null);
  return {
    socket: library.func('int socket(int, int, int)'),
    send: library.func('int64_t send(int, void *, size_t, int)'),
    recv: library.func('int64_t recv(int, void *, size_t, int)'),
    close: library.func('int close(int)'),
  };
}
