import * as E from 'fp-ts/lib/Either.js';
import type { Carried } from '../../kind/carried.js';
import type { CarriedAdd, CarriedDelete } from '../../operation/verb/carried.js';
import { wordAfter } from '../../scalar/ip-words.js';
import { present } from '../../scalar/present.js';
import { addAddress, deleteAddress } from './address.js';
import type { Home } from './owner.js';
import { addRoute, removeRoute } from './route.js';
import {
  editNamespace,
  type Kernel,
  type KernelLink,
  type KernelRoute,
  type KernelRule,
  type Namespace,
  type Outcome,
} from './state.js';

/** Carries out `ip address add`, `ip route append` or `ip rule add` for what somebody else had there. */
export function addCarried(kernel: Kernel, operation: CarriedAdd): Outcome<Kernel> {
  const { object, words } = operation;
  if (object === 'address') return addAddress(kernel, { ...operation, address: addressIn(words) });
  return editNamespace(kernel, operation.netns, (namespace) => {
    if (object === 'route') return addRoute(namespace, routeIn(words));
    if (namespace.rules.some((each) => ruleWords(each) === words)) return E.left('EEXIST');
    const rules = [...namespace.rules, ruleIn(words, operation.family)];
    return E.right({ ...namespace, rules: rules.toSorted((a, b) => a.priority - b.priority) });
  });
}

/** Carries out the same with `delete`. */
export function deleteCarried(kernel: Kernel, operation: CarriedDelete): Outcome<Kernel> {
  const { object, words } = operation;
  if (object === 'address') return deleteAddress(kernel, { ...operation, address: addressIn(words) });
  return editNamespace(kernel, operation.netns, (namespace) => {
    if (object === 'route') return removeRoute(namespace, routeIn(words));
    const rules = namespace.rules.filter((each) => ruleWords(each) !== words);
    return rules.length === namespace.rules.length ? E.left('ENOENT') : E.right({ ...namespace, rules });
  });
}

/** Returns what others have on a link, as resources of the owner that is to lead it. */
export function carriedOn(link: KernelLink, namespace: Namespace, home: Home): readonly Carried[] {
  const { name: device } = link;
  const carried = (object: Carried['object'], all: readonly string[]) =>
    all.map((words, place): Carried => {
      const family = isIpv6(words) ? 'ipv6' : 'ipv4';
      return { kind: 'Carried', ...home, device, object, family, words, place };
    });
  const isOurLink = link.type !== 'foreign';
  return [
    ...carried('address', isOurLink ? [] : link.addresses.map((address) => `${address} dev ${device}`)),
    ...carried(
      'route',
      namespace.routes.filter((each) => !each.ours && each.device === device).map(routeWords),
    ),
    ...namespace.rules
      .filter((each) => each.iif === device)
      .map((rule, place): Carried => {
        const { family } = rule;
        return { kind: 'Carried', ...home, device, object: 'rule', family, words: ruleWords(rule), place };
      }),
  ];
}

function isIpv6(words: string): boolean {
  return words.includes('::');
}

function addressIn(words: string): string {
  return words.split(' ')[0] ?? '';
}

function routeIn(words: string): KernelRoute {
  const [via, table] = [wordAfter(words, 'via'), wordAfter(words, 'table')];
  return {
    destination: wordAfter(words, 'unicast') ?? '',
    device: wordAfter(words, 'dev') ?? '',
    metric: Number(wordAfter(words, 'metric') ?? 0),
    ...present({ via }),
    ...(table === main ? {} : { table: Number(table) }),
    ours: false,
  };
}

const main = '254';

function routeWords({ destination, via, device, metric, table = Number(main) }: KernelRoute): string {
  const gateway = via === undefined ? '' : ` via ${via}`;
  return `unicast ${destination}${gateway} dev ${device} proto 3 table ${table} metric ${metric}`;
}

function ruleIn(words: string, family: KernelRule['family']): KernelRule {
  const iif = wordAfter(words, 'iif');
  return {
    family,
    priority: Number(wordAfter(words, 'priority')),
    ...present({ iif }),
    table: Number(wordAfter(words, 'lookup')),
    ours: false,
  };
}

function ruleWords({ priority, iif, table }: KernelRule): string {
  return `priority ${priority} from all iif ${iif} lookup ${table} protocol 0`;
}
