import { describe, expect, test } from 'vitest';
import { documents, Place } from './tn.js';

const showconf = ['showconf', ...documents] as const;

/** The sections of a configuration file of wg(8), as the values of their keys. */
function sectionsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const sections = text.split(/^\[(?:Interface|Peer)\]$/m).slice(1);
  return sections.map((section) =>
    Object.fromEntries(
      [...section.matchAll(/^(\w+) = (.*)$/gm)].map(([, key = '', value = '']) => [key, value]),
    ),
  );
}

interface Peer {
  readonly kind: string;
  readonly publicKey: string;
  readonly endpoint?: string;
  readonly persistentKeepalive?: number;
  readonly allowedIPs: readonly string[];
}

describe('tn showconf', () => {
  test.each(['a', 'h1'])('of %s has the peers that its plan sets, and no private key', (node) => {
    const place = new Place();
    const { status, stdout, stderr } = place.tn([...showconf, node]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [device, ...peers] = sectionsOf(stdout);
    expect(Object.keys(device ?? {})).toEqual(['ListenPort']);
    const plan = JSON.parse(place.tn(['plan', ...documents, '-n', node, '-f', 'json']).stdout);
    const planned = (plan.operations as Peer[]).filter(({ kind }) => kind === 'WireGuardSetPeer');
    const byKey = (one: Record<string, string>, other: Record<string, string>) =>
      (one['PublicKey'] ?? '') < (other['PublicKey'] ?? '') ? -1 : 1;
    expect(planned.length).toBeGreaterThan(0);
    expect(peers.toSorted(byKey)).toEqual(
      planned
        .map(({ publicKey, endpoint, persistentKeepalive, allowedIPs }) => ({
          PublicKey: publicKey,
          AllowedIPs: allowedIPs.join(', '),
          ...(endpoint === undefined ? {} : { Endpoint: endpoint }),
          ...(persistentKeepalive === undefined ? {} : { PersistentKeepalive: `${persistentKeepalive}` }),
        }))
        .toSorted(byKey),
    );
  });

  test('of a node that the network lacks is an error that says which may be meant', () => {
    const { status, stdout, stderr } = new Place().tn([...showconf, 'h4']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^error\[unknown-end\]: NODE: the network has no h4; perhaps .*h1.* is meant\n/);
  });
});
