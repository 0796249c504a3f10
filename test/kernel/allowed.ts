import { devicesOf } from './devices.js';
import type { Step } from './step.js';

/**
 * Where the two kernels may differ, all of it: such operations are left out of a sequence.
 *
 * - The fake holds a listen port from when it is set, Linux only while the device is up: stricter on purpose, since a
 *   plan that relied on it would fail when the device comes up. Run only where both devices are up.
 * - A userspace device is known by its name alone, in any namespace, the kernel's own by its namespace
 *   too. So a name is given to one such device at a time, and none is asked for where it is not. The fake refuses the
 *   second.
 * - The fake refuses a macvlan in another namespace where a link beside its lower one has its name, and to move a bridge to
 *   where it is, as Linux up to 6.12 does; newer ones do not.
 * - The fake refuses an IPv6 destination with host bits as it does an IPv4 one, Linux drops them: stricter on purpose,
 *   since a plan's texts are canonical.
 */
export function isRun({ operation, before, errno }: Step): boolean {
  if (isOfOlder(operation, before, errno)) return false;
  const devices = devicesOf(before);
  switch (operation.kind) {
    case 'LinkAdd':
      return (
        operation.type !== 'wireguard' ||
        (errno !== undefined && errno !== 'EADDRINUSE') ||
        !devices.some(({ name }) => name === operation.name)
      );
    case 'WireGuardSetDevice':
    case 'WireGuardSetPeer':
    case 'WireGuardRemovePeer': {
      const { netns = '', device } = operation;
      const named = devices.find(({ name }) => name === device);
      if (named !== undefined && named.netns !== netns && before.namespaces.has(netns)) return false;
      if (errno !== 'EADDRINUSE' || operation.kind !== 'WireGuardSetDevice') return true;
      const holders = devices.filter(({ wireguard }) => wireguard?.listenPort === operation.listenPort);
      return named?.up === true && holders.every(({ up, birth }) => up || birth !== named.birth);
    }
    case 'RouteReplace':
      return errno !== 'EINVAL' || !operation.destination.includes(':');
    default:
      return true;
  }
}

/** Is it refused by older kernels alone? */
function isOfOlder(operation: Step['operation'], before: Step['before'], errno: Step['errno']): boolean {
  if (operation.kind === 'LinkMove') return errno === 'EINVAL' && operation.netns === operation.to;
  if (operation.kind !== 'LinkAdd' || operation.to === undefined) return false;
  const { netns = '', to, name } = operation;
  return (
    errno === 'EEXIST' &&
    before.namespaces.get(netns)?.links.has(name) === true &&
    before.namespaces.get(to)?.links.has(name) === false
  );
}
