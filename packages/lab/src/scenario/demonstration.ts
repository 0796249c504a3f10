import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLab } from '../lab.js';
import type { Outcome } from '../machine/command.js';
import { repository } from '../machine/repository.js';
import { evidence } from '../meter/evidence.js';
import { type Pair, reach } from '../meter/reach.js';
import { apply, deliver, dial, nodesOf, type Tenant, tenantIn } from '../network/tenant.js';
import { demoLab } from '../underlay/demo.js';

/** Where the network is that the laboratory shows. */
const example = join(repository, 'examples/004-demo/tenant-network.json');

/**
 * Brings the network of examples/004-demo up in a laboratory, with the real executor on every node, and measures who
 * reaches whom. `tell` is given a line for every step.
 */
export async function demonstrate(tell: (line: string) => void): Promise<readonly Pair[]> {
  const since = clock();
  const lab = await startLab(demoLab);
  try {
    const { routers, nodes, others } = demoLab;
    tell(`${routers.length} routers, ${nodes.length} nodes and ${others.length} laptop are up  ${since()}`);
    const tenant = tenantIn(lab, JSON.parse(readFileSync(example, 'utf8')));
    deliver(tenant);
    await Promise.all(
      nodesOf(tenant).map(async (node) => {
        succeed(`tn apply on ${node}`, await apply(tenant, node));
        tell(`tn apply on ${node}  ${since()}`);
      }),
    );
    for (const name of accessPointsOf(tenant)) {
      succeed(`wg-quick up on ${name}`, await dial(tenant, name));
      tell(`wg-quick up on ${name}  ${since()}`);
    }
    const pairs = await reach(tenant);
    tell(`pings between ${pairs.length} pairs  ${since()}`);
    const wrong = await evidence(tenant, pairs);
    if (wrong !== '') tell(wrong);
    return pairs;
  } finally {
    await lab.stop();
    tell(`all is stopped  ${since()}`);
  }
}

function accessPointsOf({ topology }: Tenant): readonly string[] {
  return topology.network.accessPoints.map(({ name }) => name);
}

function succeed(what: string, { status, stdout, stderr }: Outcome): void {
  if (status !== 0) throw new Error(`${what} ended with status ${status}:\n${stdout}${stderr}`);
}

/** Tells the seconds since it was made. */
function clock(): () => string {
  const start = performance.now();
  return () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
