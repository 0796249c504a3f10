import type { RunningMachine } from './machine.js';

/** What ip(8) says of a link, as far as an inventory says it too. */
export interface HostAddresses {
  readonly addresses: readonly string[];
  readonly gateways: readonly string[];
}

/** With a filter ip(8) prints an empty object for each link or address that it leaves out. */
interface Shown {
  readonly addr_info?: readonly { readonly local?: string; readonly prefixlen?: number }[];
  readonly gateway?: string;
}

/** Returns the global addresses of a link in a machine's host namespace, and the gateways by it, sorted. */
export async function hostAddresses(machine: RunningMachine, device: string): Promise<HostAddresses> {
  const ip = async (...argv: readonly string[]): Promise<readonly Shown[]> => {
    const { stdout } = await machine.run(['ip', '-json', ...argv]);
    return JSON.parse(stdout || '[]');
  };
  const links = await ip('address', 'show', 'dev', device, 'scope', 'global');
  const routes = [
    ...(await ip('-4', 'route', 'show', 'default', 'dev', device)),
    ...(await ip('-6', 'route', 'show', 'default', 'dev', device)),
  ];
  return {
    addresses: links
      .flatMap(({ addr_info = [] }) =>
        addr_info.flatMap(({ local, prefixlen }) => (local === undefined ? [] : `${local}/${prefixlen}`)),
      )
      .toSorted(),
    gateways: routes.flatMap(({ gateway }) => gateway ?? []).toSorted(),
  };
}
