import type { Chain, Hook, Rule, Verdict } from './chain.js';
import { type Answer, answer, negated, type Packet } from './packet.js';
import { isAmong } from './value.js';

/** What is in a list of `nft -json`, as far as it is looked at. */
interface Listed {
  readonly chain?: {
    readonly family: string;
    readonly table: string;
    readonly name: string;
    readonly type?: string;
    readonly hook?: string;
    readonly policy?: string;
  };
  readonly rule?: {
    readonly family: string;
    readonly table: string;
    readonly chain: string;
    readonly expr?: readonly Statement[];
  };
}

type Statement = Readonly<Record<string, unknown>>;

const hooks: readonly string[] = ['prerouting', 'input', 'forward'] satisfies readonly Hook[];

const familiesOf: Readonly<Record<string, Chain['families']>> = {
  inet: ['ipv4', 'ipv6'],
  ip: ['ipv4'],
  ip6: ['ipv6'],
};

/** Returns the chains of nft(8)'s JSON. Leaves out those of bridges and devices, and of NAT, which drop nothing. */
export function nftChains(text: string): readonly Chain[] {
  const listed = (JSON.parse(text) as { readonly nftables?: readonly Listed[] }).nftables ?? [];
  const rules = new Map<string, Rule[]>();
  for (const { rule } of listed) {
    if (rule === undefined) continue;
    const key = `${rule.family} ${rule.table} ${rule.chain}`;
    const there = rules.get(key) ?? [];
    rules.set(key, there);
    for (const each of rulesOf(rule.expr ?? [])) there.push(each);
  }
  return listed.flatMap(({ chain }): readonly Chain[] => {
    const families = familiesOf[chain?.family ?? ''];
    if (chain === undefined || families === undefined) return [];
    const { family, table, name, type, hook, policy } = chain;
    const isBase = type === 'filter' && hook !== undefined && hooks.includes(hook);
    return [
      {
        table: `${family} ${table}`,
        families,
        name,
        rules: rules.get(`${family} ${table} ${name}`) ?? [],
        ...(isBase
          ? { base: { hook: hook as Hook, policy: policy === 'drop' ? 'drop' : ('accept' as const) } }
          : {}),
      },
    ];
  });
}

/** Returns the tables with rules that only iptables(8) can show: their matches are not in nft(8)'s JSON. */
export function opaqueTables(text: string): ReadonlySet<string> {
  const listed = (JSON.parse(text) as { readonly nftables?: readonly Listed[] }).nftables ?? [];
  return new Set(
    listed.flatMap(({ rule }) =>
      rule?.expr?.some((statement) => 'xt' in statement) === true ? [`${rule.family} ${rule.table}`] : [],
    ),
  );
}

/** Returns the rules of these statements. A verdict map is as many rules as it has keys. */
function rulesOf(statements: readonly Statement[]): readonly Rule[] {
  const matches: ((packet: Packet) => Answer)[] = [];
  for (const statement of statements) {
    const verdict = verdictOf(statement);
    if (verdict !== undefined) return [{ matches, verdict }];
    if ('match' in statement) matches.push(matchOf(statement['match'] as Match));
    else if ('vmap' in statement) return mapped(matches, statement['vmap'] as VerdictMap);
    else if (isUnknown(statement)) matches.push(() => 'maybe');
  }
  return [{ matches }];
}

/**
 * Says whether nobody can tell what the statement asks of a packet. Targets of iptables(8) that are not verdicts, as
 * LOG, ask nothing.
 */
function isUnknown(statement: Statement): boolean {
  if ('limit' in statement) return true;
  if (!('xt' in statement)) return false;
  return (statement['xt'] as { readonly type?: string } | null)?.type !== 'target';
}

interface Match {
  readonly op?: string;
  readonly left?: unknown;
  readonly right?: unknown;
}

interface VerdictMap {
  readonly key?: unknown;
  readonly data?: { readonly set?: readonly (readonly [unknown, Statement])[] } | string;
}

