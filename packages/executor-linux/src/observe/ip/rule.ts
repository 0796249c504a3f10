import { present, type ResourceOf, routeProtocol } from '@networkd/planner';
import { withLength } from './route.js';

/** A policy rule as `ip -N -json -details rule show` has it. */
interface IpRule {
  readonly priority: number;
  readonly src?: string;
  readonly srclen?: number;
  readonly dst?: string;
  readonly dstlen?: number;
  readonly table?: string;
  readonly protocol?: string;
}

/** A rule, except for where it is. */
export type FoundRule = Omit<ResourceOf<'Rule'>, 'kind' | 'owner' | 'netns'>;

/** The rules of a namespace in one family: those of our protocol number, and whether others have made any. */
export interface Rules {
  readonly ours: readonly FoundRule[];
  readonly haveOthers: boolean;
}

/** RTPROT_KERNEL: the rules that every namespace comes with. */
const kernel = '2';

/** Returns the rules of the list. Where several differ only in what no plan says of a rule, returns one of them. */
export function rulesIn(list: readonly unknown[], family: ResourceOf<'Rule'>['family']): Rules {
  const ours = new Map<string, FoundRule>();
  let haveOthers = false;
  for (const { priority, src, srclen, dst, dstlen, table, protocol = kernel } of list as readonly IpRule[]) {
    if (protocol !== String(routeProtocol)) haveOthers ||= protocol !== kernel;
    else if (table !== undefined) {
      const [from, to] = [selector(src, srclen), selector(dst, dstlen)];
      const rule = {
        family,
        priority,
        ...present({ from, to }),
        table: Number(table),
      };
      ours.set(JSON.stringify(rule), rule);
    }
  }
  return { ours: [...ours.values()], haveOthers };
}

function selector(address: string | undefined, length: number | undefined): string | undefined {
  if (address === undefined || address === 'all') return undefined;
  return length === undefined ? withLength(address) : `${address}/${length}`;
}
