import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { insideNetns, key } from './claim.js';
import { ownNetns } from './grounds.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, owned, placed } from './owned.js';
import { placeOf } from './why.js';

/** A whole table of nft(8), compared by `hash`: the sha256 of `ruleset`, which the table keeps in its comment. */
export interface NftTable extends Owned {
  readonly kind: 'NftTable';
  readonly family: 'inet';
  readonly name: string;
  readonly hash: string;
  /** The body of the table in nft's own syntax; when observed, as nft lists it. Never compared. */
  readonly ruleset: string;
}

export const nftTable: Kind<NftTable> = {
  codec: codec.closed(
    {
      ...owned('NftTable'),
      family: codec.oneOf(['inet']),
      name: scalar.interfaceName,
      hash: scalar.sha256,
      ruleset: scalar.listing,
    },
    placed,
  ),
  fields: { netns: 'identity', family: 'identity', name: 'identity', hash: 'equal', ruleset: 'told' },
  identity: ({ netns, family, name }) => key('NftTable', netns, family, name),
  claims: none,
  passes: none,
  container: insideNetns,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: ({ owner, netns }) => ownNetns(owner, netns),
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: ({ family, name, hash, ruleset, ...after }, why) => [
    { kind: 'NftCreateTable', ...placeOf(after), family, name, hash, ruleset, ...why },
  ],
  change: (_, { family, name, hash, ruleset, ...after }, why) => [
    { kind: 'NftReplaceTable', ...placeOf(after), family, name, hash, ruleset, ...why },
  ],
  unmake: ({ family, name, ...before }, why) => [
    { kind: 'NftDeleteTable', ...placeOf(before), family, name, ...why },
  ],
  title: ({ family, name, ...resource }) => `nft table ${family} ${name}${inNetns(resource)}`,
  suspects: 'nft(8) by hand, or a firewall that flushes the ruleset: nftables.service, firewalld, Docker',
};
