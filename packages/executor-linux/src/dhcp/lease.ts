import { type LeaseOffer, present, udhcpcFiles } from '@networkd/planner';
import { readIfThere } from '../memory/file.js';
import { addressIn, interfaceAddressIn } from '../node/scalars.js';
import type { ServedLink } from '../process/program.js';

/** Returns what the DHCP client of a link was given. Returns nothing without a client or a lease. */
export function leaseOf(link: ServedLink): LeaseOffer | undefined {
  const text = readIfThere(udhcpcFiles.leaseFile(link));
  return text === undefined ? undefined : leaseIn(text);
}

/**
 * Returns the lease in the facts that the script of the DHCP client writes. Returns nothing where the text holds no
 * such facts.
 */
export function leaseIn(text: string): LeaseOffer | undefined {
  const facts = jsonIn(text);
  const address = interfaceAddressIn(textIn(facts['address']));
  if (address === undefined) return undefined;
  const { gateways, seconds, mtu } = facts;
  const server = addressIn(textIn(facts['server']));
  return {
    addresses: [address],
    gateways: (Array.isArray(gateways) ? gateways : []).flatMap((each) => addressIn(textIn(each)) ?? []),
    lease: {
      ...present({ server }),
      ...(typeof seconds === 'number' ? { seconds } : {}),
      ...(typeof mtu === 'number' ? { mtu } : {}),
    },
  };
}

function jsonIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
