import type { RunningMachine } from '../machine/machine.js';

/** An address of a node's, and where it is. */
export interface Place {
  readonly node: string;
  /** `host`, or a namespace that ip-netns(8) made. */
  readonly netns: string;
  readonly link: string;
  readonly address: string;
}

/** With a filter ip(8) prints an empty object for each link or address that it leaves out. */
interface Shown {
  readonly ifname?: string;
  readonly addr_info?: readonly { readonly local?: string; readonly tentative?: true }[];
}

/** Returns the options of commands that run in a namespace. */
export function inside(netns: string): { readonly netns?: string } {
  return netns === 'host' ? {} : { netns };
}

/** Returns the namespaces of a machine: `host`, and those that ip-netns(8) made. */
export async function namespacesOf(machine: RunningMachine): Promise<readonly string[]> {
  const { stdout } = await machine.run(['ls', '/run/netns']);
  return ['host', ...stdout.split('\n').filter(Boolean)];
}

/**
 * Returns all addresses of a node but those that mean something on one link only, and those that it does not use yet
 * (RFC 4862).
 */
export async function placesOf(machine: RunningMachine): Promise<readonly Place[]> {
  const places = (await namespacesOf(machine)).map(async (netns) => {
    const argv = ['ip', '-json', 'address', 'show', 'scope', 'global'];
    const { stdout } = await machine.run(argv, inside(netns));
    const links: readonly Shown[] = JSON.parse(stdout);
    return links.flatMap(({ ifname: link = '', addr_info = [] }) =>
      addr_info.flatMap(({ local: address, tentative = false }) =>
        address === undefined || tentative ? [] : [{ node: machine.name, netns, link, address }],
      ),
    );
  });
  return (await Promise.all(places)).flat();
}
