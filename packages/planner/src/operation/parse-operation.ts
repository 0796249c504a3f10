import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { bondModes, linkTypes } from '../scalar/link-type.js';
import type { Operation, OperationKind } from './operation.js';

const change = codec.oneOf(['Create', 'Update', 'Delete']);
const step = <K extends OperationKind>(kind: K) => ({
  kind: codec.oneOf([kind]),
  network: scalar.owner,
  reason: scalar.reason,
  change,
});
const disruptive = { disruptive: scalar.truth };
const placed = { netns: scalar.interfaceName, ...disruptive };
const name = { name: scalar.interfaceName };
const device = { device: scalar.interfaceName };
const peer = { ...device, publicKey: scalar.publicKey };
const address = { ...device, address: scalar.interfaceAddressText };
const route = { ...device, destination: scalar.prefixText };
const way = { ...placed, via: scalar.addressText, metric: scalar.unsigned };
const rule = {
  family: codec.oneOf(['ipv4', 'ipv6']),
  priority: scalar.unsigned,
  table: scalar.unsigned,
};
const selector = { ...placed, from: scalar.prefixText, to: scalar.prefixText };
const table = { family: codec.oneOf(['inet']), ...name };
const rules = { hash: scalar.sha256, ruleset: scalar.ruleset };

/** Every parameter we set is a number: a switch, most of them. */
const sysctlValue = scalar.textOf(/^[0-9]{1,10}$/, 'a whole number');

/** 0 gives the port up. */
const listenPort = scalar.integer(0, 65_535);

/**
 * An operation as plans hold it. All its texts are of a type that no tool can misread; whether it keeps to what is
 * ours is for `breachesOf` to say.
 */
export const operation: codec.Codec<Operation> = codec.byKind({
  NetnsAdd: codec.closed({ ...step('NetnsAdd'), ...name }, disruptive),
  NetnsDelete: codec.closed({ ...step('NetnsDelete'), ...name }, disruptive),
  LinkAdd: codec.closed(
    {
      ...step('LinkAdd'),
      ...name,
      type: codec.oneOf(linkTypes),
      mtu: scalar.unsigned,
      alias: scalar.word,
    },
    {
      ...placed,
      to: scalar.interfaceName,
      link: scalar.interfaceName,
      peer: scalar.interfaceName,
      vlanId: scalar.vlanId,
      mode: codec.oneOf(bondModes),
      address: scalar.mac,
    },
  ),
  LinkSet: codec.closed(
    { ...step('LinkSet'), ...name },
    { ...placed, mtu: scalar.unsigned, alias: scalar.word, address: scalar.mac, up: scalar.flag },
  ),
  LinkSetMaster: codec.closed({ ...step('LinkSetMaster'), ...name, master: scalar.interfaceName }, placed),
  LinkRemoveMaster: codec.closed({ ...step('LinkRemoveMaster'), ...name }, placed),
  LinkMove: codec.closed({ ...step('LinkMove'), ...name }, { ...placed, to: scalar.interfaceName }),
  LinkDelete: codec.closed({ ...step('LinkDelete'), ...name }, placed),
  AddressAdd: codec.closed({ ...step('AddressAdd'), ...address }, placed),
  AddressDelete: codec.closed({ ...step('AddressDelete'), ...address }, placed),
  RouteReplace: codec.closed({ ...step('RouteReplace'), ...route }, way),
  RouteDelete: codec.closed({ ...step('RouteDelete'), ...route }, way),
  RuleAdd: codec.closed({ ...step('RuleAdd'), ...rule }, selector),
  RuleDelete: codec.closed({ ...step('RuleDelete'), ...rule }, selector),
  CarriedAdd: codec.closed(
    { ...step('CarriedAdd'), ...device, ...scalar.carried },
    { ...placed, ...scalar.lifetimes },
  ),
  CarriedDelete: codec.closed({ ...step('CarriedDelete'), ...device, ...scalar.carried }, placed),
  DhcpClientStart: codec.closed({ ...step('DhcpClientStart'), ...device }, placed),
  DhcpClientStop: codec.closed({ ...step('DhcpClientStop'), ...device }, placed),
  SysctlSet: codec.closed({ ...step('SysctlSet'), key: scalar.sysctlKey, value: sysctlValue }, placed),
  WireGuardSetDevice: codec.closed(
    { ...step('WireGuardSetDevice'), ...device },
    { ...placed, secret: scalar.word, publicKey: scalar.publicKey, listenPort },
  ),
  WireGuardSetPeer: codec.closed(
    { ...step('WireGuardSetPeer'), ...peer, allowedIPs: codec.list(scalar.prefixText) },
    { ...placed, endpoint: scalar.endpoint, persistentKeepalive: scalar.keepalive },
  ),
  WireGuardRemovePeer: codec.closed({ ...step('WireGuardRemovePeer'), ...peer }, placed),
  NftCreateTable: codec.closed({ ...step('NftCreateTable'), ...table, ...rules }, placed),
  NftReplaceTable: codec.closed({ ...step('NftReplaceTable'), ...table, ...rules }, placed),
  NftDeleteTable: codec.closed({ ...step('NftDeleteTable'), ...table }, placed),
} satisfies Record<OperationKind, codec.Codec<Operation>>);
