import type { Receipt } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Tell } from '../boot/tell.js';
import type { NoInternet, NoTenantInternet, OperatorError } from '../error.js';
import type { Reached, Unreached } from '../port/machine.js';
import type { Ports } from '../port/ports.js';
import { endpointPatience, type InternetWishes, reach } from './reach.js';
import { takeBack } from './take-back.js';

/** What is to be proved: that, and whether the segment of the uplink has IPv4, so that tenants have to have it too. */
export interface Proved extends InternetWishes {
  readonly hasIpv4: boolean;
}

/** Seconds that tenants have at least after the host got there: they have a DHCP client of their own. */
const grace = 5;

/**
 * Proves that the host and its tenants reach the Internet. Where they do not, it takes back what was applied, and the
 * error says how each endpoint failed.
 */
export function proveInternet(
  ports: Ports<'observe' | 'apply' | 'lastApplied'>,
  proved: Proved,
  receipt: Receipt,
  tell: Tell,
): TaskEither<OperatorError, void> {
  const { clock } = ports;
  const { wait } = proved;
  const { node } = receipt;
  return async () => {
    const deadline = clock.now() + wait * 1000;
    tell.boot({ kind: 'Waiting', seconds: wait });
    const host = await reach(ports, proved, 'uplink')();
    if (E.isLeft(host)) {
      return giveUp(ports, receipt, tell, { kind: 'no-internet', node, wait, endpoints: host.left });
    }
    tell.boot({ kind: 'Reached', ...host.right });
    const left = Math.max(grace, (deadline - clock.now()) / 1000);
    const tenants = await reachForTenants(ports, { ...proved, wait: left }, host.right)();
    if (E.isLeft(tenants)) {
      return giveUp(ports, receipt, tell, { kind: 'no-tenant-internet', node, endpoints: tenants.left });
    }
    tell.boot({ kind: 'TenantsReached', ...tenants.right });
    return E.right(undefined);
  };
}

/**
 * Reaches the Internet as the tenants do. They need IPv4 where the host has it: most of what they run dials nothing
 * else. Where the host has an address in IPv4 and no Internet, the Internet of any family will do for them too.
 */
function reachForTenants(
  ports: Pick<Ports, 'machine' | 'clock'>,
  { endpoints, wait, hasIpv4 }: Proved,
  host: Reached,
): TaskEither<readonly Unreached[], Reached> {
  const four = endpoints.filter((endpoint) => !isIpv6(endpoint));
  if (four.length === 0 || !(hasIpv4 || !isIpv6(host.endpoint))) {
    return reach(ports, { endpoints, wait }, 'tenants');
  }
  return async () => {
    const found = await reach(ports, { endpoints: four, wait }, 'tenants')();
    if (E.isRight(found) || !isIpv6(host.endpoint)) return found;
    const hostAgain = await ports.machine.reachInternet(four, endpointPatience, 'uplink');
    return hostAgain.kind === 'Reached' ? found : reach(ports, { endpoints, wait: 1 }, 'tenants')();
  };
}

function isIpv6(endpoint: string): boolean {
  return endpoint.startsWith('[');
}

/** What went wrong, without what became of what was applied. */
type Trouble = Omit<NoInternet, 'aftermath'> | Omit<NoTenantInternet, 'aftermath'>;

/** Takes back what was applied, and fails. */
async function giveUp(
  { executor }: Pick<Ports<'observe' | 'apply' | 'lastApplied'>, 'executor'>,
  { applied, plan }: Receipt,
  { execution }: Tell,
  trouble: Trouble,
): Promise<E.Either<OperatorError, never>> {
  if (!applied) return E.left({ ...trouble, aftermath: { kind: 'NothingApplied' } });
  const back = await takeBack(executor, plan, execution)();
  return E.left({
    ...trouble,
    aftermath: E.isRight(back)
      ? { kind: 'RolledBack', operations: back.right.operations }
      : { kind: 'NotRolledBack', error: back.left },
  });
}
