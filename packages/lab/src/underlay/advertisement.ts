import type { Advertisement } from './description.js';
import type { Service } from './service.js';

/** Stands, in radvd.conf(5), for the prefixes of the interface's own addresses. */
const own = '::/64';

/** Advertises a router on an interface of it. When it ends it takes back that it is a gateway. */
export function advertiser({ prefixes = [own], lifetime = 1800 }: Advertisement, device: string): Service {
  return {
    configuration: () => [
      `interface ${device} {`,
      '  AdvSendAdvert on;',
      '  MinRtrAdvInterval 3;',
      '  MaxRtrAdvInterval 4;',
      '  MinDelayBetweenRAs 3;',
      `  AdvDefaultLifetime ${lifetime};`,
      ...prefixes.map((prefix) => `  prefix ${prefix} {};`),
      '};',
    ],
    argv: ({ configuration, pid }) => [
      'radvd',
      '-n',
      '-m',
      'stderr',
      '-d',
      '1',
      '-C',
      configuration,
      '-p',
      pid,
    ],
    serving: 'syntax ok',
  };
}
