/** The files with a namespace's UDP sockets, proc_pid_net(5). */
export const udpFiles = ['/proc/net/udp', '/proc/net/udp6'] as const;

/** The file with its Unix sockets. */
export const unixFile = '/proc/net/unix';

/** Returns the ports in lines of those files: `  52: 0100007F:0035 00000000:0000 07 …`. */
export function portsIn(lines: readonly string[]): ReadonlySet<number> {
  return new Set(
    lines.flatMap((line) => {
      const port = /^ *\d+: [0-9A-F]+:([0-9A-F]{4}) /.exec(line)?.[1];
      return port === undefined ? [] : [Number.parseInt(port, 16)];
    }),
  );
}

/**
 * Returns the userspace WireGuard devices whose process listens to wg(8) in the namespace of the lines. Such a process
 * has its UDP socket there too: `0000000000000000: 00000002 00000000 00010000 0001 01 24 /run/wireguard/w-x.sock`.
 */
export function userspaceDevicesIn(lines: readonly string[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap((line) => {
      const listening =
        /^[0-9a-f]+: [0-9A-F]+ [0-9A-F]+ 00010000 \d+ \d+ +\d+ \/\S*\/wireguard\/(\S+)\.sock$/;
      return listening.exec(line)?.[1] ?? [];
    }),
  );
}
