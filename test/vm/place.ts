import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Returns where the tests of this process and a virtual machine meet: a folder that both write to, and a socket in it. */
export function placeOf(name: string): { readonly share: string; readonly socket: string } {
  const share = join(tmpdir(), `networkd-vm-${process.pid}-${name}`);
  return { share, socket: join(share, 'socket') };
}