function mapped(matches: Rule['matches'], { key, data }: VerdictMap): readonly Rule[] {
  const pairs = typeof data === 'object' ? (data.set ?? []) : [];
  return pairs.flatMap(([value, statement]) => {
    const verdict = verdictOf(statement);
    const match = matchOf({ op: '==', left: key, right: value });
    return verdict === undefined ? [] : [{ matches: [...matches, match], verdict }];
  });
}

function verdictOf(statement: Statement): Verdict | undefined {
  if ('accept' in statement) return { kind: 'accept' };
  if ('drop' in statement || 'reject' in statement) return { kind: 'drop' };
  if ('return' in statement) return { kind: 'return' };
  for (const kind of ['jump', 'goto'] as const) {
    const target = statement[kind] as { readonly target?: string } | undefined;
    if (target?.target !== undefined) return { kind, chain: target.target };
  }
  return undefined;
}

function matchOf({ op = '==', left, right }: Match): (packet: Packet) => Answer {
  return (packet) => {
    const value = fieldOf(left, packet);
    if (typeof value === 'object') return value.answer;
    if (op === '==' || op === 'in') return isAmong(value, right);
    if (op === '!=') return negated(isAmong(value, right));
    const [number, limit] = [Number(value), Number(right)];
    if (Number.isNaN(number) || Number.isNaN(limit)) return 'maybe';
    const compared = {
      '<': number < limit,
      '>': number > limit,
      '<=': number <= limit,
      '>=': number >= limit,
    };
    return op in compared ? answer(compared[op as keyof typeof compared]) : 'maybe';
  };
}

/** Returns what the packet has there, or what every match of it comes to. */
function fieldOf(left: unknown, packet: Packet): string | number | { readonly answer: Answer } {
  const { meta, payload, ct, fib } = { ...(left as Statement) } as Readonly<
    Record<string, Readonly<Record<string, unknown>> | undefined>
  >;
  if (meta !== undefined) return metaOf(String(meta['key']), packet);
  if (ct !== undefined) return conntrackOf(String(ct['key']), packet);
  if (payload !== undefined) return payloadOf(String(payload['protocol']), String(payload['field']), packet);
  if (fib?.['result'] === 'type' && String(fib['flags']) === 'daddr') {
    return packet.oifname === undefined ? 'local' : 'unicast';
  }
  return { answer: 'maybe' };
}

function metaOf(key: string, packet: Packet): string | { readonly answer: Answer } {
  const isIpv4 = packet.family === 'ipv4';
  const values: Readonly<Record<string, string>> = {
    iifname: packet.iifname,
    iif: packet.iifname,
    oifname: packet.oifname ?? '',
    oif: packet.oifname ?? '',
    l4proto: 'udp',
    nfproto: packet.family,
    protocol: isIpv4 ? 'ip' : 'ip6',
    pkttype: 'unicast',
  };
  return values[key] ?? { answer: 'maybe' };
}

/**
 * Returns what conntrack has of the packet. In `status` nothing is set that rules ask for: the packet is not
 * translated.
 */
function conntrackOf(key: string, { state }: Packet): string {
  const values: Readonly<Record<string, string>> = { state, status: 'none', direction: 'original' };
  return values[key] ?? '@';
}

function payloadOf(
  protocol: string,
  field: string,
  packet: Packet,
): string | number | { readonly answer: Answer } {
  const family = protocol === 'ip' ? 'ipv4' : protocol === 'ip6' ? 'ipv6' : undefined;
  if (family !== undefined) {
    if (family !== packet.family) return { answer: 'no' };
    if (field === 'saddr' || field === 'daddr') return packet[field];
    return field === 'protocol' || field === 'nexthdr' ? 'udp' : { answer: 'maybe' };
  }
  if (protocol !== 'udp' && protocol !== 'th') return { answer: 'no' };
  return field === 'dport' ? packet.dport : { answer: 'maybe' };
}
