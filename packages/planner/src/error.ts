import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js';

/** The document an error points into; `request` is the arguments of a call, not a document. */
export type DocumentName =
  | 'tenant-network'
  | 'inventory'
  | 'node-config'
  | 'public-config'
  | 'observed'
  | 'plan'
  | 'request';

/** Another place that takes part in an error, as when two subnets overlap. */
export interface Place {
  readonly path: string;
  readonly value: string;
}

/** What each kind of problem carries beside its place. One entry a kind; `explain.ts` holds the prose. */
interface Details {
  readonly 'wrong-type': { readonly expected: string };
  readonly 'unknown-field': { readonly known: readonly string[] };
  readonly 'missing-field': { readonly expected: string };
  readonly 'wrong-schema': { readonly expected: string };
  readonly 'bad-id': object;
  readonly 'bad-name': object;
  readonly 'bad-mac': object;
  readonly 'bad-text': { readonly expected: string };
  readonly 'bad-ruleset': { readonly line: string };
  readonly 'bad-number': { readonly minimum: number; readonly maximum: number };
  readonly 'bad-port': object;
  readonly 'bad-endpoint': { readonly suggestion?: string };
  readonly 'bad-address': { readonly problem: AddressProblem; readonly suggestion?: string };
  readonly 'bad-prefix': { readonly problem: AddressProblem | PrefixProblem; readonly suggestion?: string };
  readonly 'bad-key': { readonly problem: 'not-base64' | 'not-32-bytes' | 'all-zero' | 'low-order' };
  readonly 'bad-gateway': {
    readonly problem: 'missing' | 'without-address' | 'is-the-address' | 'outside-prefix' | 'no-router';
  };
  readonly 'conflicting-fields': { readonly other: Place };
  readonly 'unknown-interface': { readonly known: readonly string[] };
  readonly 'interface-is-uplink': object;
  readonly 'egress-is-uplink': { readonly other: Place };
  readonly 'egress-addresses-exhausted': object;
  readonly 'bad-egress-address': object;
  readonly 'still-in-use': { readonly networks: readonly string[] };
  readonly 'unusable-range': { readonly meets: string };
  readonly 'subnet-outside-range': { readonly range: string };
  readonly 'subnet-overlap': { readonly other: Place };
  readonly 'subnet-length': { readonly shortest: number; readonly longest: number };
  readonly 'subnet6-incomplete': { readonly problem: 'missing-subnet6' | 'missing-range6' };
  readonly 'tunnel-address-unusable': { readonly tunnelAddress: string };
  readonly 'duplicate-tunnel-address': { readonly tunnelAddress: string; readonly other: Place };
  readonly 'duplicate-node': { readonly other: Place };
  readonly 'duplicate-name': { readonly other: Place };
  readonly 'duplicate-key': { readonly other: Place };
  readonly 'duplicate-port': { readonly other: Place };
  readonly 'duplicate-address': { readonly other: Place };
  readonly 'duplicate-network': object;
  readonly 'duplicate-resource': object;
  readonly 'unknown-node': { readonly missingFrom: 'inventory' | 'network' };
  readonly 'unknown-access-point': { readonly known: readonly string[] };
  readonly 'port-in-use': { readonly node: string };
  readonly 'endpoint-not-dialable': { readonly family: 'ipv4' | 'ipv6' };
  readonly 'access-point-unreachable': { readonly node: string };
  readonly 'access-point-swallows-endpoint': { readonly endpoint: string; readonly prefix: string };
  readonly 'aggregator-cannot-aggregate': object;
  readonly 'no-public-node': { readonly hidden: number };
  readonly 'node-without-gateway': { readonly nodes: number };
  readonly 'no-path': {
    readonly from: string;
    readonly to: string;
    readonly pairs: number;
    readonly why: NoPeering;
  };
  readonly 'no-uplink': NicFault;
  readonly 'mtu-too-small': { readonly mtu: number; readonly minimum: number };
  readonly 'wrong-node': { readonly expected: string };
  readonly 'name-taken': object;
  readonly 'route-taken': { readonly metric: number };
  readonly 'wrong-key': { readonly expected: string };
  readonly 'out-of-territory': { readonly expected: string };
  readonly 'wrong-hash': { readonly expected: string };
  readonly 'too-large': { readonly what: 'levels' | 'elements' | 'members'; readonly maximum: number };
  readonly 'more-errors': { readonly count: number };
}

