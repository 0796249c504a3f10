import * as E from 'fp-ts/lib/Either.js';
import type { SysctlSet } from '../../operation/verb/sysctl.js';
import { editNamespace, type Kernel, type KernelLink, type Namespace, type Outcome } from './state.js';

const ofLink = /^net\.ipv([46])\.(?:conf|neigh)\.(.+)\.([^.]+)$/;

/**
 * Carries out `sysctl --write`. A parameter of a link that is not there has no file to write to. Disabling IPv6 on a
 * link takes away its IPv6 addresses and routes.
 */
export function setSysctl(kernel: Kernel, { netns, key, value }: SysctlSet): Outcome<Kernel> {
  if (!key.startsWith('net.')) return E.left('ENOENT');
  return editNamespace(kernel, netns, (namespace) => {
    const [, version, name = '', parameter] = ofLink.exec(key) ?? [];
    const all = { ...namespace, sysctls: new Map(namespace.sysctls).set(key, value) };
    if (parameter === undefined || name === 'all' || name === 'default') return E.right(all);
    const link = namespace.links.get(name);
    if (link === undefined) return E.left('ENOENT');
    const isSwitch = version === '6' && parameter === 'disable_ipv6';
    return E.right(isSwitch ? switchIpv6(namespace, link, value === '1') : all);
  });
}

/**
 * Switches IPv6 of a link. The switch is kept in the link and not among the parameters: it is observed as the link's
 * own.
 */
function switchIpv6(namespace: Namespace, link: KernelLink, disableIpv6: boolean): Namespace {
  const addresses = disableIpv6 ? link.addresses.filter((each) => !each.includes(':')) : link.addresses;
  const links = new Map(namespace.links).set(link.name, { ...link, disableIpv6, addresses });
  const routes = namespace.routes.filter(
    (route) => !(disableIpv6 && route.device === link.name && route.destination.includes(':')),
  );
  return { ...namespace, links, routes };
}
