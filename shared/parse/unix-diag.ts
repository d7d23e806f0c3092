/**
 * sock_diag(7) for UNIX sockets: no file of /proc tells who is at the other end, the kernel does on a netlink socket.
 * struct nlmsghdr (netlink(7)), struct unix_diag_req and unix_diag_msg (include/uapi/linux/unix_diag.h).
 */

const NLMSG_DONE = 3;
const NLMSG_ERROR = 2;
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST_DUMP = 0x301;
const AF_UNIX = 1;
const UDIAG_SHOW_PEER = 4;
const ATTRIBUTE_PEER = 2;

const HEADER_BYTES = 16;
const REQUEST_BYTES = HEADER_BYTES + 24;
const MESSAGE_BYTES = 16;

/** Asks for every UNIX socket of this network namespace and its peer. */
export function unixDiagRequest(): Uint8Array {
  const view = new DataView(new ArrayBuffer(REQUEST_BYTES));
  view.setUint32(0, REQUEST_BYTES, true);
  view.setUint16(4, SOCK_DIAG_BY_FAMILY, true);
  view.setUint16(6, NLM_F_REQUEST_DUMP, true);
  view.setUint32(8, 1, true);
  view.setUint8(HEADER_BYTES, AF_UNIX);
  view.setUint32(HEADER_BYTES + 4, 0xffffffff, true);
  view.setUint32(HEADER_BYTES + 12, UDIAG_SHOW_PEER, true);
  return new Uint8Array(view.buffer);
}

export interface UnixDiagAnswer {
  /** Inode of a socket → inode of the one it is connected to. */
  readonly peers: ReadonlyMap<number, number>;
  /** No more will come. */
  readonly done: boolean;
  readonly failed: boolean;
}

/** One datagram of the answer. */
export function parseUnixDiag(bytes: DataView, length: number): UnixDiagAnswer {
  const peers = new Map<number, number>();
  for (let at = 0; at + HEADER_BYTES <= length; ) {
    const size = bytes.getUint32(at, true);
    const type = bytes.getUint16(at + 4, true);
    if (type === NLMSG_DONE) return { peers, done: true, failed: false };
    if (type === NLMSG_ERROR || size < HEADER_BYTES) return { peers, done: true, failed: true };
    const inode = bytes.getUint32(at + HEADER_BYTES + 4, true);
    const peer = peerIn(bytes, at + HEADER_BYTES + MESSAGE_BYTES, Math.min(length, at + size));
    if (peer !== undefined) peers.set(inode, peer);
    at += align(size);
  }
  return { peers, done: false, failed: false };
}

/** struct rtattr: length, type, then the value. */
function peerIn(bytes: DataView, start: number, end: number): number | undefined {
  for (let at = start; at + 4 <= end; ) {
    const size = bytes.getUint16(at, true);
    if (size < 4) return undefined;
    if (bytes.getUint16(at + 2, true) === ATTRIBUTE_PEER) return bytes.getUint32(at + 4, true);
    at += align(size);
  }
  return undefined;
}

function align(size: number): number {
  return (size + 3) & ~3;
}