/** How the text of an address departs from the one canonical way to write it (RFC 5952 for IPv6). */
export type AddressProblem =
  | 'not-an-address'
  | 'leading-zero'
  | 'missing-octet'
  | 'octet-out-of-range'
  | 'zone-id'
  | 'ipv4-mapped'
  | 'not-canonical'
  | 'wrong-family';

/** How the text of a network departs from the canonical one, beside its address. */
export type PrefixProblem = 'no-length' | 'length-out-of-range' | 'host-bits';

/**
 * What an offer of addresses and gateways lacks to be a way to the Internet: nobody made one, it has no address that leads
 * there, no gateway, or only gateways that no router can have.
 */
export type EgressFault = 'no-answer' | 'no-address' | 'no-gateway' | 'bad-gateway';

/** Why a NIC is not the uplink. */
export type NicFault =
  | { readonly why: 'no-nic' | 'ignored' | 'no-carrier' }
  | { readonly why: 'not-configured'; readonly configured: string }
  | { readonly why: 'enslaved'; readonly master: string }
  | { readonly why: 'not-probed'; readonly said: string }
  | { readonly why: 'no-egress'; readonly ipv4: EgressFault; readonly ipv6: EgressFault };

/** Why two network resources are not WireGuard peers of each other. */
export type NoPeering = 'both-hidden' | 'no-common-family' | 'no-gateway';

/** What an error can be; the kinds are stable, their prose is not. */
export type PlanErrorKind = keyof Details;

/** A problem that does not know yet where it stands: what a scalar's parser returns. */
export type Problem = { readonly [K in PlanErrorKind]: { readonly kind: K } & Details[K] }[PlanErrorKind];

/**
 * One error of a document or a call, as data: its kind, the document, the tenant network where there are
 * several, the place in it (`path`, a JSONPath of RFC 9535) and the offending value as text.
 * `explain(error)` puts it into words. No error ever holds a secret.
 */
export type PlanError = Problem & {
  readonly document: DocumentName;
  readonly network?: string;
  readonly path: string;
  readonly value: string;
};

/** All errors of a step; a step that fails always says why, so there is at least one. */
export type PlanErrors = NonEmptyArray<PlanError>;

/** Longest piece of a value an error repeats, in characters. */
const shown = 80;

/** Returns the offending value as an error shows it: JSON, cut short so that an error stays one line. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? value : beginningOf(value);
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}

/**
 * Returns the value as JSON. Of a long one it returns only a little more than is shown: a document may have a
 * million values in one place.
 */
function beginningOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, shown + 1));
  if (typeof value === 'bigint' || value === undefined) return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value);
  const isArray = Array.isArray(value);
  let text = isArray ? '[' : '{';
  for (const [key, each] of Object.entries(value)) {
    if (text.length > shown) return text;
    text += text.length === 1 ? '' : ',';
    text += isArray ? beginningOf(each) : `${beginningOf(key)}:${beginningOf(each)}`;
  }
  return `${text}${isArray ? ']' : '}'}`;
}

/** The most errors that are listed of one step; those beyond are counted. */
export const mostErrors = 100;

/**
 * Returns the errors as the Left of a step, or `undefined` where there are no errors. Of very many the last says how
 * many more there are.
 */
export function nonEmpty(errors: Iterable<PlanError>): PlanErrors | undefined {
  const listed: PlanError[] = [];
  let last: PlanError | undefined;
  let count = 0;
  for (const error of errors) {
    last = error;
    if (error.kind === 'more-errors') count += error.count;
    else if (listed.length < mostErrors) listed.push(error);
    else count++;
  }
  if (last !== undefined && count > 0) listed.push(moreErrors(last.document, count));
  const [first, ...rest] = listed;
  return first === undefined ? undefined : [first, ...rest];
}

/** Says how many errors are not listed. */
export function moreErrors(document: DocumentName, count: number): PlanError {
  return { kind: 'more-errors', document, path: '$', value: '', count };
}
