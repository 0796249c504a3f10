import type { Address } from '../scalar/address.js';
import type { Port } from '../scalar/port.js';
import * as codec from './codec.js';
import * as scalar from './scalar-codec.js';

/** A UDP port that a router forwards: others dial `port`, and it comes in at `listenPort`. */
export interface ForwardedPort {
  readonly listenPort: Port;
  readonly port: Port;
}

/**
 * What others dial where a node's socket has another address: behind one-to-one NAT, as the elastic addresses of clouds, or a
 * router that forwards ports.
 */
export interface External {
  readonly ipv4?: Address;
  readonly ipv6?: Address;
  /** Empty: every port comes in as it is. Else these alone do. */
  readonly ports: readonly ForwardedPort[];
}

const forwardedPort: codec.Codec<ForwardedPort> = codec.closed({
  listenPort: codec.said(scalar.port, 'The port of the socket.'),
  port: codec.said(scalar.port, 'The port that others dial.'),
});

export const external: codec.Codec<External> = codec.closed(
  {},
  {
    ipv4: codec.said(scalar.ipv4Address, 'The IPv4 address that others dial.'),
    ipv6: codec.said(scalar.ipv6Address, 'The IPv6 address that others dial.'),
  },
  {
    ports: codec.withDefault(
      codec.said(
        codec.list(forwardedPort),
        'Ports that a router forwards; without any, every port comes in as it is.',
      ),
      [],
    ),
  },
);
