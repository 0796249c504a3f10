import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../../test/shell/run.js';
import { lookAt } from './stage.js';
import { marked } from './words.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: no device is born while it is looked for: ${why}`);

const log = '/run/networkd/w-x.log';

/** Whoever started the process of a device was killed when it had not made it yet. */
const starting = `mkdir -m 700 /run/networkd
sh -c 'sleep 1; exec wireguard-go -f w-x' >${log} 2>&1 &`;

/**
 * A process that has made its device and bound its socket, and only later listens to wg(8); the moment between lasts
 * microseconds in wireguard-go, and longer where the machine is busy.
 */
const bound = `mkdir -m 700 /run/networkd
ip tuntap add dev w-x mode tun
cat >bound.pl <<'END'
use Socket;
socket(my $server, PF_UNIX, SOCK_STREAM, 0);
bind($server, sockaddr_un('/var/run/wireguard/w-x.sock')) or die;
open(my $file, '>', 'bound');
sleep 1;
listen($server, 5);
while (accept(my $asked, $server)) {
  my $line = <$asked>;
  syswrite($asked, "listen_port=7001\\nerrno=0\\n\\n") if defined $line;
}
END
perl bound.pl >${log} 2>&1 &
until [ -e bound ]; do sleep 0.05; done`;

describe.skipIf(why !== undefined)('a userspace device that is being born while it is looked for', () => {
  test('is waited for: it would come a moment later, as a surprise', async () => {
    const { state } = await lookAt(`${marked('x')}\n${starting}`, { networks: ['x'] });
    expect(state.resources).toContainEqual(expect.objectContaining({ kind: 'Link', name: 'w-x' }));
  });

  test('is not asked by wg(8) before it listens: that would take its socket away, and so the device', async () => {
    const { state } = await lookAt(`${marked('x')}\n${bound}`, { networks: ['x'] });
    expect(state.resources).toContainEqual(expect.objectContaining({ kind: 'ListenPort', port: 7001 }));
  });
});
