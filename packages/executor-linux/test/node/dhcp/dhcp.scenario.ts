import { udhcpcFiles } from '@networkd/planner';
/** On a machine of its own: the life of a DHCP client of ours on a link. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sh } from '@networkd/lab/scenario/foreign';
import { cable, lentOn, plug, serve, silence, until } from '@networkd/lab/scenario/segment';
import { systemClock } from '../../../src/clock.js';
import { run } from '../../../src/command/run.js';
import { leaseOf } from '../../../src/dhcp/lease.js';
import { numberIn } from '../../../src/process/by-pid-file.js';
import { askAgain } from '../../../src/process/carrier.js';
import { isInNamespace, processOf, runningLinks } from '../../../src/process/find.js';
import type { ServedLink } from '../../../src/process/program.js';
import { udhcpc } from '../../../src/process/programs/udhcpc.js';
import { start, stop } from '../../../src/process/supervisor.js';

const state = join(process.env['SCRATCH'] ?? '/tmp', 'state');
const place = { device: 'zos' };
const addresses = () =>
  sh("ip -4 -oneline address show dev zos | awk '{print $4}'").trim().split('\n').join(' ');
/** What is written down last, when the link has its address and its route. */
const leased = (where: ServedLink) =>
  leaseOf(where)
    ?.addresses.map(({ text }) => text)
    .join(' ') ?? '';
/** Every client; one that has ended is listed until its last file is closed. */
const clients = () => sh('pgrep -x -a udhcpc || true').trim();
const routes = () => sh('ip -4 route show default').trim();
const report: Record<string, unknown> = {};

const first = { dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.60' } };
await plug('eth0', first);
sh(`
  ip link add zos type bridge
  ip link set eth0 master zos; ip link set eth0 up; ip link set zos up
  ip link add other type bridge; ip link set other up; ip address add 10.9.9.9/24 dev other
  ip route add default via 10.9.9.1 dev other metric 500
`);

report['started'] = await start(udhcpc, place, { run, clock: systemClock, state });
report['leased'] = await until(() => leaseOf(place) !== undefined && addresses() !== '');
report['lent'] = lentOn('eth0');
report['addresses'] = addresses();
report['isDynamic'] = sh('ip -4 address show dev zos').includes('dynamic');
report['routes'] = routes();
const lease = leaseOf(place);
report['lease'] = {
  gateways: lease?.gateways.map(({ text }) => text),
  server: lease?.lease?.server?.text,
  seconds: lease?.lease?.seconds,
};
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
report['modes'] = [udhcpcFiles.udhcpcFolder, udhcpcFiles.leaseFile(place), join(state, 'udhcpc.sh')].map(
  modeOf,
);
report['places'] = runningLinks(udhcpc);
const pid = processOf(udhcpc, place);
report['isLeader'] = sh(`ps -o pgid= -p ${pid}`).trim() === String(pid);

// Killed, and started again: what it had lasts until there is another answer.
await silence('eth0');
process.kill(pid ?? 0, 'SIGKILL');
report['isDead'] = await until(() => processOf(udhcpc, place) === undefined);
report['keptWhileDead'] = addresses();
await start(udhcpc, place, { run, clock: systemClock, state });
await until(() => !existsSync(`${udhcpcFiles.leaseFile(place)}.new`));
report['keptAfterStart'] = addresses();

// The network behind the cable becomes another.
const second = { dhcp: { address: '172.16.0.1/16', range: '172.16.0.9,172.16.0.9', routers: [] } };
await serve('eth0', second);
report['followed'] = await until(() => leased(place) === '172.16.0.9/16');
report['addressesOfSecond'] = addresses();
report['routesWithoutRouter'] = routes();
report['gatewaysOfSecond'] = leaseOf(place)?.gateways;

// And again, behind a cable that was pulled: asked whether its lease still holds, the client finds out.
cable('eth0', 'down');
await serve('eth0', first);
cable('eth0', 'up');
await until(() => sh('cat /sys/class/net/zos/carrier').trim() === '1');
report['renewed'] = askAgain();
report['moved'] = await until(() => /^192\.168\.5\.\d+\/24$/.test(leased(place)), 40);
report['addressesMoved'] = addresses();

// Another link by the same name is not the one it was started on.
const before = numberIn(udhcpcFiles.indexFile(place));
sh('ip link delete zos; ip link add zos type bridge; ip link set eth0 master zos; ip link set zos up');
report['isOnOther'] = before !== undefined && sh('cat /sys/class/net/zos/ifindex').trim() !== String(before);
await start(udhcpc, place, { run, clock: systemClock, state });
report['leasedAgain'] = await until(() => leaseOf(place) !== undefined && addresses() !== '');

await stop(udhcpc, place, systemClock);
report['released'] = await until(() => lentOn('eth0').length === 0);
report['afterStop'] = {
  addresses: addresses(),
  routes: routes(),
  files: readdirSync(udhcpcFiles.udhcpcFolder),
  places: runningLinks(udhcpc),
};
await until(() => clients() === '');
report['processes'] = clients();

// In another namespace, and one that goes away under it.
sh(
  'ip netns add ndmz; ip link add npub4 link zos netns ndmz type macvlan mode bridge; ip -n ndmz link set npub4 up',
);
const inside = { netns: 'ndmz', device: 'npub4' };
report['startedInside'] = await start(udhcpc, inside, { run, clock: systemClock, state });
report['leasedInside'] = await until(() => leased(inside).startsWith('192.168.5.'));
report['addressesInside'] = sh('ip -n ndmz -4 address show dev npub4');
report['placesInside'] = runningLinks(udhcpc);
sh('ip -n ndmz link delete npub4; ip netns delete ndmz; ip netns add ndmz');
report['isStale'] = isInNamespace(processOf(udhcpc, inside) ?? 0, inside.netns);
await stop(udhcpc, inside, systemClock);
await until(() => clients() === '');
report['processesAtEnd'] = clients();
report['missing'] = await start(udhcpc, { device: 'nothing' }, { run, clock: systemClock, state });
report['isResolver'] = sh('cat /etc/resolv.conf || true').includes('192.168.5.');
process.stdout.write(JSON.stringify(report), () => process.exit(0));
