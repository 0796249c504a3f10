import type { ChosenUplink, LeaseOffer } from '@networkd/planner';
import { present } from '@networkd/planner';
import type { ProbeEvent } from '../port/executor.js';

/** What is told of a boot beside what an executor tells, in texts and numbers alone. */
export type BootEvent =
  | { readonly kind: 'Surveyed'; readonly nics: readonly string[] }
  | { readonly kind: 'Probing' | 'NoCarrier'; readonly nic: string }
  | ({ readonly kind: 'Answered'; readonly nic: string; readonly family: 'ipv4' | 'ipv6' } & Answer)
  | { readonly kind: 'Probed'; readonly nic: string; readonly failure?: string }
  | ({ readonly kind: 'Chosen'; readonly nics: readonly string[]; readonly rule: string } & Egress)
  | { readonly kind: 'Waiting'; readonly seconds: number }
  | { readonly kind: 'Reached' | 'TenantsReached'; readonly endpoint: string; readonly milliseconds: number };

/** What somebody on a segment offered. */
interface Answer {
  readonly addresses: readonly string[];
  readonly gateways: readonly string[];
  readonly server?: string;
  readonly seconds?: number;
}

interface Egress {
  readonly address?: string;
  readonly gateway?: string;
}

/** Returns what the executor tells of a probe, as it is told on. */
export function probeEvent(event: ProbeEvent): BootEvent {
  switch (event.kind) {
    case 'Answered': {
      const { kind, nic, family, offer } = event;
      return { kind, nic, family, ...answerOf(offer) };
    }
    case 'Probed': {
      const { kind, nic, candidate } = event;
      const { failure } = candidate;
      return { kind, nic, ...present({ failure }) };
    }
    default:
      return event;
  }
}

function answerOf({ addresses, gateways, lease }: LeaseOffer): Answer {
  const { server, seconds } = lease ?? {};
  return {
    addresses: addresses.map(({ text }) => text),
    gateways: gateways.map(({ text }) => text),
    ...(server === undefined ? {} : { server: server.text }),
    ...present({ seconds }),
  };
}

/** Returns the event that says which NIC the uplink is, and why. */
export function chosenEvent({ nics, rule, egress }: ChosenUplink & { readonly rule: string }): BootEvent {
  const names = nics.map(({ name }) => name);
  if (egress === undefined) return { kind: 'Chosen', nics: names, rule };
  return { kind: 'Chosen', nics: names, rule, address: egress.address.text, gateway: egress.gateway.text };
}
