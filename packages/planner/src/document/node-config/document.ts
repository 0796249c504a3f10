import * as E from 'fp-ts/lib/Either.js';
import type { Address } from '../../scalar/address.js';
import type { InterfaceName } from '../../scalar/name.js';
import { type Port, parsePort } from '../../scalar/port.js';
import type { InterfaceAddress } from '../../scalar/prefix.js';
import * as codec from '../codec.js';
import * as scalar from '../scalar-codec.js';

/** Several NICs that act as one, in a mode of the kernel's bonding driver. */
export interface Bond {
  readonly interfaces: readonly InterfaceName[];
  readonly mode: 'active-backup' | '802.3ad';
}

/** What the farmer says of the uplink; what is absent is found out. */
export interface UplinkConfig {
  readonly interface?: InterfaceName;
  /** The VLAN of the management segment, where it comes tagged. */
  readonly vlan?: number;
  /** Bytes. */
  readonly mtu?: number;
  readonly bond?: Bond;
  /** With any, no address is asked for: neither DHCP nor router advertisements. */
  readonly addresses: readonly InterfaceAddress[];
  readonly gateways: readonly Address[];
  /** The router of the IPv4 addresses where it is an IPv6 one (RFC 8950), which `gateways` cannot say. */
  readonly gateway4?: Address;
}

/** How tenants get to the Internet, and what they may not do there. */
export interface EgressConfig {
  /**
   * The addresses that tenants leave by: IPv4 on the host's segment, IPv6 on the public one. In a family with any, no
   * address is asked for.
   */
  readonly addresses: readonly InterfaceAddress[];
  readonly gateways: readonly Address[];
  readonly blockedTcpPorts: readonly Port[];
  /** Do their connections leave from random ports? */
  readonly randomPorts: boolean;
}

/** Which NIC leads to the public segment where no public configuration says it. */
export interface PublicUplink {
  readonly interface: InterfaceName;
  readonly vlan?: number;
}

/** What a farmer says of one node (`node-config/1`), honoured over what the node would find out by itself. */
export interface NodeConfig {
  readonly schema: 'node-config/1';
  /** NICs that are left alone. */
  readonly ignore: readonly InterfaceName[];
  readonly uplink: UplinkConfig;
  readonly publicUplink?: PublicUplink;
  /** `ping`: is an ICMP echo request answered? */
  readonly firewall: { readonly ping: boolean };
  readonly egress: EgressConfig;
  /** One of these has to be reached before a node counts as connected. */
  readonly internet: { readonly endpoints: readonly string[] };
}

const bond: codec.Codec<Bond> = codec.closed({
  interfaces: codec.said(codec.list(scalar.interfaceName), 'The NICs that act as one.'),
  mode: codec.said(
    codec.oneOf(['active-backup', '802.3ad']),
    'The mode of the bonding driver of the kernel.',
  ),
});

export const uplinkConfig: codec.Codec<UplinkConfig> = codec.inOrder(
  ['interface', 'vlan', 'bond', 'mtu', 'addresses', 'gateways', 'gateway4'],
  codec.closed(
    {},
    {
      interface: codec.said(scalar.interfaceName, 'The NIC.'),
      vlan: codec.said(scalar.vlanId, 'The VLAN of the management segment, where it comes tagged.'),
      mtu: codec.said(scalar.mtu, 'The bytes of the longest packet.'),
      bond: codec.said(bond, 'NICs that act as one.'),
      gateway4: codec.said(
        scalar.ipv6Address,
        'The router of the IPv4 addresses where it is an IPv6 one (RFC 8950).',
      ),
    },
    {
      addresses: codec.withDefault(
        codec.said(codec.list(scalar.interfaceAddress), 'Its addresses; without any they are asked for.'),
        [],
      ),
      gateways: codec.withDefault(codec.said(codec.list(scalar.address), 'Its routers.'), []),
    },
  ),
);

export const publicUplink: codec.Codec<PublicUplink> = codec.closed(
  { interface: codec.said(scalar.interfaceName, 'The NIC.') },
  { vlan: codec.said(scalar.vlanId, 'The VLAN, where the NIC carries it tagged.') },
);

export const ignore = codec.list(scalar.interfaceName);

/** Mail is sent to these: to other servers, and by the users of one (RFC 5321, RFC 8314). */
const mailPorts: readonly Port[] = [25, 465, 587].flatMap((number) => {
  const port = parsePort(number);
  return E.isRight(port) ? [port.right] : [];
});

const publicResolvers = [
  '1.1.1.1:443',
  '9.9.9.9:443',
  '[2606:4700:4700::1111]:443',
  '[2620:fe::fe]:443',
] as const;

const firewall = codec.closed(
  {},
  {},
  { ping: codec.withDefault(codec.said(scalar.flag, 'Is an ICMP echo request answered?'), true) },
);

export const egress: codec.Codec<EgressConfig> = codec.closed(
  {},
  {},
  {
    addresses: codec.withDefault(
      codec.said(
        codec.list(scalar.interfaceAddress),
        'The addresses that tenants leave by; without any they are asked for.',
      ),
      [],
    ),
    gateways: codec.withDefault(
      codec.said(codec.list(scalar.address), 'The routers of these addresses.'),
      [],
    ),
    blockedTcpPorts: codec.withDefault(
      codec.said(codec.list(scalar.port), 'TCP ports that tenants may not dial.'),
      mailPorts,
    ),
    randomPorts: codec.withDefault(
      codec.said(scalar.flag, 'Do the connections of tenants leave from random ports?'),
      false,
    ),
  },
);

const internet = codec.closed(
  {},
  {},
  {
    endpoints: codec.withDefault(
      codec.said(
        codec.list(scalar.endpoint),
        'One of these has to be reached before a node counts as connected.',
      ),
      publicResolvers,
    ),
  },
);

/** `node-config/1` as it stands in the text, before the values are held against one another. */
export const nodeConfig: codec.Codec<NodeConfig> = codec.inOrder(
  ['schema', 'ignore', 'uplink', 'publicUplink', 'firewall', 'egress', 'internet'],
  codec.closed(
    { schema: codec.said(codec.schema('node-config/1'), 'What kind of document this is.') },
    {
      publicUplink: codec.said(
        publicUplink,
        'Which NIC leads to the public segment, where no public configuration says it.',
      ),
    },
    {
      ignore: codec.withDefault(codec.said(ignore, 'NICs that are left alone.'), []),
      uplink: codec.withDefault(
        codec.said(uplinkConfig, 'How the node reaches the Internet; what is absent is found out.'),
        { addresses: [], gateways: [] },
      ),
      firewall: codec.withDefault(codec.said(firewall, 'What the node itself answers.'), { ping: true }),
      egress: codec.withDefault(
        codec.said(egress, 'How tenants get to the Internet, and what they may not do there.'),
        {
          addresses: [],
          gateways: [],
          blockedTcpPorts: mailPorts,
          randomPorts: false,
        },
      ),
      internet: codec.withDefault(codec.said(internet, 'How it is proved that the Internet is there.'), {
        endpoints: publicResolvers,
      }),
    },
  ),
);
