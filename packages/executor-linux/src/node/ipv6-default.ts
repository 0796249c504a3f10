import { readFileSync } from 'node:fs';
import { type SlaacParameter, slaacParameters } from '@networkd/planner';

/** Returns the value of a parameter, by its file below /proc/sys. Returns nothing where the file cannot be read. */
export type ReadParameter = (file: string) => string | undefined;

const names = Object.keys(slaacParameters) as readonly SlaacParameter[];

/** Returns the parameters of SLAAC that are off for new links in the host's namespace. */
export function slaacOff(read: ReadParameter = readFile): readonly SlaacParameter[] {
  return names.filter((name) => defaultOf(name, read) === (name === 'addr_gen_mode' ? '1' : '0'));
}

/**
 * Returns what a new namespace has to be told before there are links in it, as sysctl(8) takes it. That is what the
 * host has off, where new namespaces take it over (ip-sysctl, devconf_inherit_init_net). On most hosts that is nothing.
 */
export function toldToNamespaces(read: ReadParameter = readFile): readonly string[] {
  const inherits = read('net/core/devconf_inherit_init_net');
  if (inherits !== '1' && inherits !== '3') return [];
  return [
    ...(defaultOf('disable_ipv6', read) === '1' ? ['net.ipv6.conf.default.disable_ipv6=0'] : []),
    ...slaacOff(read).map((name) => `net.ipv6.conf.default.${name}=${slaacParameters[name]}`),
  ];
}

function defaultOf(name: string, read: ReadParameter): string | undefined {
  return read(`net/ipv6/conf/default/${name}`);
}

function readFile(file: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${file}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
