import type { LeftOut, Source } from './source.js';

const leftOut: LeftOut = { 'net.netfilter.nf_conntrack_count': 'it counts connections' };

/**
 * sysctl(8), all of `net.`. Read by grep(1), which takes half the time of `sysctl -a`: that reads the parameters of the
 * whole kernel. A name in it is as sysctl(8) takes it, so the dots of a link's name are slashes.
 */
export const parameters: Source = {
  section: 'parameters',
  command: 'grep -rs . /proc/sys/net || [ $? = 2 ]', // some can only be written
  entries: (output) => {
    const entries = new Map<string, string>();
    for (const line of output.split('\n')) {
      const [, path, value = ''] = /^\/proc\/sys\/([^:]+):(.*)$/.exec(line) ?? [];
      if (path === undefined) continue;
      const name = path.replace(/[./]/g, (each) => (each === '/' ? '.' : '/'));
      if (name in leftOut) continue;
      const before = entries.get(name);
      entries.set(name, before === undefined ? value : `${before}\n${value}`);
    }
    return entries;
  },
};
