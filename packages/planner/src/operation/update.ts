import type { Update } from '../change/change.js';
import type { Link } from '../state/resource.js';
import { endpointSatisfies } from '../state/satisfies.js';
import { moveLink, placeOf, setIpv6, setKey, setPeer, setValue, type Why, whyOf } from './create.js';
import type { Operation } from './operation.js';

/** What changes the resource in place. */
export function updateOperations(change: Update): readonly Operation[] {
  const { before, after } = change;
  const why = whyOf(change);
  switch (after.kind) {
    case 'Link':
      return before.kind === 'Link' ? updateLink(before, after, why) : [];
    case 'WireGuardDevice':
      return [{ ...setKey(after, why), disruptive: true }];
    case 'Peer': {
      const settled = before.kind === 'Peer' && endpointSatisfies(before, after);
      return [setPeer(after, settled ? undefined : after.endpoint, why.reason, why.change)];
    }
    default:
      return setValue(after, why);
  }
}

function updateLink(before: Link, after: Link, why: Why): readonly Operation[] {
  const { name, mtu, alias } = after;
  const set = {
    ...(before.mtu === mtu ? {} : { mtu }),
    ...(before.alias === alias ? {} : { alias }),
  };
  return [
    ...(before.netns === after.netns ? [] : [moveLink(placeOf(before), name, after.netns, why)]),
    ...(Object.keys(set).length === 0
      ? []
      : [{ kind: 'LinkSet' as const, ...placeOf(after), name, ...set, ...why }]),
    ...(before.disableIpv6 === after.disableIpv6 ? [] : [setIpv6(after, why)]),
  ];
}
