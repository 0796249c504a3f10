import { address } from './address.js';
import { carried } from './carried.js';
import { dhcpClient } from './dhcp-client.js';
import { freeNic } from './free-nic.js';
import { link } from './link/link.js';
import { linkMaster } from './link-master.js';
import { linkUp } from './link-up.js';
import { listenPort } from './listen-port.js';
import { netns } from './netns.js';
import { nftTable } from './nft-table.js';
import { peer } from './peer.js';
import { route } from './route.js';
import { rule } from './rule.js';
import { sysctl } from './sysctl.js';
import { wireGuardDevice } from './wireguard-device.js';

/**
 * Every kind of kernel object, in the order in which they are made and the reverse of which they are taken away. The
 * firewall comes before the link is up: fail closed.
 */
export const kinds = {
  Netns: netns,
  Sysctl: sysctl,
  NftTable: nftTable,
  Link: link,
  LinkMaster: linkMaster,
  FreeNic: freeNic,
  WireGuardDevice: wireGuardDevice,
  ListenPort: listenPort,
  Peer: peer,
  Address: address,
  LinkUp: linkUp,
  DhcpClient: dhcpClient,
  Route: route,
  Rule: rule,
  Carried: carried,
} as const;
