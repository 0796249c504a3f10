import { fc } from '@fast-check/vitest';
import { keys } from './universe.js';

const oneOf = fc.constantFrom;

/** Where a thing is: most often where a plan has it. */
export const place = fc.oneof(
  { weight: 8, arbitrary: oneOf({ netns: 'n-x' }) },
  { weight: 2, arbitrary: oneOf({}, { netns: 'n-y' }, { netns: 'public' }) },
);
export const netns = oneOf('n-x', 'n-y');
export const link = oneOf('n-x', 'w-x', 'b-x', 'n-y', 'w-y', 'b-y');
export const device = fc.oneof(
  { weight: 6, arbitrary: oneOf('n-x', 'n-x', 'w-x') },
  { weight: 1, arbitrary: link },
);
export const tunnel = fc.oneof(
  { weight: 8, arbitrary: oneOf('w-x') },
  { weight: 1, arbitrary: oneOf('w-y', 'n-x') },
);
export const mtu = oneOf(1400, 1420, 1500, 9000);
export const mac = oneOf('02:00:5e:00:00:01', '02:00:5e:00:00:02');
export const alias = oneOf('networkd:x', 'networkd:y');
export const address = oneOf(
  ...['10.1.2.1/24', '10.1.2.2/24', '10.1.2.3/24', '10.1.2.1/25', '100.64.1.2/16'],
  ...['fd00::1/64', 'fd00::1/128', 'fd00::2/64'],
);
const destination = oneOf(
  '10.1.0.0/16',
  '10.1.2.0/24',
  '10.1.2.7/32',
  'fd00::/48',
  'fd00::/64',
  'fd00::7/128',
);
/** Without a gateway, which no plan has: whether it can be reached depends on routes of the kernel's own. */
export const route = fc
  .record({ destination, device, metric: oneOf(undefined, undefined, 50) })
  .map(({ metric, ...rest }) => ({ ...rest, ...(metric === undefined ? {} : { metric }) }));
export const rule = fc
  .record({ family: oneOf('ipv4' as const, 'ipv6' as const), priority: oneOf(7, 8), table: oneOf(9, 10) })
  .chain((base) => {
    const [one, other] = base.family === 'ipv4' ? ['10.1.2.0/24', '10.1.0.0/16'] : ['fd00::/64', 'fd00::/48'];
    return oneOf({}, { from: one }, { to: other }, { from: other, to: one }).map((rest) => ({
      ...base,
      ...rest,
    }));
  });
export const parameter = oneOf(
  ...['net.ipv4.ip_forward', 'net.ipv6.conf.all.forwarding', 'net.ipv4.conf.all.promote_secondaries'],
  ...['net.ipv6.conf.n-x.disable_ipv6', 'net.ipv6.conf.w-x.disable_ipv6', 'net.ipv6.conf.b-x.disable_ipv6'],
);
export const prefixes = fc.uniqueArray(
  oneOf('10.1.2.0/24', '10.1.3.0/24', 'fd00::/64', '100.64.1.2/32', '10.1.2.9/24'),
  {
    minLength: 1,
    maxLength: 3,
  },
);
export const peerKey = oneOf(...keys.map(({ publicKey }) => publicKey));
