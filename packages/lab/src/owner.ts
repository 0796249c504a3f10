/**
 * A process that owns a laboratory in which something runs, with the argument `bare` one of bare nodes. It says `up`,
 * stops the laboratory when its standard input ends, says `stopped`, and stays.
 */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLab } from './lab.js';
import { bootByHand } from './machine/by-hand.js';
import { serving } from './meter/tcp.js';
import { bareLab } from './underlay/bare.js';
import { standardLab } from './underlay/standard.js';

const isBare = process.argv.includes('bare');
const lab = await startLab(isBare ? bareLab : standardLab);
const node = lab.node('home-1');
node.write('file', 'text');
await node.run(['ip', 'netns', 'add', 'n-lab']);
await node.run(['wireguard-go', 'w-lab'], { netns: 'n-lab' });
node.spawn(['ping', '-q', '-i', '0.2', '203.0.113.20']);
node.spawn(['sleep', '1000'], { netns: 'n-lab' });
if (isBare) {
  await (await bootByHand(node, 'eth0')).said('obtained');
  await lab.router('home').advertise('home-lan', {});
  await lab
    .node('internet')
    .spawn([process.execPath, ...serving(['1.1.1.1:443'])])
    .said('listening');
}
console.log('up');
await once(process.stdin.resume(), 'end');
await lab.stop();
console.log('stopped');
await sleep(60_000);
