import * as E from 'fp-ts/lib/Either.js';
import type { PlanErrors, Problem } from '../error.js';
import { type PrivateKey, privateKeyText, publicKeyOf } from '../scalar/key.js';
import { firstAddress, hostPrefix } from '../scalar/prefix.js';
import { tunnelAddress } from '../scalar/tunnel.js';
import { type Access, accessAddress, accessPointsOf, accessRanges } from '../topology/access.js';
import { accessMtu } from '../topology/mtu.js';
import { internetEndpoint } from '../topology/peering.js';
import type { Topology } from '../topology/topology.js';
import { peerSection } from './configuration.js';

/** Seconds, where the network turns keepalive off or has no word on it: laptops are behind NAT more often than not. */
const accessKeepalive = 25;

/**
 * Writes the configuration of an access point in the format of wg-quick(8). Without a private key it has a comment
 * where the key goes. Errors: `unknown-access-point`; `wrong-key` where the private key is not the access point's.
 */
export function accessConfiguration(
  topology: Topology,
  name: string,
  privateKey?: PrivateKey,
): E.Either<PlanErrors, string> {
  const accesses = accessPointsOf(topology);
  const access = accesses.find(({ accessPoint }) => accessPoint.name === name);
  if (access === undefined) {
    const known = accesses.map(({ accessPoint }) => accessPoint.name);
    return E.left(refused(topology, '$.accessPoints', name, { kind: 'unknown-access-point', known }));
  }
  const { publicKey } = access.accessPoint;
  if (privateKey !== undefined && publicKeyOf(privateKey) !== publicKey) {
    const path = `$.accessPoints[?@.name=='${name}'].publicKey`;
    return E.left(
      refused(topology, path, publicKeyOf(privateKey), { kind: 'wrong-key', expected: publicKey }),
    );
  }
  return E.right(write(topology, access, privateKey));
}

function write(
  topology: Topology,
  { accessPoint, vertex }: Access,
  privateKey: PrivateKey | undefined,
): string {
  const { subnet, subnet6 } = accessPoint;
  const { network } = topology;
  const first6 = subnet6 === undefined ? undefined : firstAddress(subnet6);
  const addresses = [tunnelAddress(subnet), ...(first6 === undefined ? [] : [first6.address])];
  const dialled = accessAddress(network, vertex);
  const endpoint = dialled === undefined ? undefined : internetEndpoint(vertex, dialled.kind);
  return [
    '[Interface]',
    privateKey === undefined
      ? '# PrivateKey = (the private key of this access point)'
      : `PrivateKey = ${privateKeyText(privateKey)}`,
    `Address = ${addresses.map((address) => hostPrefix(address).text).join(', ')}`,
    `MTU = ${accessMtu(vertex)}`,
    peerSection(
      vertex.resource.publicKey,
      accessRanges(network).map(({ text }) => text),
    ).trimEnd(),
    ...(endpoint === undefined ? [] : [`Endpoint = ${endpoint}`]),
    `PersistentKeepalive = ${network.policy.keepalive.seconds || accessKeepalive}`,
    '',
  ].join('\n');
}

function refused({ network }: Topology, path: string, value: string, problem: Problem): PlanErrors {
  return [{ ...problem, document: 'tenant-network', network: network.id, path, value }];
}
