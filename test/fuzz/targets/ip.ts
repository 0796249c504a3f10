import { nicsAmong } from '../../../packages/executor-linux/src/node/found-nic.js';
import { listsIn } from '../../../packages/executor-linux/src/observe/ip/json.js';
import {
  addressesOf,
  isLoopback,
  isUp,
  isUserspace,
  linksIn,
  typeOf,
} from '../../../packages/executor-linux/src/observe/ip/link.js';
import { routesIn } from '../../../packages/executor-linux/src/observe/ip/route.js';
import { rulesIn } from '../../../packages/executor-linux/src/observe/ip/rule.js';
import { NotObserved } from '../../../packages/executor-linux/src/observe/not-observed.js';

/** What `ip -json` printed, of links, routes and rules. */
export function fuzz(data: Buffer): void {
  for (const list of listsOf(data.toString())) {
    for (const link of linksIn(list)) {
      for (const look of [addressesOf, isLoopback, isUp, isUserspace, typeOf]) look(link);
    }
    nicsAmong(linksIn(list), () => 'pci');
    routesIn(list);
    rulesIn(list, 'ipv4');
  }
}

function listsOf(text: string): readonly (readonly unknown[])[] {
  try {
    return listsIn(text, text.split('\n').filter((line) => line.trim() !== '').length, { argv: ['ip'] });
  } catch (error) {
    if (error instanceof NotObserved) return [];
    throw error;
  }
}
