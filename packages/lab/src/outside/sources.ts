import { addresses, addressOrder } from './addresses.js';
import { type Folders, files } from './files.js';
import { forwarding, vlans } from './forwarding.js';
import { linkNumbers, links } from './links.js';
import { mounts, namespaceNumbers } from './mounts.js';
import { neighbours } from './neighbours.js';
import { nexthops } from './nexthops.js';
import { parameters } from './parameters.js';
import { processes, processNumbers } from './processes.js';
import { queues } from './queues.js';
import { routes } from './routes.js';
import { rules } from './rules.js';
import { ruleset } from './ruleset.js';
import { sockets } from './sockets.js';
import type { Source } from './source.js';
import { wireguard } from './wireguard.js';

/** What is asked in each network namespace. */
export const ofNamespace: readonly Source[] = [
  links,
  linkNumbers,
  addresses,
  addressOrder,
  ...routes,
  ...rules,
  ...neighbours,
  nexthops,
  forwarding,
  vlans,
  queues,
  parameters,
  ruleset,
  sockets,
];

/** Returns the sources that are asked once. */
export function ofMachine(folders: Folders): readonly Source[] {
  return [wireguard, processes, processNumbers, mounts, namespaceNumbers, files(folders)];
}
