import type { Kernel } from '@networkd/planner/testing';
import { devicesOf } from './devices.js';
import type { Step } from './step.js';

/** What to wait for after a step, since a userspace device does everything a moment later, and to put right. */
export function settle({ operation, before, after, errno }: Step): readonly string[] {
  if (errno === 'EADDRINUSE' && operation.kind === 'WireGuardSetDevice') {
    // A userspace device keeps the port it could not have, the kernel's the one it had.
    const device = devicesOf(before).find(({ name }) => name === operation.device);
    const inside = operation.netns === undefined ? '' : `ip netns exec ${operation.netns} `;
    return [`${inside}wg set ${operation.device} listen-port ${device?.wireguard?.listenPort ?? 0}\n`];
  }
  if (operation.kind === 'NetnsDelete') return [...afterwards(before, after), ...released(before, after)];
  const now = devicesOf(after);
  const changed = now.filter((each) => {
    const was = devicesOf(before).find(({ index }) => index === each.index);
    return was?.up !== each.up || was.wireguard?.listenPort !== each.wireguard?.listenPort;
  });
  return [
    ...released(before, after),
    ...changed.flatMap(({ birth, up, wireguard }) => {
      const inside = birth === '' ? '' : `ip netns exec ${birth}`;
      const port = wireguard?.listenPort;
      return up && port !== undefined ? [`until_not silent '${inside}' ${port}\n`] : [];
    }),
  ];
}

/** The devices that are gone. */
function released(before: Kernel, after: Kernel): readonly string[] {
  const now = devicesOf(after);
  const gone = devicesOf(before).filter(({ index }) => !now.some((each) => each.index === index));
  return gone.map(({ name }) => `until_not lives ${name}\n`);
}

/** Linux deletes a namespace, and what is stacked elsewhere on its links, after it has said that it did. */
function afterwards(before: Kernel, after: Kernel): readonly string[] {
  return [...after.namespaces].flatMap(([name, { links }]) => {
    const gone = [...(before.namespaces.get(name)?.links.keys() ?? [])].filter((link) => !links.has(link));
    const ip = name === '' ? 'ip' : `ip -n ${name}`;
    return gone.map((link) => `until_not ${ip} link show dev ${link} >/dev/null 2>&1\n`);
  });
}
