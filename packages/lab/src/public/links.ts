import type { RunningMachine } from '../machine/machine.js';

/** What must not be made again on a node while it runs. */
export interface Running {
  /** The number of each link, by its namespace and name. */
  readonly links: ReadonlyMap<string, number>;
  /** The DHCP clients, by number. */
  readonly clients: readonly string[];
}

interface Shown {
  readonly ifname: string;
  readonly ifindex: number;
}

export async function whatRunsOn(machine: RunningMachine): Promise<Running> {
  const { stdout } = await machine.run(['ls', '/run/netns']);
  const places = [undefined, ...stdout.split('\n').filter(Boolean)];
  const links = places.map(async (netns) => {
    const shown = await machine.run(['ip', '-json', 'link'], netns === undefined ? {} : { netns });
    const parsed: readonly Shown[] = JSON.parse(shown.stdout);
    return parsed.map(({ ifname, ifindex }) => [`${netns ?? 'host'} ${ifname}`, ifindex] as const);
  });
  const clients = await machine.run(['pgrep', '-x', 'udhcpc']);
  return {
    links: new Map((await Promise.all(links)).flat()),
    clients: clients.stdout.split('\n').filter(Boolean).toSorted(),
  };
}

/** Returns the links that are there before and after, and are not the same. */
export function remade(before: Running, after: Running): readonly string[] {
  return [...before.links].flatMap(([name, index]) => {
    const now = after.links.get(name);
    return now === undefined || now === index ? [] : name;
  });
}
