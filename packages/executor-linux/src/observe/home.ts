import { routeProtocol } from '@networkd/planner';
import type { Invocation, Run } from '../run.js';
import { ask } from './ask.js';
import { filesAnd, printed } from './file.js';
import { listsIn } from './json.js';
import { isInnate, linksIn } from './link.js';
import type { HomeName } from './namespace.js';
import { ownerOf, type Scope } from './owner.js';
import { disableIpv6File, disablesIpv6, parameterFiles, parametersIn } from './parameter.js';
import type { Place } from './place.js';
import { type FoundRoute, routesIn } from './route.js';
import { type FoundRule, rulesIn } from './rule.js';
import { portsIn, udpFiles } from './socket.js';
import { type FoundTable, table, tableIn } from './table.js';

/** The namespace of a network resource, by its name. */
export interface Home extends Place, HomeName {
  readonly netns: string;
  readonly parameters: readonly { readonly key: string; readonly value: string }[];
  readonly table?: FoundTable;
  /** Those of our protocol number, as the rules. */
  readonly routes: readonly FoundRoute[];
  readonly rules: readonly FoundRule[];
  /** Has somebody else made rules in it? */
  readonly hasOthersRules: boolean;
}

/** What ip(8) is asked in a batch; without a family that is links and routes of both, and rules of IPv4. */
const questions = ['address show', `route show table all proto ${routeProtocol}`, 'rule show'];

const listTable = ['nft', '--stateless', 'list', 'table', table.family, table.name];
const lacksTable = /^Error: No such file or directory\n\s*list table/;

/** What is in a namespace with one of our names, by three processes. */
export async function readHome(run: Run, { netns, network }: HomeName): Promise<Home> {
  const ip = ['ip', '-n', netns, '-N', '-json', '-details'];
  const batch: Invocation = { argv: [...ip, '-batch', '-'], stdin: `${questions.join('\n')}\n` };
  const rules6: Invocation = { argv: [...ip, '-6', 'rule', 'show'] };
  const inside = filesAnd(netns, [...parameterFiles, ...udpFiles], listTable);
  const [batched, ruled, listed] = await Promise.all([
    ask(run, batch),
    ask(run, rules6),
    ask(run, inside, lacksTable),
  ]);
  const [links = [], routes = [], rules = []] = listsIn(batched, questions.length, batch);
  const both = [rulesIn(rules, 'ipv4'), rulesIn(listsIn(ruled, 1, rules6).flat(), 'ipv6')];
  const { files, rest } = printed(listed);
  const found = tableIn(rest);
  return {
    netns,
    network,
    links: linksIn(links),
    ports: portsIn(udpFiles.flatMap((file) => files.get(file) ?? [])),
    disablesIpv6: (link) => disablesIpv6(files.get(disableIpv6File(link))),
    parameters: parametersIn(files),
    ...(found === undefined ? {} : { table: found }),
    routes: routesIn(routes),
    rules: both.flatMap(({ ours }) => ours),
    hasOthersRules: both.some(({ haveOthers }) => haveOthers),
  };
}

/** A namespace with one of our names is ours where it holds a link of ours, or nothing that others have put there. */
export function isOurs({ links, ports, hasOthersRules }: Home, inScope: Scope): boolean {
  const put = links.filter((link) => !isInnate(link));
  if (put.some((link) => ownerOf(link, inScope) !== undefined)) return true;
  return put.length + ports.size === 0 && !hasOthersRules;
}
