/** /proc/PID/net/{tcp,tcp6,udp,udp6,unix} (proc_pid_net(5)): what a socket is connected to, by the number of its inode. */

export interface InternetSocket {
  readonly inode: number;
  readonly protocol: 'tcp' | 'udp';
  /** `127.0.0.1:80`, `[::1]:80`. */
  readonly local: string;
  readonly remote: string;
  /** As `ss` and netstat(8) name it; undefined for UDP, which has none to speak of. */
  readonly state: string | undefined;
}

const tcpStates = [
  ...['ESTABLISHED', 'SYN-SENT', 'SYN-RECEIVED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'TIME-WAIT', 'CLOSED', 'CLOSE-WAIT'],
  ...['LAST-ACK', 'LISTEN', 'CLOSING'],
];

export function parseInternetSockets(text: string, protocol: 'tcp' | 'udp'): readonly InternetSocket[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', remote = '', state = '', , , , , , inode] = line.trim().split(/\s+/);
      if (inode === undefined) return [];
      return [
        {
          inode: Number(inode),
          protocol,
          local: addressOf(local),
          remote: addressOf(remote),
          state: protocol === 'tcp' ? tcpStates[Number.parseInt(state, 16) - 1] : undefined,
        },
      ];
    });
}

/** Hexadecimal words in the byte order of the computer (little-endian where Electron runs), then the port. */
function addressOf(text: string): string {
  const [words = '', port = '0'] = text.split(':');
  const bytes = (words.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  const numbers = bytes.map((byte) => Number.parseInt(byte, 16));
  const host = numbers.length === 4 ? numbers.join('.') : `[${ipv6Of(numbers)}]`;
  return `${host}:${Number.parseInt(port, 16)}`;
}

function ipv6Of(bytes: readonly number[]): string {
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (isMapped) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(([run]) => run);
  const longest = runs.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? groups.join(':') : groups.join(':').replace(longest, '::').replace(/:{3,}/, '::');
}

/**
 * What both ends of a connection call the same address. A listener for both families has the IPv4 addresses of its
 * connections mapped into IPv6 (ipv6(7), IPV6_V6ONLY); the other end may have them plain.
 */
export function plainAddress(address: string): string {
  return address.replace(/^\[::ffff:([\d.]+)\]/, '$1');
}

export interface UnixSocket {
  readonly inode: number;
  readonly type: 'stream' | 'datagram' | 'sequenced' | 'other';
  readonly listening: boolean;
  /** Undefined for one without a name; an abstract name begins with `@`. */
  readonly path: string | undefined;
}

/** SO_ACCEPTCON in the flags column. */
const ACCEPTS_CONNECTIONS = 0x10000;

export function parseUnixSockets(text: string): readonly UnixSocket[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, flags, type, inode, path] = line.match(/^\w+: \w+ \w+ (\w+) (\w+) \w+\s+(\d+)(?: (.*))?$/) ?? [];
      if (inode === undefined) return [];
      return [
        {
          inode: Number(inode),
          type: unixTypes[Number.parseInt(type ?? '0', 16)] ?? 'other',
          listening: (Number.parseInt(flags ?? '0', 16) & ACCEPTS_CONNECTIONS) !== 0,
          path: path === undefined || path === '' ? undefined : path,
        },
      ];
    });
}

const unixTypes: { readonly [type: number]: UnixSocket['type'] } = { 1: 'stream', 2: 'datagram', 5: 'sequenced' };
