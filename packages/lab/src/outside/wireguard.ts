import { byName, type LeftOut, type Source } from './source.js';

const ofDevice = ['privateKey', 'publicKey', 'listenPort', 'fwmark'];
const ofPeer = [
  'publicKey',
  'presharedKey',
  'endpoint',
  'allowedIPs',
  'latestHandshake',
  'received',
  'sent',
  'persistentKeepalive',
];
const leftOut: LeftOut = {
  privateKey: 'the public key says whether it is the same, and nothing may print this one',
  presharedKey: 'nothing may print it',
  latestHandshake: 'it ticks',
  received: 'it counts',
  sent: 'it counts',
};

/** wg(8): every device and its peers. Devices that processes make are told in every namespace. */
export const wireguard: Source = {
  section: 'wireguard',
  command: 'wg show all dump',
  entries: (output) =>
    byName(
      output
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t')),
      ([device, key, publicKey, ...more]) =>
        more.length > 2 ? `${device} peer ${key}` : `${device} ${publicKey}`,
      ([, ...values]) => {
        const fields = values.length > 4 ? ofPeer : ofDevice;
        return Object.fromEntries(
          fields.flatMap((field, i) => (field in leftOut ? [] : [[field, values[i] ?? '']])),
        );
      },
    ),
};
