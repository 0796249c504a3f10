import { setTimeout as sleep } from 'node:timers/promises';
import type { LinuxExecutor, Origin, Reached, Unreached } from '@networkd/executor-linux';
import type { BootEvent } from '@networkd/operator';
import type { ExecutionEvent, Receipt } from '@networkd/planner';
import { executionExits } from './error/execution-failure.js';
import { Failure, type Finding } from './error/failure.js';
import { perform } from './error/perform.js';
import type { Linux } from './machine.js';
import { planBack } from './plan-back.js';
import { many } from './word/many.js';

/** Which endpoints are to be reached, and within how many seconds. */
export interface InternetWishes {
  readonly endpoints: readonly string[];
  readonly wait: number;
}

/** What is to be proved: that, and whether the segment of the uplink has IPv4, so that tenants have to have it too. */
export interface Proved extends InternetWishes {
  readonly hasIpv4: boolean;
}

/** Milliseconds that an endpoint may take: the first packet of a connection is sent again after one second and three. */
const endpointPatience = 5000;

/** Milliseconds between two tries: without an address they fail at once. */
const interval = 500;

/** Seconds that tenants have at least after the host got there: they have a DHCP client of their own. */
const grace = 5;

/**
 * The first endpoint that answers over the uplink, or how each failed the last time. A bridge that was just made has no
 * address yet, so it is tried until the time is over.
 */
export async function reach(
  { reachInternet }: Pick<Linux, 'reachInternet'>,
  { endpoints, wait }: InternetWishes,
  origin: Origin = 'uplink',
): Promise<Reached | readonly Unreached[]> {
  const deadline = performance.now() + wait * 1000;
  for (;;) {
    const left = Math.max(interval, deadline - performance.now());
    const found = await reachInternet(endpoints, Math.min(endpointPatience, left), origin);
    if (found.kind === 'Reached') return found.by;
    if (performance.now() + interval > deadline) return found.endpoints;
    await sleep(interval);
  }
}

/** What is told while the Internet is looked for and, where it is not there, while what was applied is taken back. */
interface Tell {
  readonly boot: (event: BootEvent) => void;
  readonly execution: (event: ExecutionEvent) => void;
}

/**
 * Holds where the host and its tenants reach the Internet. Where they do not, what was applied is taken back, and the failure
 * says how each endpoint failed.
 */
export async function proveInternet(
  linux: Pick<Linux, 'reachInternet'>,
  executor: Pick<LinuxExecutor, 'observe' | 'apply' | 'lastApplied'>,
  proved: Proved,
  receipt: Receipt,
  tell: Tell,
): Promise<void> {
  const { wait } = proved;
  const deadline = performance.now() + wait * 1000;
  tell.boot({ kind: 'Waiting', seconds: wait });
  const host = await reach(linux, proved);
  if (isFailed(host)) return giveUp(executor, receipt, tell, noInternet(receipt, wait, host));
  tell.boot({ kind: 'Reached', ...host });
  const left = Math.max(grace, (deadline - performance.now()) / 1000);
  const tenants = await reachForTenants(linux, { ...proved, wait: left }, host);
  if (isFailed(tenants)) return giveUp(executor, receipt, tell, noTenantInternet(receipt, tenants));
  tell.boot({ kind: 'TenantsReached', ...tenants });
}

/**
 * Tenants need IPv4 where the host has it: most of what they run dials nothing else. Where the host has an address in IPv4 and
 * no Internet, the Internet of any family will do for them too.
 */
async function reachForTenants(
  linux: Pick<Linux, 'reachInternet'>,
  { endpoints, wait, hasIpv4 }: Proved,
  host: Reached,
): Promise<Reached | readonly Unreached[]> {
  const four = endpoints.filter((endpoint) => !isIpv6(endpoint));
  if (four.length === 0 || !(hasIpv4 || !isIpv6(host.endpoint))) {
    return reach(linux, { endpoints, wait }, 'tenants');
  }
  const found = await reach(linux, { endpoints: four, wait }, 'tenants');
  if (!isFailed(found) || !isIpv6(host.endpoint)) return found;
  const hostAgain = await linux.reachInternet(four, endpointPatience, 'uplink');
  return hostAgain.kind === 'Reached' ? found : reach(linux, { endpoints, wait: 1 }, 'tenants');
}

function isIpv6(endpoint: string): boolean {
  return endpoint.startsWith('[');
}

/** What went wrong, except for what became of what was applied. */
type Trouble = (notes: readonly string[]) => Finding;

function noInternet({ node }: Receipt, wait: number, endpoints: readonly Unreached[]): Trouble {
  const remedy =
    'what to do: look at the gateway, or give internet.endpoints that can be reached; --retry tries for ever';
  return (notes) => ({
    kind: 'no-internet',
    message: `node ${node} does not reach the Internet: no endpoint answered within ${wait} s`,
    notes: [...endpoints.map(lineOf), ...notes, remedy],
    details: { endpoints },
  });
}

function noTenantInternet({ node }: Receipt, endpoints: readonly Unreached[]): Trouble {
  const remedy =
    'what to do: free a second lease for npub4 on the DHCP server, or give egress.addresses and egress.gateways in the node configuration; a switch or a cloud may let through no second MAC address';
  return (notes) => ({
    kind: 'no-tenant-internet',
    message: `node ${node} reaches the Internet, and its tenants would not: none of the endpoints answers in ndmz`,
    notes: [...endpoints.map(lineOf), ...notes, remedy],
    details: { endpoints },
  });
}

function lineOf({ endpoint, why }: Unreached): string {
  return `${endpoint}: ${why}`;
}

/** Takes back what was applied, and fails. */
async function giveUp(
  executor: Pick<LinuxExecutor, 'observe' | 'apply' | 'lastApplied'>,
  { applied, plan }: Receipt,
  tell: Tell,
  trouble: Trouble,
): Promise<never> {
  if (!applied) throw new Failure([trouble(['nothing was applied, and nothing is taken back'])]);
  const rolledBack = await takeBack(executor, plan, tell.execution);
  if (typeof rolledBack === 'number') {
    const notes = [`rolled back, ${many(rolledBack, 'operation')}: the node is as it was before`];
    throw new Failure([trouble(notes)], executionExits.rolledBack);
  }
  const notes = ['could not roll back: see the error below'];
  throw new Failure([trouble(notes), ...rolledBack.findings], executionExits.notRolledBack);
}

function isFailed(found: Reached | readonly Unreached[]): found is readonly Unreached[] {
  return !('endpoint' in found);
}

/** How many operations it took, or why it failed. */
async function takeBack(
  executor: Pick<LinuxExecutor, 'observe' | 'apply' | 'lastApplied'>,
  plan: string,
  tell: (event: ExecutionEvent) => void,
): Promise<number | Failure> {
  try {
    const last = await perform(executor.lastApplied());
    if (last?.plan !== plan) {
      const message = 'something else was applied meanwhile, so this is not taken back: see tn history';
      return new Failure([{ kind: 'refused', message }]);
    }
    const back = await planBack(last, executor);
    return (await perform(executor.apply(back, tell, { undoes: plan }))).operations;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
