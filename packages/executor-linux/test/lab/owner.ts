/**
 * A process that owns a laboratory in which something runs. It says `up`, stops the laboratory when its standard input
 * ends, says `stopped`, and stays.
 */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLab } from './lab.js';
import { standardLab } from './standard.js';

const lab = await startLab(standardLab);
const node = lab.node('home-1');
node.write('file', 'text');
await node.run(['ip', 'netns', 'add', 'n-lab']);
await node.run(['wireguard-go', 'w-lab'], { netns: 'n-lab' });
node.spawn(['ping', '-q', '-i', '0.2', '203.0.113.20']);
node.spawn(['sleep', '1000'], { netns: 'n-lab' });
console.log('up');
await once(process.stdin.resume(), 'end');
await lab.stop();
console.log('stopped');
await sleep(60_000);
