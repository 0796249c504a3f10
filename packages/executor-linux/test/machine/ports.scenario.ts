import { sh } from '@networkd/lab/scenario/foreign';
import { basisOf } from '@networkd/planner';
import { type Run, run } from '../../src/command/run.js';
import { hub, keyFor } from '../networks.js';
import { applied, giveKey, observed, planned } from './node.js';

const node = 'n0';
const x = (port: number) => hub(3, { id: 'x', port });
const y = (port: number) => hub(3, { id: 'y', port, second: 8 });

/** The UDP ports that are open, of the host or of a namespace. */
const ports = (netns?: string) =>
  sh(
    `${netns === undefined ? '' : `ip netns exec ${netns} `}ss -Hlun | sed 's/.*:\\([0-9]*\\) .*/\\1/' | sort -u`,
  )
    .split('\n')
    .filter((port) => port !== '');

/** As a reboot leaves it: of all that was made nothing is there but what is on the disk. */
function reboot(): void {
  sh(`
    for each in /run/netns/*; do ip netns delete "\${each##*/}"; done
    pkill -KILL -x wireguard-go || true
    ip link delete b-x; ip link delete b-y
    rm -rf /run/networkd /run/wireguard/*
    sleep 0.3
  `);
}

/** An nft(8) of another version, which lists the same rules in other words. */
const otherWords: Run = async (invocation) => {
  const outcome = await run(invocation);
  return {
    ...outcome,
    stdout: outcome.stdout.replaceAll('ct state invalid drop', 'ct state & invalid != 0 drop'),
  };
};

async function main(): Promise<void> {
  sh(
    'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
  );
  for (const id of ['x', 'y']) giveKey(id, keyFor(`${id}/n0`));
  await applied(await planned([x(7001), y(7002)], node));
  const atFirst = ports();
  await applied(await planned([x(7002), y(7001)], node));
  const swapped = ports();
  const settled = await planned([x(7002), y(7001)], node);
  // One gives its port to a network that has just come.
  await applied(await planned([x(7009), y(7002)], node));
  const handed = await observed(node);
  const before = basisOf(handed);
  reboot();
  const gone = await observed(node);
  await applied(await planned([x(7009), y(7002)], node));
  const after = basisOf(await observed(node));
  reboot();
  await applied(await planned([x(7009), y(7002)], node), { run: otherWords });
  const inOtherWords = basisOf(await observed(node));
  // A node with a public address has its sockets in the namespace of that, its devices where the tenants are.
  sh('ip netns add public; ip link add eth1 netns public type veth peer name gateway1');
  await applied(await planned([hub(3, { id: 'x', port: 7003, isPublic: true })], node));
  const sockets = { host: ports(), public: ports('public'), resource: ports('n-x') };
  console.log(
    JSON.stringify({
      sockets,
      atFirst,
      swapped,
      left: settled.operations.length,
      gone: gone.resources.length,
      same: before === after,
      inOtherWords: inOtherWords === before,
    }),
  );
}

await main();
process.exit();
